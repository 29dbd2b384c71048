package io.driftguard.replan;

import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.Snapshot.Unsharded;
import io.driftguard.api.engine.Topology;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a recorded deployment. */
public final class SnapshotReader implements LiveReader {

  private final Snapshot snapshot;

  public SnapshotReader(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public Topology topology() {
    TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
    snapshot
        .namespaces()
        .forEach((namespace, recorded) -> namespaces.put(namespace, shards(recorded)));
    return new Topology(namespaces);
  }

  private static SortedSet<ShardName> shards(NamespaceSnapshot recorded) {
    return recorded instanceof Sharded sharded
        ? new TreeSet<>(sharded.shards().keySet())
        : new TreeSet<>();
  }

  @Override
  public SortedMap<Place, SortedMap<String, String>> tables(SortedSet<Place> places)
      throws EngineException {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    for (Place place : places) {
      tables.put(
          place,
          tables(place)
              .orElseThrow(
                  () ->
                      new EngineException(
                          Reason.LIVE_SCHEMA_UNREADABLE,
                          "expected the tables of "
                              + Quoted.text(place.toString())
                              + ", but found no such place in the snapshot")));
    }
    return tables;
  }

  private Optional<SortedMap<String, String>> tables(Place place) {
    NamespaceSnapshot recorded = snapshot.namespaces().get(place.namespace());
    if (recorded instanceof Unsharded unsharded && place.shard().isEmpty()) {
      return Optional.of(unsharded.tables());
    }
    if (recorded instanceof Sharded sharded && place.shard().isPresent()) {
      return Optional.ofNullable(sharded.shards().get(place.shard().get()));
    }
    return Optional.empty();
  }

  @Override
  public SortedMap<Namespace, String> vschemas(SortedSet<Namespace> namespaces) {
    TreeMap<Namespace, String> vschemas = new TreeMap<>();
    for (Map.Entry<Namespace, NamespaceSnapshot> each : snapshot.namespaces().entrySet()) {
      if (namespaces.contains(each.getKey())) {
        each.getValue().vschema().ifPresent(text -> vschemas.put(each.getKey(), text));
      }
    }
    return vschemas;
  }

  @Override
  public void close() {}
}
