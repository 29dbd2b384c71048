package io.driftguard.engine.materialize;

import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.List;

/**
 * The entry point for a deployment: lets a dispatch into its plan store only when this deployment
 * made the plan itself, or when the guard permits it.
 */
public final class MaterializeGate {

  private final DriftGuard guard;
  private final PlanStore store;

  public MaterializeGate(DriftGuard guard, PlanStore store) {
    this.guard = guard;
    this.store = store;
  }

  /** Materializes one dispatch. When it is refused, nothing was stored. */
  public Materialization materialize(CheckRequest request) {
    Verdict verdict = guard.check(request);
    CheckContext context = verdict.context();
    return new Materialization.NotMaterialized(
        new Verdict.Refused(
            List.of(
                Refusal.of(
                    RefusalCode.PLAN_STORE_UNWRITABLE, "the store", "a plan store", "" + store)),
            context));
  }
}
