package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AddPartitions;
import io.driftguard.grammar.ast.AlterClause.CoalescePartitions;
import io.driftguard.grammar.ast.AlterClause.PartitionAction;
import io.driftguard.grammar.ast.AlterClause.PartitionBy;
import io.driftguard.grammar.ast.AlterClause.Plain;
import io.driftguard.grammar.ast.AlterClause.ReorganizePartitions;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Partitioning.Hash;
import io.driftguard.grammar.ast.Partitioning.LessThan;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The clause that makes one partitioning of a table the other. */
final class PartitionDiff {

  private PartitionDiff() {}

  /** The clause, and whether it stands alone: the server takes some partition clauses only so. */
  record Change(AlterClause clause, boolean alone) {}

  static Optional<Change> between(Optional<Partitioning> from, Optional<Partitioning> to) {
    if (from.equals(to)) {
      return Optional.empty();
    }
    if (to.isEmpty()) {
      return Optional.of(new Change(new Plain("REMOVE PARTITIONING"), false));
    }
    return Optional.of(
        from.flatMap(old -> inPlace(old, to.get()))
            .map(clause -> new Change(clause, true))
            .orElseGet(() -> new Change(new PartitionBy(to.get()), false)));
  }

  /** A clause that leaves the partitions alone that do not change. */
  private static Optional<AlterClause> inPlace(Partitioning from, Partitioning to) {
    if (!from.function().equals(to.function())
        || !from.subpartitions().equals(to.subpartitions())) {
      return Optional.empty();
    }
    boolean counted =
        from.function() instanceof Hash || from.function() instanceof Partitioning.Key;
    if (counted) {
      return byNumber(from, to);
    }
    return byDefinition(from.definitions(), to.definitions());
  }

  private static Optional<AlterClause> byNumber(Partitioning from, Partitioning to) {
    if (!from.definitions().isEmpty() || !to.definitions().isEmpty() || to.count().isEmpty()) {
      return Optional.empty();
    }
    long more = to.count().getAsLong() - from.count().orElse(1);
    if (more == 0) {
      return Optional.empty();
    }
    return Optional.of(
        more > 0
            ? new AddPartitions(false, List.of(), OptionalLong.of(more))
            : new CoalescePartitions(false, -more));
  }

  /** One run of partitions gives way to another; what stands before and after it stays. */
  private static Optional<AlterClause> byDefinition(
      List<PartitionDef> from, List<PartitionDef> to) {
    if (to.containsAll(from) && to.subList(0, from.size()).equals(from)) {
      return Optional.of(
          new AddPartitions(false, to.subList(from.size(), to.size()), OptionalLong.empty()));
    }
    List<PartitionDef> gone = new ArrayList<>(from);
    gone.removeAll(to);
    List<PartitionDef> left = new ArrayList<>(from);
    left.removeAll(gone);
    if (left.equals(to)) {
      return Optional.of(
          new PartitionAction(
              "DROP PARTITION", false, gone.stream().map(PartitionDef::name).toList(), ""));
    }
    int head = 0;
    while (head < Math.min(from.size(), to.size()) && from.get(head).equals(to.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(from.size(), to.size()) - head
        && from.get(from.size() - 1 - tail).equals(to.get(to.size() - 1 - tail))) {
      tail++;
    }
    if (head + tail == to.size() || head + tail == from.size()) {
      // The run is empty on one side: a neighbour must take part.
      if (tail > 0) {
        tail--;
      } else {
        head--;
      }
    }
    List<PartitionDef> run = from.subList(head, from.size() - tail);
    List<PartitionDef> into = to.subList(head, to.size() - tail);
    boolean last = tail == 0;
    if (!coversSame(run.get(run.size() - 1), into.get(into.size() - 1), last)) {
      return Optional.empty();
    }
    return Optional.of(
        new ReorganizePartitions(false, run.stream().map(PartitionDef::name).toList(), into));
  }

  private static boolean coversSame(PartitionDef from, PartitionDef to, boolean last) {
    boolean range = from.values().filter(LessThan.class::isInstance).isPresent();
    return range
        && (from.values().equals(to.values()) || (last && PartitionRange.extendsOver(from, to)));
  }
}
