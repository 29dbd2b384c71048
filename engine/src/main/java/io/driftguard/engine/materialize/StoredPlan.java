package io.driftguard.engine.materialize;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.PermitRecord;
import java.util.Optional;

/**
 * What a store holds of one dispatch of a plan.
 *
 * @param plan the dispatch, with the desired schema
 * @param permit what the permit said with which it was stored; empty for a plan that this
 *     deployment made itself
 */
public record StoredPlan(Dispatch plan, Optional<PermitRecord> permit) {

  /** Tells whether this deployment made the plan itself. */
  public boolean plannedHere() {
    return permit.isEmpty();
  }
}
