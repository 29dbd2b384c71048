package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_EMPTY;
import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_NOT_EMPTY;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_IN_SHARD_SCOPE;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_REPEATED;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.rule.DispatchFact;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;

/** What can be said of a dispatch without knowing the deployment. */
@Rule(
    id = "dispatch-well-formed",
    title = "The dispatch holds changes, or says that it is meant to hold none",
    recovery = "correct the dispatch and send it again")
public final class DispatchWellFormedRule {

  public RuleOutcome evaluate(DispatchFact fact) {
    Dispatch dispatch = fact.dispatch();
    int changes = dispatch.changes().size();
    Findings findings = new Findings();
    if (dispatch.changes().isEmpty() && !dispatch.declaredEmpty()) {
      findings.add(DISPATCH_EMPTY, "the dispatch", "at least one change", "none");
    }
    if (!dispatch.changes().isEmpty() && dispatch.declaredEmpty()) {
      findings.add(
          DISPATCH_NOT_EMPTY, "the dispatch", "no change, as it says itself", changes + " changes");
    }
    ImmutableMultiset<Namespace> vschemas =
        dispatch.changes().stream()
            .filter(ReviewedChange.VSchema.class::isInstance)
            .map(ReviewedChange::namespace)
            .sorted()
            .collect(ImmutableMultiset.toImmutableMultiset());
    for (Multiset.Entry<Namespace> vschema : vschemas.entrySet()) {
      String where = "the VSchema of namespace " + vschema.getElement();
      if (dispatch.targetShard().isPresent()) {
        findings.add(
            VSCHEMA_IN_SHARD_SCOPE,
            where,
            "table changes of shard " + dispatch.targetShard().get().shard(),
            "a VSchema change");
      }
      if (vschema.getCount() > 1) {
        findings.add(VSCHEMA_REPEATED, where, "one change", vschema.getCount() + " changes");
      }
    }
    return findings.orSatisfied(
        dispatch.declaredEmpty() ? "declared to be empty, and is" : changes + " reviewed changes");
  }
}
