package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.SHARD_NOT_IN_NAMESPACE;
import static io.driftguard.engine.refusal.RefusalCode.SHARD_SPELLED_DIFFERENTLY;
import static io.driftguard.engine.refusal.RefusalCode.SHARD_UNKNOWN;

import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.DispatchFact;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.api.rule.TopologyFact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An unknown shard has an empty re-plan, which would agree with an empty dispatch; so the shard
 * must be known whatever the dispatch holds.
 */
@Rule(
    id = "shard-exists",
    title = "The target shard is in the topology, and in every namespace that the dispatch changes",
    recovery = "re-plan against this deployment's topology",
    scopes = ScopeKind.SINGLE_SHARD)
public final class ShardExistsRule {

  public RuleOutcome evaluate(DispatchFact dispatched, ScopeFact scoped, TopologyFact known) {
    Findings findings = new Findings();
    Topology topology = known.topology();
    if (!(scoped.scope() instanceof Scope.SingleShard single)) {
      throw new IllegalArgumentException("a single shard was expected, but found " + scoped);
    }
    List<Namespace> having = topology.namespacesWithShard(single.shard());
    boolean exists = single.namespace().map(having::contains).orElse(!having.isEmpty());
    if (!exists) {
      refuseUnknown(single, topology, findings);
    }
    ImmutableSortedSet<Namespace> changed =
        dispatched.dispatch().changes().stream()
            .map(ReviewedChange::namespace)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    for (Namespace namespace : changed) {
      if (!having.isEmpty() && !having.contains(namespace)) {
        findings.add(
            SHARD_NOT_IN_NAMESPACE,
            "namespace " + namespace,
            "the shard " + Quoted.text(single.shard().value()),
            "the shards " + shardsOf(topology, namespace));
      }
    }
    return findings.orSatisfied(
        "shard " + Quoted.text(single.shard().value()) + " is in " + Quoted.sorted(having));
  }

  private static void refuseUnknown(
      Scope.SingleShard single, Topology topology, Findings findings) {
    String expected =
        single
            .namespace()
            .map(
                ns ->
                    topology.isSharded(ns)
                        ? "one of the shards " + shardsOf(topology, ns) + " of namespace " + ns
                        : "no shard, for namespace " + ns + " has none here")
            .orElseGet(
                () ->
                    allShards(topology).isEmpty()
                        ? "no shard, for this deployment has none"
                        : "one of the shards " + Quoted.sorted(allShards(topology)));
    String found = Quoted.text(single.shard().value());
    Optional<ShardName> twin = foldedTwin(single, topology);
    if (twin.isPresent()) {
      findings.add(
          SHARD_SPELLED_DIFFERENTLY,
          "the target shard",
          "the known spelling " + Quoted.text(twin.get().value()),
          found);
    } else {
      findings.add(SHARD_UNKNOWN, "the target shard", expected, found);
    }
  }

  private static Optional<ShardName> foldedTwin(Scope.SingleShard single, Topology topology) {
    return topology
        .foldedTwin(single.shard())
        .filter(twin -> single.namespace().map(ns -> topology.hasShard(ns, twin)).orElse(true));
  }

  private static String shardsOf(Topology topology, Namespace namespace) {
    return Quoted.sorted(
        Optional.ofNullable(topology.namespaces().get(namespace))
            .map(ImmutableSortedSet::copyOf)
            .orElse(ImmutableSortedSet.of()));
  }

  private static ImmutableSortedSet<ShardName> allShards(Topology topology) {
    return topology.namespaces().values().stream()
        .flatMap(shards -> shards.stream())
        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
  }
}
