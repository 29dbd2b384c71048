package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AddPartitions;
import io.driftguard.grammar.ast.AlterClause.CoalescePartitions;
import io.driftguard.grammar.ast.AlterClause.ExchangePartition;
import io.driftguard.grammar.ast.AlterClause.PartitionAction;
import io.driftguard.grammar.ast.AlterClause.PartitionBy;
import io.driftguard.grammar.ast.AlterClause.ReorganizePartitions;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Partitioning.Hash;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The effect of the partition clauses of an {@code ALTER TABLE}. */
final class PartitionSimulation {

  private static final String REMOVE = "REMOVE PARTITIONING";
  private static final String DROP = "DROP PARTITION";

  private Optional<Partitioning> partitioning;

  private PartitionSimulation(Optional<Partitioning> before) {
    this.partitioning = before;
  }

  /** The partitioning after the clauses. */
  static Optional<Partitioning> after(Optional<Partitioning> before, AlterRequest request)
      throws SimulationException {
    PartitionSimulation simulation = new PartitionSimulation(before);
    for (AlterClause clause : request.clauses()) {
      simulation.apply(clause);
    }
    return simulation.partitioning;
  }

  private void apply(AlterClause clause) throws SimulationException {
    if (clause instanceof PartitionBy by) {
      partitioning = Optional.of(by.partitioning());
    } else if (clause instanceof AlterClause.Plain plain && plain.words().equals(REMOVE)) {
      require();
      partitioning = Optional.empty();
    } else if (clause instanceof AddPartitions add) {
      add(add);
    } else if (clause instanceof CoalescePartitions coalesce) {
      coalesce(coalesce.count());
    } else if (clause instanceof ReorganizePartitions reorganize) {
      reorganize(reorganize);
    } else if (clause instanceof PartitionAction action) {
      act(action);
    } else if (clause instanceof ExchangePartition exchange) {
      requireExchangeable(exchange.partition());
    }
  }

  private void add(AddPartitions add) throws SimulationException {
    Partitioning before = require();
    boolean counted = isCounted(before);
    if (add.definitions().isEmpty()) {
      requireKind(counted, "partitions are added by number to HASH and KEY only");
      change(count(before) + add.count().orElseThrow());
      return;
    }
    requireKind(
        add.definitions().stream().allMatch(each -> fits(before, each)),
        "a partition of RANGE or LIST says its values, and no other one does");
    requireLaterRanges(before, add.definitions());
    List<PartitionDef> definitions = new ArrayList<>(definitions(before));
    definitions.addAll(add.definitions());
    set(before, definitions);
  }

  private static boolean fits(Partitioning partitioning, PartitionDef definition) {
    if (isCounted(partitioning)) {
      return definition.values().isEmpty();
    }
    return definition.values().isPresent()
        && partitioning.definitions().stream()
            .flatMap(each -> each.values().stream())
            .allMatch(values -> values.getClass().equals(definition.values().get().getClass()));
  }

  private static void requireLaterRanges(Partitioning before, List<PartitionDef> added)
      throws SimulationException {
    if (before.definitions().isEmpty()) {
      return;
    }
    PartitionDef last = before.definitions().get(before.definitions().size() - 1);
    for (PartitionDef definition : added) {
      PartitionRange.requireToFollow(last, definition);
      last = definition;
    }
  }

  private void coalesce(long count) throws SimulationException {
    Partitioning before = require();
    requireKind(isCounted(before), "partitions are coalesced in HASH and KEY only");
    if (count(before) <= count) {
      throw noneLeft();
    }
    change(count(before) - count);
  }

  private void reorganize(ReorganizePartitions clause) throws SimulationException {
    Partitioning before = require();
    requireKind(!clause.names().isEmpty(), "expected the names of the partitions to reorganize");
    List<PartitionDef> definitions = new ArrayList<>(before.definitions());
    int first = definitions.size();
    int last = -1;
    Set<Integer> places = new HashSet<>();
    for (String name : clause.names()) {
      int at = place(name);
      places.add(at);
      first = Math.min(first, at);
      last = Math.max(last, at);
    }
    if (last - first + 1 != places.size()) {
      throw new SimulationException(
          SimulationCode.PARTITIONS_NOT_CONSECUTIVE,
          "expected partitions that follow each other, but found "
              + clause.names().stream().map(Names::quoted).toList());
    }
    PartitionDef end = definitions.get(last);
    if (PartitionRange.isKnownToDiffer(
        end, clause.into().get(clause.into().size() - 1), last == definitions.size() - 1)) {
      throw new SimulationException(
          SimulationCode.PARTITION_RANGE_CHANGED,
          "the partitions that partition "
              + Names.quoted(end.name())
              + " is reorganized into cover another range");
    }
    definitions.subList(first, last + 1).clear();
    definitions.addAll(first, clause.into());
    set(before, definitions);
  }

