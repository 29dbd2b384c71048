package io.driftguard.engine.audit;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Progress;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.rules.GeneratedRuleCatalog;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.ScriptedEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Audits of the sample, and sets of dispatches that are not exactly what it needs. */
public final class AuditScenarios {

  private AuditScenarios() {}

  public static ImmutableList<Scenario> all() {
    return ImmutableList.of(
        Scenario.of(
            "a set that holds one dispatch twice",
            () -> {
              List<AuditedDispatch> more = new ArrayList<>(dispatches());
              more.add(new AuditedDispatch("again", more.get(0).dispatch()));
              return audit(Sample.engine(), Optional.of(more))
                  .deployments()
                  .get(0)
                  .coverage()
                  .orElseThrow()
                  .gaps();
            },
            RefusalCode.CHANGE_COVERED_TWICE));
  }

  /** The dispatches that together are the sample's re-plan. */
  public static List<AuditedDispatch> dispatches() {
    List<AuditedDispatch> dispatches = new ArrayList<>();
    for (Namespace namespace : List.of(Sample.ORDERS, Sample.USERS)) {
      for (ShardName shard : List.of(Sample.LOW, Sample.HIGH)) {
        dispatches.add(
            named(
                namespace + "/" + shard,
                Sample.dispatch(
                    Optional.of(new TargetShard(Optional.of(namespace), shard)),
                    Sample.alter(namespace, "purchase", Sample.ADD_REGION))));
      }
    }
    dispatches.add(named("rest", Sample.whole()));
    return dispatches;
  }

  private static AuditedDispatch named(String name, Dispatch dispatch) {
    return new AuditedDispatch(name, new DispatchReading.Read(dispatch));
  }

  static Auditor auditor(ScriptedEngine engine) {
    return new Auditor(
        engine,
        RuleCatalogs.of(List.of(new GeneratedRuleCatalog())),
        Sample.CLOCK,
        GuardOptions.DEFAULT);
  }

  public static Audit audit(ScriptedEngine engine, Optional<List<AuditedDispatch>> dispatches) {
    return auditor(engine)
        .audit(
            Sample.desired(),
            List.of(AuditTarget.of("eu", Sample.SOURCE)),
            dispatches,
            Progress.NONE);
  }
}
