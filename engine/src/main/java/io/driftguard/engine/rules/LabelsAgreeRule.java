package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.NAMESPACE_LABEL_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.OPERATION_LABEL_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.TABLE_LABEL_DIFFERS;

import io.driftguard.api.Quoted;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.refusal.RefusalCode;

/** People review labels as much as statements, so the two must say the same. */
@Rule(
    id = "labels-agree",
    title = "Each reviewed statement is on the table and namespace and does what its labels say",
    recovery = "find out which of the two was reviewed, correct the other, and send it again")
public final class LabelsAgreeRule {

  public RuleOutcome evaluate(DispatchedChanges dispatched) {
    Findings findings = new Findings();
    for (KeyedChange change : dispatched.changes()) {
      LabelMismatch.of(change)
          .forEach(
              mismatch ->
                  findings.add(
                      code(mismatch.label()),
                      "reviewed statement " + change.position(),
                      "the labelled " + mismatch.label().word() + " " + mismatch.claimed(),
                      mismatch.found() + " in " + Quoted.text(change.ddl())));
    }
    return findings.orSatisfied(
        dispatched.changes().size() + " statements agree with their labels");
  }

  private static RefusalCode code(LabelMismatch.Label label) {
    return switch (label) {
      case TABLE -> TABLE_LABEL_DIFFERS;
      case OPERATION -> OPERATION_LABEL_DIFFERS;
      case NAMESPACE -> NAMESPACE_LABEL_DIFFERS;
    };
  }
}