  private void act(PartitionAction action) throws SimulationException {
    Partitioning before = require();
    List<PartitionDef> left = new ArrayList<>(before.definitions());
    for (String name : action.names()) {
      PartitionDef found = definitions(before).get(place(name));
      if (action.action().equals(DROP)) {
        left.remove(found);
      }
    }
    if (action.action().equals(DROP)) {
      requireKind(!isCounted(before), "partitions are dropped from RANGE and LIST only");
      if (left.isEmpty()) {
        throw noneLeft();
      }
      set(before, left);
    }
  }

  private Partitioning require() throws SimulationException {
    if (partitioning.isEmpty()) {
      throw new SimulationException(
          SimulationCode.NOT_PARTITIONED,
          "expected a partitioned table, but found one that is not");
    }
    return partitioning.get();
  }

  private int place(String name) throws SimulationException {
    List<PartitionDef> definitions = definitions(require());
    for (int i = 0; i < definitions.size(); i++) {
      if (Names.same(definitions.get(i).name(), name)) {
        return i;
      }
    }
    throw new SimulationException(
        SimulationCode.UNKNOWN_PARTITION, "partition " + Names.quoted(name) + " is not there");
  }

  /** A table takes the place of a partition, or of one of its subpartitions. */
  private void requireExchangeable(String name) throws SimulationException {
    boolean sub =
        require().definitions().stream()
            .flatMap(definition -> definition.subpartitions().stream())
            .anyMatch(each -> Names.same(each.name(), name));
    if (!sub) {
      place(name);
    }
  }

  private static void requireKind(boolean fits, String message) throws SimulationException {
    if (!fits) {
      throw new SimulationException(SimulationCode.PARTITIONING_KIND, message);
    }
  }

  private static SimulationException noneLeft() {
    return new SimulationException(
        SimulationCode.NO_PARTITION_LEFT, "expected at least one partition to be left, found none");
  }

  private static boolean isCounted(Partitioning partitioning) {
    return partitioning.function() instanceof Hash
        || partitioning.function() instanceof Partitioning.Key;
  }

  private static long count(Partitioning partitioning) {
    return partitioning.definitions().isEmpty()
        ? partitioning.count().orElse(1)
        : partitioning.definitions().size();
  }

  /** The partitions, those included that the server has named itself. */
  private static List<PartitionDef> definitions(Partitioning partitioning) {
    if (!partitioning.definitions().isEmpty()) {
      return partitioning.definitions();
    }
    List<PartitionDef> named = new ArrayList<>();
    for (long i = 0; i < count(partitioning); i++) {
      named.add(new PartitionDef("p" + i, Optional.empty(), List.of(), List.of()));
    }
    return named;
  }

  /** Changes the number of partitions; those that were written out are cut or continued. */
  private void change(long count) throws SimulationException {
    Partitioning before = require();
    if (before.definitions().isEmpty()) {
      partitioning =
          Optional.of(
              new Partitioning(
                  before.function(), OptionalLong.of(count), before.subpartitions(), List.of()));
      return;
    }
    List<PartitionDef> definitions = new ArrayList<>(before.definitions());
    while (definitions.size() > count) {
      definitions.remove(definitions.size() - 1);
    }
    while (definitions.size() < count) {
      definitions.add(
          new PartitionDef("p" + definitions.size(), Optional.empty(), List.of(), List.of()));
    }
    set(before, definitions);
  }

  private void set(Partitioning before, List<PartitionDef> definitions) throws SimulationException {
    Set<String> names = new HashSet<>();
    for (PartitionDef definition : definitions) {
      if (!names.add(Names.key(definition.name()))) {
        throw new SimulationException(
            SimulationCode.DUPLICATE_PARTITION,
            "partition " + Names.quoted(definition.name()) + " is there already");
      }
    }
    partitioning =
        Optional.of(
            new Partitioning(
                before.function(), OptionalLong.empty(), before.subpartitions(), definitions));
  }
}
