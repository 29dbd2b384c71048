package com.example.ring;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.Snapshot.Unsharded;
import io.driftguard.api.engine.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One recorded ring. */
final class RingDeployment implements Deployment {

  private final Snapshot snapshot;

  RingDeployment(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  @Override
  public Topology topology() {
    TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
    snapshot
        .namespaces()
        .forEach(
            (namespace, recorded) ->
                namespaces.put(
                    namespace,
                    recorded instanceof Sharded sharded
                        ? new TreeSet<>(sharded.shards().keySet())
                        : new TreeSet<>()));
    return new Topology(namespaces);
  }

  @Override
  public Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
    List<PlannedChange> changes = new ArrayList<>();
    TreeMap<Place, SortedMap<String, String>> read = new TreeMap<>();
    for (Map.Entry<Namespace, NamespaceFiles> wanted : desired.namespaces().entrySet()) {
      Namespace namespace = wanted.getKey();
      NamespaceSnapshot recorded = snapshot.namespaces().get(namespace);
      if (recorded == null) {
        throw new EngineException(
            Reason.NAMESPACE_MISSING, "the snapshot has no namespace \"" + namespace + "\"");
      }
      if (wanted.getValue().vschema().isPresent()) {
        throw new EngineException(
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "expected no vschema.json for \"" + namespace + "\", because a ring has no VSchema");
      }
      SortedMap<String, Table> to =
          tables(
              wanted.getValue().sql(),
              Reason.DESIRED_SCHEMA_UNREADABLE,
              "desired schema of " + namespace);
      for (Map.Entry<Place, SortedMap<String, String>> place :
          places(namespace, recorded).entrySet()) {
        if (scope.coversTables(namespace, place.getKey().shard())) {
          SortedMap<String, Table> from =
              tables(
                  place.getValue(), Reason.LIVE_SCHEMA_UNREADABLE, "live tables of " + place.getKey());
          changes.addAll(TableDiff.changes(place.getKey(), from, to));
          TreeMap<String, String> texts = new TreeMap<>();
          from.values().forEach(table -> texts.put(table.name(), table.text()));
          read.put(place.getKey(), texts);
        }
      }
    }
    return new Replan(changes, new LiveSchema(read, new TreeMap<>()));
  }

  private static SortedMap<Place, SortedMap<String, String>> places(
      Namespace namespace, NamespaceSnapshot recorded) {
    TreeMap<Place, SortedMap<String, String>> places = new TreeMap<>();
    if (recorded instanceof Unsharded unsharded) {
      places.put(new Place(namespace, Optional.empty()), unsharded.tables());
    } else if (recorded instanceof Sharded sharded) {
      sharded
          .shards()
          .forEach((shard, files) -> places.put(new Place(namespace, Optional.of(shard)), files));
    }
    return places;
  }

  private static SortedMap<String, Table> tables(
      SortedMap<String, String> files, Reason reason, String where) throws EngineException {
    TreeMap<String, Table> tables = new TreeMap<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Table table =
          Table.read(file.getValue())
              .orElseThrow(
                  () ->
                      new EngineException(
                          reason,
                          where
                              + ", "
                              + file.getKey()
                              + ": expected one CREATE TABLE, as SHOW CREATE TABLE prints it"));
      if (tables.put(table.name(), table) != null) {
        throw new EngineException(reason, where + ": expected `" + table.name() + "` once");
      }
    }
    return tables;
  }

  @Override
  public void close() {}
}
