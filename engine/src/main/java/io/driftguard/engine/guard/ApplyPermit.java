package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.rule.Evidence;
import io.driftguard.api.rule.RuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The right to apply one dispatch to one deployment. Only the guard issues it, and only when every
 * required rule gave evidence.
 */
public final class ApplyPermit {

  private final PermitRecord record;

  private ApplyPermit(PermitRecord record) {
    this.record = record;
  }

  /**
   * The only issuer. A permit needs the evidence of exactly the required rules, and what is
   * required holds at least the rules that the guard was compiled with.
   */
  static Optional<ApplyPermit> issue(
      RuleRunner.Result rules, CheckedFacts facts, Instant issuedAt, Duration validity) {
    ImmutableSet<RuleId> required = rules.required();
    ImmutableMap<RuleId, Evidence> evidence = rules.evidence();
    ImmutableSet<RuleId> baseline = Baseline.requiredFor(facts.scope().kind());
    boolean complete =
        !baseline.isEmpty()
            && required.containsAll(baseline)
            && evidence.keySet().equals(required)
            && rules.refusals().isEmpty();
    if (!complete) {
      return Optional.empty();
    }
    return Optional.of(
        new ApplyPermit(
            new PermitRecord(
                facts.planId(),
                facts.scope(),
                facts.planDigest(),
                facts.liveFingerprint(),
                facts.canonicalVersion(),
                issuedAt,
                issuedAt.plus(validity),
                new TreeMap<>(evidence))));
  }

  /** What the permit says. */
  public PermitRecord record() {
    return record;
  }

  @Override
  public String toString() {
    return "permit for " + record.planId() + ", " + record.scope();
  }
}
