package io.driftguard.propertytests;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Topology;
import io.driftguard.propertytests.TableModel.Column;
import io.driftguard.propertytests.TableModel.ColumnType;
import io.driftguard.propertytests.VSchemaModel.Vindex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Arbitrary deployments. Live and desired tables start as the same tables and are then edited, on
 * all places of a namespace or on some, so that a re-plan is seldom empty and seldom everything.
 *
 * <p>None of them has edge cases: jqwik would combine those of every part, which takes longer than
 * the tries, and no combination of smallest parts is more telling than another.
 */
public final class Deployments {

  private Deployments() {}

  /** Deployments as on a MySQL server: no shards, no VSchemas. */
  public static Arbitrary<DeploymentModel> unsharded() {
    return of(Topologies.unsharded(), false);
  }

  /** Deployments as on Vitess: sharded keyspaces beside others, each with its VSchema. */
  public static Arbitrary<DeploymentModel> sharded() {
    return of(Topologies.sharded(), true);
  }

  /**
   * Deployments of an engine that shards and has no VSchemas.
   *
   * @param partitions the shard names of one namespace, none of them empty
   */
  public static Arbitrary<DeploymentModel> sharded(Arbitrary<SortedSet<ShardName>> partitions) {
    return of(Topologies.sharded(partitions), false);
  }

  /**
   * Deployments of any topology.
   *
   * @param topologies the namespaces and shards
   * @param withVSchemas whether each namespace has a VSchema
   */
  public static Arbitrary<DeploymentModel> of(
      Arbitrary<Topology> topologies, boolean withVSchemas) {
    return topologies.flatMap(topology -> deployments(topology, withVSchemas)).withoutEdgeCases();
  }

  /** An arbitrary set of one to three tables. */
  public static Arbitrary<TableSet> tableSets() {
    return Arbitraries.of(SchemaEdit.TABLE_NAMES)
        .set()
        .ofMinSize(1)
        .ofMaxSize(3)
        .flatMap(
            names ->
                Combinators.combine(names.stream().sorted().map(Deployments::table).toList())
                    .as(Deployments::setOf))
        .withoutEdgeCases();
  }

