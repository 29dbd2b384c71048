package io.driftguard.engine.materialize;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.PermitRecord;

/**
 * What a store holds of one dispatch of a plan. The two kinds are told apart by what they are and
 * not by what they lack: a materialized plan that lost its permit must not pass for one of our own.
 */
public sealed interface StoredPlan {

  /** The dispatch, with the desired schema. */
  Dispatch plan();

  /**
   * A plan that this deployment made itself.
   *
   * @param plan the dispatch, with the desired schema that it was made for
   */
  record PlannedHere(Dispatch plan) implements StoredPlan {}

  /**
   * A plan that was made elsewhere and that the guard permitted here.
   *
   * @param plan the dispatch, with the desired schema that it was checked with
   * @param permit what the permit said with which it was stored
   */
  record Materialized(Dispatch plan, PermitRecord permit) implements StoredPlan {}
}
