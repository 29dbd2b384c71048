package io.driftguard.propertytests;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.EngineId;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.fanout.FanOut;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.guard.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The guard as these tests set it up: with its own rules, at a fixed time. */
final class Checks {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);

  /** A source for adapters that do not look at it. */
  static final LiveSource NOWHERE = new LiveSource.Recorded(new Snapshot(new TreeMap<>()));

  private static final RuleCatalogs BUILT_IN = RuleCatalogs.load(Checks.class.getClassLoader());

  private Checks() {}

  static DriftGuard guard(EngineAdapter adapter) {
    return guard(adapter, BUILT_IN);
  }

  static DriftGuard guard(EngineAdapter adapter, RuleCatalogs rules) {
    return new DriftGuard(EngineRegistry.of(List.of(adapter)), rules, CLOCK, GuardOptions.DEFAULT);
  }

  /** Checks a dispatch that travels as JSON, with the desired schema beside it. */
  static Verdict check(
      DriftGuard guard, Dispatch dispatch, DesiredSchema desired, LiveSource live) {
    return guard.check(new CheckRequest(Laws.arrives(dispatch), Optional.of(desired), live));
  }

  /** Checks a dispatch against a plan that was made up. */
  static Verdict check(Dispatch dispatch, DesiredSchema desired, PlanModel replanned) {
    return check(guard(ReferenceEngine.planningEverything(replanned)), dispatch, desired, NOWHERE);
  }

  /**
   * Judges a dispatch as it is, for laws of keys and multisets that are tried ten thousand times;
   * that a dispatch arrives as it was sent is a law of its own.
   */
  static Verdict judge(Dispatch dispatch, DesiredSchema desired, PlanModel replanned) {
    return guard(ReferenceEngine.planningEverything(replanned))
        .check(CheckRequest.of(dispatch, Optional.of(desired), NOWHERE));
  }

  static List<Dispatch> fanOut(PlanModel plan) {
    return fanOut(plan, plan.desired());
  }

  static List<Dispatch> fanOut(PlanModel plan, DesiredSchema desired) {
    return fanOut(plan.replan(), plan.topology(), ReferenceEngine.ID, desired);
  }

  static List<Dispatch> fanOut(
      Replan replan, Topology topology, EngineId engine, DesiredSchema desired) {
    return FanOut.of(
        replan,
        topology,
        new FanOut.Template("plan-1", "commerce", engine, "production", "commerce-eu"),
        desired);
  }
}