  /** One to three edits. */
  public static Arbitrary<List<SchemaEdit>> edits() {
    Arbitrary<Integer> index = Arbitraries.integers().between(0, 11);
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(3, SchemaEdit.Kind.ADD_COLUMN),
                Tuple.of(2, SchemaEdit.Kind.DROP_COLUMN),
                Tuple.of(3, SchemaEdit.Kind.MODIFY_COLUMN),
                Tuple.of(2, SchemaEdit.Kind.ADD_KEY),
                Tuple.of(2, SchemaEdit.Kind.DROP_KEY),
                Tuple.of(1, SchemaEdit.Kind.CREATE_TABLE),
                Tuple.of(1, SchemaEdit.Kind.DROP_TABLE)),
            index,
            index,
            index)
        .as(SchemaEdit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .withoutEdgeCases();
  }

  private static Arbitrary<TableModel> table(String name) {
    Arbitrary<List<Column>> columns =
        Combinators.combine(
                Arbitraries.of(SchemaEdit.COLUMN_NAMES), Arbitraries.of(ColumnType.values()))
            .as(Column::new)
            .list()
            .uniqueElements(Column::name)
            .ofMaxSize(3);
    Arbitrary<Set<Integer>> keyed = Arbitraries.integers().between(0, 2).set().ofMaxSize(2);
    return Combinators.combine(columns, keyed, Arbitraries.of(true, false))
        .as(
            (of, indices, unique) -> {
              List<TableModel.Key> keys = new ArrayList<>();
              for (int index : indices.stream().sorted().toList()) {
                if (index < of.size() && of.get(index).type().indexable()) {
                  String column = of.get(index).name();
                  keys.add(new TableModel.Key("by_" + column, unique, List.of(column)));
                }
              }
              return new TableModel(name, of, keys);
            });
  }

  private static TableSet setOf(Collection<TableModel> tables) {
    TreeMap<String, TableModel> byName = new TreeMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    return new TableSet(byName);
  }

  /** How the tables of one place came to be what they are. */
  private enum Past {
    AS_DESIRED,
    AS_THE_OTHERS,
    ALONE
  }

  private record NamespacePart(
      Namespace namespace,
      TableSet desired,
      TreeMap<Place, TableSet> live,
      boolean managed,
      Optional<Tuple2<VSchemaModel, VSchemaModel>> vschemas,
      boolean vschemaManaged) {}

  private static Arbitrary<DeploymentModel> deployments(Topology topology, boolean withVSchemas) {
    List<Arbitrary<NamespacePart>> parts = new ArrayList<>();
    for (Namespace namespace : topology.namespaces().keySet()) {
      parts.add(part(topology, namespace, withVSchemas));
    }
    return Combinators.combine(parts).as(Deployments::joined);
  }

  private static Arbitrary<NamespacePart> part(
      Topology topology, Namespace namespace, boolean withVSchemas) {
    List<Place> places =
        Topologies.placesOf(topology).stream()
            .filter(place -> place.namespace().equals(namespace))
            .toList();
    Arbitrary<List<Past>> pasts =
        Arbitraries.frequency(
                Tuple.of(2, Past.AS_DESIRED),
                Tuple.of(5, Past.AS_THE_OTHERS),
                Tuple.of(2, Past.ALONE))
            .list()
            .ofSize(places.size());
    Arbitrary<Optional<Tuple2<VSchemaModel, VSchemaModel>>> vschemas =
        withVSchemas
            ? vschemas(topology.isSharded(namespace)).map(Optional::of)
            : Arbitraries.just(Optional.empty());
    return Combinators.combine(
            tableSets(),
            pasts,
            edits(),
            edits().list().ofSize(places.size()),
            Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false)),
            vschemas,
            Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)))
        .as(
            (desired, past, common, own, managed, vschema, vschemaManaged) -> {
              TreeMap<Place, TableSet> live = new TreeMap<>();
              for (int i = 0; i < places.size(); i++) {
                live.put(
                    places.get(i),
                    switch (past.get(i)) {
                      case AS_DESIRED -> desired;
                      case AS_THE_OTHERS -> SchemaEdit.applyAll(common, desired);
                      case ALONE -> SchemaEdit.applyAll(own.get(i), desired);
                    });
              }
              return new NamespacePart(namespace, desired, live, managed, vschema, vschemaManaged);
            });
  }

  /** The live and the desired VSchema of a keyspace, which are often the same. */
  private static Arbitrary<Tuple2<VSchemaModel, VSchemaModel>> vschemas(boolean sharded) {
    Arbitrary<VSchemaModel> one =
        Arbitraries.maps(Arbitraries.of(SchemaEdit.TABLE_NAMES), Arbitraries.of(Vindex.values()))
            .ofMaxSize(3)
            .map(
                vindexes -> {
                  TreeMap<String, Vindex> byTable = new TreeMap<>(vindexes);
                  if (!sharded) {
                    byTable.replaceAll((table, vindex) -> Vindex.HASH);
                  }
                  return new VSchemaModel(sharded, byTable);
                });
    return Combinators.combine(one, one, Arbitraries.of(true, false))
        .as((live, desired, same) -> Tuple.of(live, same ? live : desired));
  }

  private static DeploymentModel joined(List<NamespacePart> parts) {
    TreeMap<Place, TableSet> live = new TreeMap<>();
    TreeMap<Namespace, VSchemaModel> liveVSchemas = new TreeMap<>();
    TreeMap<Namespace, TableSet> desired = new TreeMap<>();
    TreeMap<Namespace, VSchemaModel> desiredVSchemas = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      NamespacePart part = parts.get(i);
      Namespace namespace = part.namespace();
      live.putAll(part.live());
      part.vschemas().ifPresent(both -> liveVSchemas.put(namespace, both.get1()));
      // A desired schema manages at least one namespace.
      if (part.managed() || i == 0) {
        desired.put(namespace, part.desired());
        if (part.vschemaManaged()) {
          part.vschemas().ifPresent(both -> desiredVSchemas.put(namespace, both.get2()));
        }
      }
    }
    return new DeploymentModel(live, liveVSchemas, desired, desiredVSchemas);
  }
}
