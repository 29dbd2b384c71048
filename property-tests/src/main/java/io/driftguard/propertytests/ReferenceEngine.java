package io.driftguard.propertytests;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.EngineId;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.api.engine.Topology;
import java.util.List;

/**
 * An adapter that keeps the contract and plans what it is told to, whatever the source and the
 * desired schema are.
 */
public final class ReferenceEngine implements EngineAdapter {

  /** The id that dispatches for this engine name. */
  public static final EngineId ID = new EngineId("reference");

  private final PlanModel plan;
  private final boolean restrictsByItself;

  private ReferenceEngine(PlanModel plan, boolean restrictsByItself) {
    this.plan = plan;
    this.restrictsByItself = restrictsByItself;
  }

  /** An adapter that takes the scope for the hint that it is, and always plans everything. */
  public static ReferenceEngine planningEverything(PlanModel plan) {
    return new ReferenceEngine(plan, false);
  }

  /** An adapter that plans only what the scope covers. */
  public static ReferenceEngine planningTheScope(PlanModel plan) {
    return new ReferenceEngine(plan, true);
  }

  @Override
  public EngineId id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public String description() {
    return "plans what a test tells it to";
  }

  @Override
  public Deployment open(LiveSource source) {
    return new Deployment() {
      @Override
      public Topology topology() {
        return plan.topology();
      }

      @Override
      public Replan replan(DesiredSchema desired, Scope scope) {
        Replan everything = plan.replan();
        if (!restrictsByItself) {
          return everything;
        }
        List<PlannedChange> covered =
            everything.changes().stream().filter(change -> scope.covers(change)).toList();
        return new Replan(covered, everything.live());
      }

      @Override
      public void close() {}
    };
  }
}
