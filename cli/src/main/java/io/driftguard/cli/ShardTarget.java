package io.driftguard.cli;

import com.google.common.base.Splitter;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The shard that a plan is to be for, as the command line names it: what one drifted shard needs is
 * a plan like any other, to be reviewed and checked.
 *
 * @param namespace the namespace; empty means every namespace that has a shard of that name
 * @param shard the shard's name
 */
record ShardTarget(Optional<Namespace> namespace, ShardName shard) {

  /**
   * The shard that was given.
   *
   * @throws UsageException when it is neither a shard nor namespace/shard
   */
  static ShardTarget parse(String given) throws UsageException {
    List<String> parts = Splitter.on('/').splitToList(given);
    if (parts.size() <= 2) {
      try {
        return new ShardTarget(
            parts.size() == 2 ? Optional.of(new Namespace(parts.get(0))) : Optional.empty(),
            new ShardName(parts.get(parts.size() - 1)));
      } catch (IllegalArgumentException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      }
    }
    throw new UsageException(
        "expected a shard, or namespace/shard, but found " + Quoted.text(given));
  }

  /**
   * What the shard needs now. Only its tables are read.
   *
   * @throws UnreadableException when the deployment has no such shard, or the desired schema does
   *     not manage it
   */
  WholePlan plan(Deployment deployment, DesiredSchema desired)
      throws EngineException, UnreadableException {
    Topology topology = deployment.topology();
    SortedSet<Namespace> having = new TreeSet<>(topology.namespacesWithShard(shard));
    namespace.ifPresent(named -> having.retainAll(List.of(named)));
    if (having.isEmpty()) {
      throw new UnreadableException(unknown(topology));
    }
    having.retainAll(desired.namespaces().keySet());
    if (having.isEmpty()) {
      throw new UnreadableException(
          RefusalCode.NAMESPACE_NOT_MANAGED
              + ": expected the shard of a namespace of the desired schema, which are "
              + Quoted.sorted(desired.namespaces().keySet())
              + ", but found "
              + Quoted.text(toString()));
    }
    Scope scope = new Scope.SingleShard(namespace, shard);
    Replan replan = deployment.replan(desired, scope);
    return new WholePlan(
        topology,
        new Replan(replan.changes().stream().filter(scope::covers).toList(), replan.live()));
  }

  private String unknown(Topology topology) {
    Optional<ShardName> twin = topology.foldedTwin(shard);
    TreeSet<String> known = new TreeSet<>();
    topology
        .namespaces()
        .forEach((of, shards) -> shards.forEach(each -> known.add(of + "/" + each)));
    return twin.isPresent()
        ? RefusalCode.SHARD_SPELLED_DIFFERENTLY
            + ": expected the shard as the topology spells it, "
            + Quoted.text(twin.get().value())
            + ", but found "
            + Quoted.text(shard.value())
        : RefusalCode.SHARD_UNKNOWN
            + ": expected one of "
            + Quoted.sorted(known)
            + ", but found "
            + Quoted.text(toString());
  }

  @Override
  public String toString() {
    return namespace.map(of -> of + "/").orElse("") + shard;
  }
}
