package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Everything that a deployment would plan now.
 *
 * @param topology the topology that was planned for
 * @param replan the plans of all scopes together
 */
record WholePlan(Topology topology, Replan replan) {

  /**
   * Asks the deployment for its plan. An adapter owes only what the scope that it is given covers,
   * so it is asked once for each scope that there is.
   */
  static WholePlan of(Deployment deployment, DesiredSchema desired) throws EngineException {
    Topology topology = deployment.topology();
    ImmutableList.Builder<Scope> scopes = ImmutableList.builder();
    for (Map.Entry<Namespace, SortedSet<ShardName>> entry : topology.namespaces().entrySet()) {
      if (desired.namespaces().containsKey(entry.getKey())) {
        for (ShardName shard : entry.getValue()) {
          scopes.add(new Scope.SingleShard(Optional.of(entry.getKey()), shard));
        }
      }
    }
    scopes.add(new Scope.WholeDeployment());

    ImmutableList.Builder<PlannedChange> changes = ImmutableList.builder();
    SortedMap<LiveSchema.Place, SortedMap<String, String>> tables = new TreeMap<>();
    SortedMap<Namespace, String> vschemas = new TreeMap<>();
    SortedMap<LiveSchema.Place, SortedMap<String, String>> leftOut = new TreeMap<>();
    for (Scope scope : scopes.build()) {
      Replan replan = deployment.replan(desired, scope);
      replan.changes().stream().filter(scope::covers).forEach(changes::add);
      tables.putAll(replan.live().tables());
      vschemas.putAll(replan.live().vschemas());
      leftOut.putAll(replan.live().leftOut());
    }
    return new WholePlan(
        topology, new Replan(changes.build(), new LiveSchema(tables, vschemas, leftOut)));
  }
}
