package io.driftguard.propertytests;

import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Topology;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary re-plans that were made up. */
public final class Plans {

  /** A statement without its table. */
  private record Template(Operation operation, String text) {
    String on(String table) {
      return text.replace("%", TableModel.quoted(table));
    }
  }

  private static final List<Template> TEMPLATES =
      List.of(
          new Template(Operation.ALTER, "ALTER TABLE % ADD COLUMN `note` text"),
          new Template(Operation.ALTER, "ALTER TABLE % ADD COLUMN `note` varchar(20) NOT NULL"),
          new Template(Operation.ALTER, "ALTER TABLE % DROP COLUMN `note`"),
          new Template(Operation.ALTER, "ALTER TABLE % ADD UNIQUE KEY `by_name` (`name`)"),
          new Template(
              Operation.CREATE, "CREATE TABLE % (`id` bigint NOT NULL, PRIMARY KEY (`id`))"),
          new Template(Operation.DROP, "DROP TABLE %"),
          new Template(Operation.TRUNCATE, "TRUNCATE TABLE %"));

  private static final List<String> VSCHEMAS =
      List.of(
          "{\"tables\": {\"orders\": {}}}",
          "{\"tables\": {\"orders\": {\"type\": \"reference\"}}}",
          "{\"tables\": {}}");

  private Plans() {}

  /**
   * One to eight changes, some of them twice, that crowd in few places and few tables; and some
   * VSchemas.
   */
  public static Arbitrary<PlanModel> plans() {
    return Topologies.sharded().flatMap(Plans::plansIn).withoutEdgeCases();
  }

  /** Every table change that these plans can hold in that topology. */
  public static List<PlannedChange> everyTableChange(Topology topology) {
    return Topologies.placesOf(topology).stream()
        .flatMap(place -> everyTableChange(place, SchemaEdit.TABLE_NAMES).stream())
        .toList();
  }

  private static Arbitrary<PlanModel> plansIn(Topology topology) {
    return Combinators.combine(
            Arbitraries.of(Topologies.placesOf(topology)).set().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(SchemaEdit.TABLE_NAMES).set().ofMinSize(1).ofMaxSize(2))
        .flatAs(
            (places, tables) -> {
              List<PlannedChange> possible =
                  places.stream()
                      .sorted()
                      .flatMap(
                          place ->
                              everyTableChange(place, tables.stream().sorted().toList()).stream())
                      .toList();
              return Combinators.combine(
                      Arbitraries.of(possible).list().ofMinSize(1).ofMaxSize(8),
                      Arbitraries.integers().between(0, 15),
                      vschemaChanges(topology))
                  .as(
                      (changes, repeated, vschemas) -> {
                        List<PlannedChange> all = new ArrayList<>(changes);
                        if (repeated < changes.size()) {
                          all.add(changes.get(repeated));
                        }
                        all.addAll(vschemas);
                        return new PlanModel(topology, all);
                      });
            });
  }

  private static List<PlannedChange> everyTableChange(Place place, List<String> tables) {
    List<PlannedChange> all = new ArrayList<>();
    for (String table : tables) {
      for (Template template : TEMPLATES) {
        all.add(
            new PlannedChange.TableChange(
                place.namespace(), place.shard(), table, template.operation(), template.on(table)));
      }
    }
    return all;
  }

  private static Arbitrary<List<PlannedChange>> vschemaChanges(Topology topology) {
    List<Namespace> namespaces = List.copyOf(topology.namespaces().keySet());
    return Combinators.combine(
            Arbitraries.subsetOf(namespaces),
            Arbitraries.of(VSCHEMAS).list().ofSize(namespaces.size()))
        .as(
            (changed, contents) -> {
              List<PlannedChange> changes = new ArrayList<>();
              for (int i = 0; i < namespaces.size(); i++) {
                if (changed.contains(namespaces.get(i))) {
                  changes.add(new PlannedChange.VSchemaChange(namespaces.get(i), contents.get(i)));
                }
              }
              return changes;
            });
  }
}
