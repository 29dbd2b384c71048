package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.DESIRED_NAMESPACE_UNKNOWN;
import static io.driftguard.engine.refusal.RefusalCode.NAMESPACE_NOT_MANAGED;
import static io.driftguard.engine.refusal.RefusalCode.NAMESPACE_UNKNOWN;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.DesiredFact;
import io.driftguard.api.rule.DispatchFact;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.api.rule.TopologyFact;
import java.util.TreeSet;

/** A namespace that one of the three sides does not have is compared with nothing. */
@Rule(
    id = "namespace-known",
    title = "Every namespace of the dispatch and of the desired schema is in the topology",
    recovery = "correct the namespace, or re-plan against this deployment")
public final class NamespaceKnownRule {

  public RuleOutcome evaluate(
      DispatchFact dispatched, ScopeFact scoped, DesiredFact wanted, TopologyFact known) {
    Topology topology = known.topology();
    DesiredSchema desired = wanted.desired();
    TreeSet<Namespace> named = new TreeSet<>();
    dispatched.dispatch().changes().stream().map(ReviewedChange::namespace).forEach(named::add);
    if (scoped.scope() instanceof Scope.SingleShard single) {
      single.namespace().ifPresent(named::add);
    }
    Findings findings = new Findings();
    String topologyNames = "one of " + Quoted.sorted(topology.namespaces().keySet());
    for (Namespace namespace : named) {
      if (!topology.knows(namespace)) {
        findings.add(
            NAMESPACE_UNKNOWN, "the dispatch", topologyNames, Quoted.text(namespace.name()));
      }
      if (!desired.namespaces().containsKey(namespace)) {
        findings.add(
            NAMESPACE_NOT_MANAGED,
            "the dispatch",
            "one of " + Quoted.sorted(desired.namespaces().keySet()),
            Quoted.text(namespace.name()));
      }
    }
    for (Namespace namespace : desired.namespaces().keySet()) {
      if (!topology.knows(namespace)) {
        findings.add(
            DESIRED_NAMESPACE_UNKNOWN,
            "the desired schema",
            topologyNames,
            Quoted.text(namespace.name()));
      }
    }
    return findings.orSatisfied(
        named.size()
            + " namespaces of the dispatch and "
            + desired.namespaces().size()
            + " of the desired schema are known");
  }
}
