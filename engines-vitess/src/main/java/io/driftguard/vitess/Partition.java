package io.driftguard.vitess;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The shards of one sharded keyspace: each keyspace id is in exactly one of them. What is not a
 * full partition is either read wrong or in the middle of a reshard.
 */
final class Partition {

  private Partition() {}

  /**
   * @throws EngineException when the shards are no full partition
   */
  static void require(Namespace keyspace, Set<ShardName> shards) throws EngineException {
    List<Ranged> ranged = new ArrayList<>();
    for (ShardName shard : shards) {
      ranged.add(ranged(keyspace, shard));
    }
    ranged.sort(Comparator.comparing(Ranged::range, KeyRange.BY_START).thenComparing(Ranged::name));
    Ranged previous = null;
    for (Ranged shard : ranged) {
      if (previous == null) {
        if (!shard.range().startsAtMinimum()) {
          throw broken(
              keyspace, "a first shard that starts at the minimum", shown(shard) + " first");
        }
      } else if (previous.range().equals(shard.range())) {
        throw broken(
            keyspace,
            "each key range once",
            shown(previous) + " and " + shown(shard) + ", which are one range");
      } else if (previous.range().endsAtMaximum()
          || previous.range().end().compareTo(shard.range().start()) > 0) {
        throw broken(
            keyspace, "key ranges that do not overlap", shown(previous) + " and " + shown(shard));
      } else if (!previous.range().end().equals(shard.range().start())) {
        throw broken(
            keyspace,
            "a shard that starts where " + shown(previous) + " ends",
            shown(shard) + " next");
      }
      previous = shard;
    }
    if (previous == null || !previous.range().endsAtMaximum()) {
      throw broken(
          keyspace,
          "a last shard that ends at the maximum",
          previous == null ? "no shard" : shown(previous) + " last");
    }
  }

  private static Ranged ranged(Namespace keyspace, ShardName name) throws EngineException {
    VitessShardName shard;
    try {
      shard = VitessShardName.parse(name);
    } catch (ShardNameException e) {
      throw new EngineException(
          Reason.TOPOLOGY_UNREADABLE, "keyspace \"" + keyspace + "\": " + e.getMessage(), e);
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
        "keyspace \"" + keyspace + "\": expected " + expected + ", but found " + found);
  }

  private static String shown(Ranged shard) {
    return "\"" + shard.name() + "\"";
  }

  /** A shard and its key range. */
  private record Ranged(ShardName name, KeyRange range) {}
}
