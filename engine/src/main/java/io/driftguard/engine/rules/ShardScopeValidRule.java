package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.CHANGE_OUTSIDE_SCOPE;
import static io.driftguard.engine.refusal.RefusalCode.NAMESPACE_IS_SHARDED;
import static io.driftguard.engine.refusal.RefusalCode.SHARD_SCOPE_ON_UNSHARDED_NAMESPACE;

import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.DispatchFact;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.api.rule.TopologyFact;
import java.util.Optional;

/**
 * A reviewed change outside the scope is never set aside: it would be applied although nothing was
 * compared with it.
 */
@Rule(
    id = "shard-scope-valid",
    title = "Each reviewed change is one that the scope of the dispatch can hold here",
    recovery = "send each change in a dispatch of its own scope")
public final class ShardScopeValidRule {

  public RuleOutcome evaluate(DispatchFact dispatched, ScopeFact scoped, TopologyFact known) {
    Scope scope = scoped.scope();
    Topology topology = known.topology();
    Findings findings = new Findings();
    int position = 0;
    for (ReviewedChange change : dispatched.dispatch().changes()) {
      position++;
      String where = "change " + position + " of the dispatch, namespace " + change.namespace();
      if (change instanceof ReviewedChange.Table) {
        judgeTable(scope, change.namespace(), topology, where, findings);
      } else {
        judgeVSchema(scope, change.namespace(), where, findings);
      }
    }
    return findings.orSatisfied(position + " changes are in the scope: " + scope);
  }

  private static void judgeTable(
      Scope scope, Namespace namespace, Topology topology, String where, Findings findings) {
    boolean unsharded = topology.knows(namespace) && !topology.isSharded(namespace);
    if (scope instanceof Scope.SingleShard single) {
      if (!single.namespace().map(namespace::equals).orElse(true)) {
        findings.add(
            CHANGE_OUTSIDE_SCOPE,
            where,
            "a change in namespace " + single.namespace().map(Namespace::name).orElse("?"),
            "a change in namespace " + Quoted.text(namespace.name()));
      }
      if (unsharded) {
        findings.add(
            SHARD_SCOPE_ON_UNSHARDED_NAMESPACE,
            where,
            "a namespace with shards",
            Quoted.text(namespace.name()) + ", which has none");
      }
    } else if (scope instanceof Scope.WholeDeployment) {
      if (topology.isSharded(namespace)) {
        findings.add(
            NAMESPACE_IS_SHARDED,
            where,
            "a namespace without shards",
            Quoted.text(namespace.name())
                + " with the shards "
                + Quoted.sorted(
                    Optional.ofNullable(topology.namespaces().get(namespace)).orElseThrow()));
      }
    } else {
      findings.add(CHANGE_OUTSIDE_SCOPE, where, "a change that belongs to the " + scope, "a table");
    }
  }

  private static void judgeVSchema(
      Scope scope, Namespace namespace, String where, Findings findings) {
    if (!scope.coversVSchema(namespace)) {
      findings.add(
          CHANGE_OUTSIDE_SCOPE, where, "a change that belongs to the " + scope, "a VSchema change");
    }
  }
}
