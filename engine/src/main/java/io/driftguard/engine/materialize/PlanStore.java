package io.driftguard.engine.materialize;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.ApplyPermit;
import java.util.List;

/**
 * Where a deployment keeps the plans that it may apply. An implementation MUST throw when it cannot
 * tell what it holds: an empty answer means that the plan is not there.
 */
public interface PlanStore {

  /**
   * Everything that is stored under a plan's id: a plan that was fanned out is stored dispatch by
   * dispatch.
   *
   * @throws PlanStoreException when the store cannot be read, or holds something that cannot be
   *     understood
   */
  List<StoredPlan> find(String planId) throws PlanStoreException;

  /**
   * Stores a plan that this deployment made itself.
   *
   * @param plan one dispatch of the plan, with the desired schema that it was made for
   * @throws PlanStoreException when it could not be stored; then nothing was
   */
  void savePlannedHere(Dispatch plan) throws PlanStoreException;

  /**
   * Stores a plan that was made elsewhere and that the guard permitted here.
   *
   * @param plan the dispatch, with the desired schema that it was checked with
   * @param permit the right to store and apply it
   * @throws PlanStoreException when it could not be stored; then nothing was
   */
  void saveMaterialized(Dispatch plan, ApplyPermit permit) throws PlanStoreException;
}
