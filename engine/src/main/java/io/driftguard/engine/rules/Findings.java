package io.driftguard.engine.rules;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.rule.Finding;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.Optional;

/** Collects the findings of one evaluation; each has the kind and the recovery of its code. */
final class Findings {

  private final ImmutableList.Builder<Finding> findings = ImmutableList.builder();

  void add(RefusalCode code, String where, String expected, String found) {
    findings.add(
        new Finding(
            code.name(), code.kind(), where, expected, found, Optional.of(code.recovery())));
  }

  /**
   * Violated by what was added.
   *
   * @throws IllegalArgumentException when nothing was
   */
  RuleOutcome violated() {
    return new RuleOutcome.Violated(findings.build());
  }

  /** Violated by what was added, or satisfied by the observation when nothing was. */
  RuleOutcome orSatisfied(String observation) {
    return RuleOutcome.of(findings.build(), observation);
  }
}
