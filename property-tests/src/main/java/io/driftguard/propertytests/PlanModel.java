package io.driftguard.propertytests;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A re-plan that was made up, for laws that no real schema would ever put to the test: equal
 * changes twice, shards of any name.
 *
 * @param topology the namespaces and shards
 * @param changes the re-plan
 */
public record PlanModel(Topology topology, List<PlannedChange> changes) {

  /** A VSchema document that every deployment of the kit's plans has before the plan. */
  private static final String LIVE_VSCHEMA = "{\"tables\": {\"live\": {}}}";

  private static final SortedMap<String, String> LIVE_TABLES =
      new TreeMap<>(Map.of("t", "CREATE TABLE `t` (`id` int NOT NULL, PRIMARY KEY (`id`))"));

  public PlanModel {
    changes = List.copyOf(changes);
  }

  /** This plan with other changes. */
  public PlanModel withChanges(List<PlannedChange> other) {
    return new PlanModel(topology, other);
  }

  /** This plan in another topology. */
  public PlanModel withTopology(Topology other) {
    return new PlanModel(other, changes);
  }

  /** The answer of an adapter that plans this. */
  public Replan replan() {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    TreeMap<Namespace, String> vschemas = new TreeMap<>();
    topology
        .namespaces()
        .forEach(
            (namespace, shards) -> {
              vschemas.put(namespace, LIVE_VSCHEMA);
              if (shards.isEmpty()) {
                tables.put(new Place(namespace, Optional.empty()), LIVE_TABLES);
              }
              for (ShardName shard : shards) {
                tables.put(new Place(namespace, Optional.of(shard)), LIVE_TABLES);
              }
            });
    return new Replan(changes, new LiveSchema(tables, vschemas));
  }

  /** A desired schema that manages every namespace, and the VSchemas that the plan changes. */
  public DesiredSchema desired() {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    for (Namespace namespace : topology.namespaces().keySet()) {
      Optional<String> vschema =
          changes.stream()
              .filter(change -> change.namespace().equals(namespace))
              .map(change -> change.match(table -> "", vs -> vs.content()))
              .filter(content -> !content.isEmpty())
              .findFirst();
      namespaces.put(
          namespace,
          new NamespaceFiles(
              new TreeMap<>(Map.of("t.sql", "CREATE TABLE t (id INT PRIMARY KEY);")), vschema));
    }
    return new DesiredSchema(namespaces);
  }
}
