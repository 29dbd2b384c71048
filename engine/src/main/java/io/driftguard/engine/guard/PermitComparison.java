package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.PERMIT_CANONICAL_FORM_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.PERMIT_EXPIRED;
import static io.driftguard.engine.refusal.RefusalCode.PERMIT_FROM_THE_FUTURE;
import static io.driftguard.engine.refusal.RefusalCode.PERMIT_LIVE_SCHEMA_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.PERMIT_PLAN_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.PERMIT_SCOPE_DIFFERS;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.time.Instant;
import java.util.List;

/** Says why a permit that was issued earlier does not hold now. */
final class PermitComparison {

  private final PermitRecord earlier;
  private final ImmutableList.Builder<Refusal> refusals = ImmutableList.builder();

  PermitComparison(PermitRecord earlier) {
    this.earlier = earlier;
  }

  /**
   * What is wrong with its time. A clock that was set back must not give a permit a second life.
   */
  PermitComparison at(Instant now) {
    if (!now.isBefore(earlier.expiresAt())) {
      add(PERMIT_EXPIRED, "a time before " + earlier.expiresAt(), now.toString());
    }
    if (now.isBefore(earlier.issuedAt())) {
      add(PERMIT_FROM_THE_FUTURE, "a time from " + earlier.issuedAt() + " on", now.toString());
    }
    return this;
  }

  /** What is another one than in the permit that the same request would get now. */
  PermitComparison with(PermitRecord now) {
    differ(PERMIT_PLAN_DIFFERS, earlier.planId(), now.planId());
    differ(PERMIT_PLAN_DIFFERS, earlier.planDigest(), now.planDigest());
    differ(PERMIT_SCOPE_DIFFERS, earlier.scope(), now.scope());
    differ(PERMIT_LIVE_SCHEMA_DIFFERS, earlier.liveFingerprint(), now.liveFingerprint());
    differ(PERMIT_CANONICAL_FORM_DIFFERS, earlier.canonicalVersion(), now.canonicalVersion());
    return this;
  }

  List<Refusal> refusals() {
    return refusals.build();
  }

  private void differ(RefusalCode code, Object expected, Object found) {
    if (!expected.equals(found)) {
      add(code, expected.toString(), found.toString());
    }
  }

  private void add(RefusalCode code, String expected, String found) {
    refusals.add(Refusal.of(code, "the permit of plan " + earlier.planId(), expected, found));
  }
}
