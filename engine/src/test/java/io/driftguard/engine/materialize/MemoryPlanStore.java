package io.driftguard.engine.materialize;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.ApplyPermit;
import java.util.ArrayList;
import java.util.List;

/** A plan store in memory, of which a test may break single methods. */
class MemoryPlanStore implements PlanStore {

  private final List<StoredPlan> plans = new ArrayList<>();

  @Override
  public List<StoredPlan> find(String planId) throws PlanStoreException {
    return plans.stream().filter(plan -> plan.plan().planId().equals(planId)).toList();
  }

  @Override
  public void savePlannedHere(Dispatch plan) {
    plans.add(new StoredPlan.PlannedHere(plan));
  }

  @Override
  public void saveMaterialized(Dispatch plan, ApplyPermit permit) throws PlanStoreException {
    plans.add(new StoredPlan.Materialized(plan, permit.record()));
  }

  List<StoredPlan> plans() {
    return List.copyOf(plans);
  }
}
