package io.driftguard.engine.guard;

import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.time.Clock;
import java.util.List;

/**
 * The guard: says whether a dispatch is exactly what a deployment would plan now.
 *
 * <p>It never throws for anything that a dispatch, an adapter or a rule does: whatever goes wrong
 * is a refusal.
 */
public final class DriftGuard {

  private final EngineRegistry engines;
  private final RuleCatalogs rules;
  private final Clock clock;
  private final GuardOptions options;

  public DriftGuard(EngineRegistry engines, RuleCatalogs rules, Clock clock, GuardOptions options) {
    this.engines = engines;
    this.rules = rules;
    this.clock = clock;
    this.options = options;
  }

  /** Checks one dispatch against one deployment as it is now. */
  public Verdict check(CheckRequest request) {
    List<Refusal> refusals =
        request
            .dispatch()
            .match(
                read ->
                    List.of(
                        Refusal.of(
                            RefusalCode.GUARD_CRASHED,
                            "the guard",
                            "rules, of which there are " + rules.descriptors().size(),
                            engines.adapters().size() + " adapters, " + options)),
                DispatchReading.Rejected::refusals);
    return new Verdict.Refused(refusals, CheckContext.nothingKnown(clock.instant()));
  }

  /**
   * Checks again just before the apply: permitted only when the permit is still valid, and
   * dispatch, live schema and canonical form are those that it was issued for.
   */
  public Verdict recheck(ApplyPermit permit, CheckRequest request) {
    return recheck(permit.record(), request);
  }

  /** Checks again what a store kept of a permit. */
  public Verdict recheck(PermitRecord permit, CheckRequest request) {
    return check(request);
  }
}
