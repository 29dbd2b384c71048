package io.driftguard.vitess;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Topology;
import io.vitess.proto.Topodata;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The shards of a running cluster. A keyspace whose only shard has a custom name is one without
 * shards, whatever the name; so is one with the only shard {@code -} whose VSchema does not say
 * that it is sharded.
 */
final class ClusterShards {

  /**
   * The shards of one keyspace.
   *
   * @param byName its shards
   */
  record Records(ImmutableSortedMap<ShardName, ShardRecord> byName) {

    private static final ShardName EVERYTHING = new ShardName("-");

    Records(SortedMap<ShardName, ShardRecord> byName) {
      this(ImmutableSortedMap.copyOfSorted(byName));
    }

    /** Whether the names do not tell if the keyspace is sharded. */
    boolean isSingleFullRange() {
      return byName.keySet().equals(ImmutableSet.of(EVERYTHING));
    }

    private boolean isSingleCustomName() {
      return byName.size() == 1 && !byName.firstKey().value().contains("-");
    }
  }

  private final SortedMap<Namespace, Records> keyspaces;
  private final SortedSet<Namespace> unsharded;

  private ClusterShards(SortedMap<Namespace, Records> keyspaces, SortedSet<Namespace> unsharded) {
    this.keyspaces = keyspaces;
    this.unsharded = unsharded;
  }

  /**
   * @param sharded the keyspaces with the only shard {@code -} that are sharded
   * @throws EngineException when a keyspace has no shard, or one that does not serve
   */
  static ClusterShards of(SortedMap<Namespace, Records> keyspaces, SortedSet<Namespace> sharded)
      throws EngineException {
    TreeSet<Namespace> unsharded = new TreeSet<>();
    for (Map.Entry<Namespace, Records> each : keyspaces.entrySet()) {
      Records records = each.getValue();
      requireServing(each.getKey(), records);
      if (records.isSingleCustomName()
          || (records.isSingleFullRange() && !sharded.contains(each.getKey()))) {
        unsharded.add(each.getKey());
      }
    }
    return new ClusterShards(keyspaces, unsharded);
  }

  private static void requireServing(Namespace keyspace, Records records) throws EngineException {
    if (records.byName().isEmpty()) {
      throw new EngineException(
          Reason.TOPOLOGY_UNREADABLE,
          "keyspace " + Quoted.text(keyspace.name()) + ": expected a shard, but found none");
    }
    TreeSet<ShardName> idle = new TreeSet<>();
    for (ShardRecord record : records.byName().values()) {
      if (!record.serving()) {
        idle.add(record.name());
      }
    }
    if (!idle.isEmpty()) {
      TreeSet<ShardName> serving = new TreeSet<>(records.byName().keySet());
      serving.removeAll(idle);
      throw new EngineException(
          Reason.TOPOLOGY_UNREADABLE,
          "keyspace "
              + Quoted.text(keyspace.name())
              + ": expected every shard to serve, but found "
              + listed(idle)
              + " not serving beside "
              + (serving.isEmpty() ? "none that serves" : listed(serving))
              + Partition.overlaps(records.byName().keySet())
                  .map(overlaps -> "; " + overlaps)
                  .orElse("")
              + "; finish or cancel the reshard, and take the shards away that are not needed any"
              + " more");
    }
  }

  private static String listed(SortedSet<ShardName> shards) {
    return shards.stream()
        .map(shard -> Quoted.text(shard.value()))
        .collect(Collectors.joining(", "));
  }

  /** The keyspaces and their shards. */
  Topology topology() {
    TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
    keyspaces.forEach(
        (keyspace, records) ->
            namespaces.put(
                keyspace,
                unsharded.contains(keyspace)
                    ? new TreeSet<>()
                    : new TreeSet<>(records.byName().keySet())));
    return new Topology(namespaces);
  }

  Optional<Records> records(Namespace keyspace) {
    return Optional.ofNullable(keyspaces.get(keyspace));
  }

  /**
   * The tablet that a place is read from.
   *
   * @throws EngineException when there is no such place, or its shard has no primary
   */
  Topodata.TabletAlias primary(Place place) throws EngineException {
    Optional<ShardRecord> record =
        records(place.namespace())
            .flatMap(
                records ->
                    unsharded.contains(place.namespace()) && place.shard().isEmpty()
                        ? Optional.of(records.byName().values().asList().get(0))
                        : place.shard().map(records.byName()::get));
    if (record.isEmpty()) {
      throw new EngineException(
          Reason.LIVE_SCHEMA_UNREADABLE,
          "expected the tables of "
              + Quoted.text(place.toString())
              + ", but found no such place in the cluster");
    }
    return record
        .get()
        .primary()
        .orElseThrow(
            () ->
                new EngineException(
                    Reason.LIVE_SCHEMA_UNREADABLE,
                    "live schema of "
                        + Quoted.text(place.toString())
                        + ": expected a primary tablet of shard "
                        + Quoted.text(record.get().name().value())
                        + ", but found none; elect one, and check again"));
  }
}
