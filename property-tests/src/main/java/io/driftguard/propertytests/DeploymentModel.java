package io.driftguard.propertytests;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.api.engine.Topology;
import io.driftguard.propertytests.TableModel.Spelling;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A deployment as the kit generates it: what is there, place by place, and what is wanted.
 *
 * @param live the tables of every place
 * @param liveVSchemas the VSchema of every namespace that has one
 * @param desired the tables that each managed namespace is to have
 * @param desiredVSchemas the VSchema that each namespace is to have whose VSchema is managed
 */
public record DeploymentModel(
    SortedMap<Place, TableSet> live,
    SortedMap<Namespace, VSchemaModel> liveVSchemas,
    SortedMap<Namespace, TableSet> desired,
    SortedMap<Namespace, VSchemaModel> desiredVSchemas) {

  public DeploymentModel {
    live = Collections.unmodifiableSortedMap(new TreeMap<>(live));
    liveVSchemas = Collections.unmodifiableSortedMap(new TreeMap<>(liveVSchemas));
    desired = Collections.unmodifiableSortedMap(new TreeMap<>(desired));
    desiredVSchemas = Collections.unmodifiableSortedMap(new TreeMap<>(desiredVSchemas));
  }

  /** The namespaces and shards of the deployment. */
  public Topology topology() {
    TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
    for (Place place : live.keySet()) {
      SortedSet<ShardName> shards =
          namespaces.computeIfAbsent(place.namespace(), namespace -> new TreeSet<>());
      place.shard().ifPresent(shards::add);
    }
    return new Topology(namespaces);
  }

  /** What is there, as a recorded deployment. */
  public Snapshot snapshot() {
    TreeMap<Namespace, NamespaceSnapshot> namespaces = new TreeMap<>();
    topology()
        .namespaces()
        .forEach((namespace, shards) -> namespaces.put(namespace, recorded(namespace, shards)));
    return new Snapshot(namespaces);
  }

  /** What is wanted, as somebody wrote it. */
  public DesiredSchema desiredSchema() {
    return desiredSchema(Spelling.WRITTEN);
  }

  /** What is wanted, in that spelling. */
  public DesiredSchema desiredSchema(Spelling spelling) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    desired.forEach(
        (namespace, tables) ->
            namespaces.put(
                namespace,
                new NamespaceFiles(
                    tables.files(spelling),
                    Optional.ofNullable(desiredVSchemas.get(namespace))
                        .map(vschema -> vschema.document(spelling)))));
    return new DesiredSchema(namespaces);
  }

  /** Whether the place is managed and its tables are not the desired ones. */
  public boolean hasDrifted(Place place) {
    TableSet wanted = desired.get(place.namespace());
    return wanted != null && !wanted.equals(live.get(place));
  }

  /** Whether the VSchema of the namespace is managed and is not the desired one. */
  public boolean vschemaHasDrifted(Namespace namespace) {
    VSchemaModel wanted = desiredVSchemas.get(namespace);
    return wanted != null && !wanted.equals(liveVSchemas.get(namespace));
  }

  /** The deployment for people: what each place and each VSchema is, and what it is to be. */
  public String described() {
    StringBuilder out = new StringBuilder();
    live.forEach(
        (place, tables) -> {
          out.append(place).append(" live:    ").append(tables.described()).append('\n');
          out.append(place)
              .append(" desired: ")
              .append(
                  Optional.ofNullable(desired.get(place.namespace()))
                      .map(TableSet::described)
                      .orElse("not managed"))
              .append('\n');
        });
    liveVSchemas.forEach(
        (namespace, vschema) ->
            out.append("VSchema of ")
                .append(namespace)
                .append(" live: ")
                .append(vschema.vindexes())
                .append(", desired: ")
                .append(
                    Optional.ofNullable(desiredVSchemas.get(namespace))
                        .map(wanted -> wanted.vindexes().toString())
                        .orElse("not managed"))
                .append('\n'));
    return out.toString().strip();
  }

  /** The tables of a place, which must exist. */
  public TableSet at(Place place) {
    TableSet tables = live.get(place);
    if (tables == null) {
      throw new IllegalArgumentException("expected one of " + live.keySet() + ", found " + place);
    }
    return tables;
  }

  /** This deployment with other places. */
  public DeploymentModel withLive(Map<Place, TableSet> places) {
    return new DeploymentModel(new TreeMap<>(places), liveVSchemas, desired, desiredVSchemas);
  }

  /** This deployment with other tables in one place. */
  public DeploymentModel withLive(Place place, TableSet tables) {
    TreeMap<Place, TableSet> places = new TreeMap<>(live);
    places.put(place, tables);
    return withLive(places);
  }

  private NamespaceSnapshot recorded(Namespace namespace, SortedSet<ShardName> shards) {
    Optional<String> vschema =
        Optional.ofNullable(liveVSchemas.get(namespace))
            .map(document -> document.document(Spelling.PRINTED));
    if (shards.isEmpty()) {
      return new Snapshot.Unsharded(
          at(new Place(namespace, Optional.empty())).files(Spelling.PRINTED), vschema);
    }
    TreeMap<ShardName, SortedMap<String, String>> files = new TreeMap<>();
    for (ShardName shard : shards) {
      files.put(shard, at(new Place(namespace, Optional.of(shard))).files(Spelling.PRINTED));
    }
    return new Snapshot.Sharded(files, vschema);
  }
}
