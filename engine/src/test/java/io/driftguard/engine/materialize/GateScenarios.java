package io.driftguard.engine.materialize;

import static io.driftguard.engine.testing.Sample.ADD_NOTE;
import static io.driftguard.engine.testing.Sample.SHOP;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.ApplyPermit;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.ScriptedEngine;
import java.util.List;
import java.util.Optional;

/** Plans that are not let into a store. */
public final class GateScenarios {

  private GateScenarios() {}

  public static ImmutableList<Scenario> all() {
    return ImmutableList.of(
        Scenario.of(
            "a plan of ours that comes back with other content",
            () -> {
              MemoryPlanStore store = new MemoryPlanStore();
              store.savePlannedHere(Sample.whole());
              return materialize(store, Sample.engine(), noteOnly());
            },
            RefusalCode.PLAN_CONTENT_DIFFERS),
        Scenario.of(
            "a plan that was materialized and comes back with other content",
            () -> {
              MemoryPlanStore store = new MemoryPlanStore();
              materialize(store, Sample.engine(), Sample.whole());
              return materialize(store, Sample.engineOf(ADD_NOTE), noteOnly());
            },
            RefusalCode.PLAN_CONTENT_DIFFERS),
        Scenario.of(
            "a store that cannot be read",
            () ->
                materialize(
                    new MemoryPlanStore() {
                      @Override
                      public List<StoredPlan> find(String planId) throws PlanStoreException {
                        throw new PlanStoreException("told to");
                      }
                    },
                    Sample.engine(),
                    Sample.whole()),
            RefusalCode.PLAN_STORE_UNREADABLE),
        Scenario.of(
            "a store that fails",
            () ->
                materialize(
                    new MemoryPlanStore() {
                      @Override
                      public List<StoredPlan> find(String planId) {
                        throw new IllegalStateException("told to");
                      }
                    },
                    Sample.engine(),
                    Sample.whole()),
            RefusalCode.PLAN_STORE_UNREADABLE),
        Scenario.of(
            "a store that gives another plan",
            () ->
                materialize(
                    new MemoryPlanStore() {
                      @Override
                      public List<StoredPlan> find(String planId) {
                        return List.of(new StoredPlan.PlannedHere(renamed(Sample.whole())));
                      }
                    },
                    Sample.engine(),
                    Sample.whole()),
            RefusalCode.PLAN_STORE_UNREADABLE),
        Scenario.of(
            "a store that cannot be written",
            () ->
                materialize(
                    new MemoryPlanStore() {
                      @Override
                      public void saveMaterialized(Dispatch plan, ApplyPermit permit)
                          throws PlanStoreException {
                        throw new PlanStoreException("told to");
                      }
                    },
                    Sample.engine(),
                    Sample.whole()),
            RefusalCode.PLAN_STORE_UNWRITABLE),
        Scenario.of(
            "a plan for a deployment that drifted",
            () -> materialize(new MemoryPlanStore(), Sample.engineOf(), noteOnly()),
            RefusalCode.CHANGE_NOT_REPLANNED));
  }

  static List<Refusal> materialize(PlanStore store, ScriptedEngine engine, Dispatch dispatch) {
    return Scenario.refusals(
        new MaterializeGate(Sample.guard(engine), store)
            .materialize(CheckRequest.of(dispatch, Optional.empty(), Sample.SOURCE)));
  }

  static Dispatch noteOnly() {
    return Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "item", ADD_NOTE));
  }

  static Dispatch renamed(Dispatch dispatch) {
    return dispatch.withPlanId("plan-2");
  }
}
