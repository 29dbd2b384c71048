package io.driftguard.vitess;

import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shards of one sharded keyspace: each keyspace id is in exactly one of them. What is not a
 * full partition is either read wrong or in the middle of a reshard.
 */
final class Partition {

  /** How many ranges a message names; the rest is counted. */
  private static final int SHOWN = 8;

  private Partition() {}

  /**
   * @throws EngineException when the shards are no full partition; it says which ranges are missing
   *     and which overlap
   */
  static void require(Namespace keyspace, Set<ShardName> shards) throws EngineException {
    List<Ranged> ranged = new ArrayList<>();
    for (ShardName shard : shards) {
      ranged.add(ranged(keyspace, shard));
    }
    sort(ranged);
    List<String> problems = gaps(ranged);
    problems.addAll(overlapsOf(ranged));
    if (!problems.isEmpty()) {
      throw broken(keyspace, "shards that cover each key range once", shortened(problems));
    }
  }

  /** Which of these shards overlap; empty when none do. Shards without a key range are left out. */
  static Optional<String> overlaps(Set<ShardName> shards) {
    List<Ranged> ranged = new ArrayList<>();
    for (ShardName shard : shards) {
      rangeOf(shard).ifPresent(range -> ranged.add(new Ranged(shard, range)));
    }
    sort(ranged);
    List<String> overlaps = overlapsOf(ranged);
    return overlaps.isEmpty() ? Optional.empty() : Optional.of(shortened(overlaps));
  }

  private static Optional<KeyRange> rangeOf(ShardName shard) {
    try {
      return VitessShardName.parse(shard).range();
    } catch (ShardNameException e) {
      // It is refused where the names are judged.
      return Optional.empty();
    }
  }

  private static void sort(List<Ranged> ranged) {
    ranged.sort(Comparator.comparing(Ranged::range, KeyRange.BY_START).thenComparing(Ranged::name));
  }

  private static List<String> gaps(List<Ranged> sorted) {
    List<String> gaps = new ArrayList<>();
    String covered = "";
    boolean all = false;
    for (Ranged shard : sorted) {
      KeyRange range = shard.range();
      if (!all && range.start().compareTo(covered) > 0) {
        gaps.add("no shard for " + new KeyRange(covered, range.start()));
      }
      if (range.endsAtMaximum()) {
        all = true;
      } else if (range.end().compareTo(covered) > 0) {
        covered = range.end();
      }
    }
    if (!all) {
      gaps.add("no shard for " + new KeyRange(covered, ""));
    }
    return gaps;
  }

  private static List<String> overlapsOf(List<Ranged> sorted) {
    List<String> overlaps = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      for (int j = i + 1; j < sorted.size(); j++) {
        Ranged one = sorted.get(i);
        Ranged other = sorted.get(j);
        // Sorted by start: the other one starts within the first, or nothing after it does.
        if (!one.range().endsAtMaximum()
            && other.range().start().compareTo(one.range().end()) >= 0) {
          break;
        }
        overlaps.add(
            one.range().equals(other.range())
                ? shown(one) + " and " + shown(other) + " are one range"
                : shown(one) + " and " + shown(other) + " overlap");
      }
    }
    return overlaps;
  }

  private static String shortened(List<String> problems) {
    String shown = String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())));
    return problems.size() > SHOWN ? shown + "; and " + (problems.size() - SHOWN) + " more" : shown;
  }

  private static Ranged ranged(Namespace keyspace, ShardName name) throws EngineException {
    VitessShardName shard;
    try {
      shard = VitessShardName.parse(name);
    } catch (ShardNameException e) {
      throw new EngineException(
          Reason.TOPOLOGY_UNREADABLE,
          "keyspace " + Quoted.text(keyspace.name()) + ": " + e.getMessage(),
          e);
    }
    KeyRange range =
        shard
            .range()
            .orElseThrow(
                () ->
                    broken(
                        keyspace,
                        "shards with key ranges, as a sharded keyspace has them",
                        "the custom name \""
                            + name
                            + "\", which stands for every keyspace id; the tables of a keyspace"
                            + " that is not sharded are recorded without a shard"));
    return new Ranged(name, range);
  }

  private static EngineException broken(Namespace keyspace, String expected, String found) {
    return new EngineException(
        Reason.TOPOLOGY_UNREADABLE,
        "keyspace "
            + Quoted.text(keyspace.name())
            + ": expected "
            + expected
            + ", but found "
            + found);
  }

  private static String shown(Ranged shard) {
    return "\"" + shard.name() + "\"";
  }

  /** A shard and its key range. */
  private record Ranged(ShardName name, KeyRange range) {}
}
