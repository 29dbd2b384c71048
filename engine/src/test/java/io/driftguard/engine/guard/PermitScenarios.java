package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.Replan;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.rules.GeneratedRuleCatalog;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.ScriptedEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Permits that do not hold any more when they are checked again. */
public final class PermitScenarios {

  private PermitScenarios() {}

  public static ImmutableList<Scenario> all() {
    return ImmutableList.of(
        after("a permit that expires now", Duration.ofMinutes(15), RefusalCode.PERMIT_EXPIRED),
        after("a permit that expired long ago", Duration.ofDays(1), RefusalCode.PERMIT_EXPIRED),
        after(
            "a clock that was set back",
            Duration.ofSeconds(-1),
            RefusalCode.PERMIT_FROM_THE_FUTURE),
        Scenario.of(
            "another plan",
            () -> recheck(Sample.engine(), renamed(Sample.whole()), record -> record),
            RefusalCode.PERMIT_PLAN_DIFFERS),
        Scenario.of(
            "another part of the deployment",
            () ->
                recheck(
                    Sample.engine(),
                    Sample.whole(),
                    record ->
                        edited(
                            record,
                            new Scope.NamespaceFinalizer(Sample.ORDERS),
                            record.canonicalVersion())),
            RefusalCode.PERMIT_SCOPE_DIFFERS),
        Scenario.of(
            "another live schema that leads to the same re-plan",
            () -> recheck(withAnotherColumn(), Sample.whole(), record -> record),
            RefusalCode.PERMIT_LIVE_SCHEMA_DIFFERS),
        Scenario.of(
            "another canonical form",
            () ->
                recheck(
                    Sample.engine(), Sample.whole(), record -> edited(record, record.scope(), "0")),
            RefusalCode.PERMIT_CANONICAL_FORM_DIFFERS),
        Scenario.of(
            "a permit that expired and a deployment that drifted",
            () ->
                Scenario.refusals(
                    guard(
                            Sample.engine(changes -> changes.subList(1, changes.size())),
                            Clock.offset(Sample.CLOCK, Duration.ofHours(1)))
                        .recheck(permit(), request(Sample.whole()))),
            RefusalCode.PERMIT_EXPIRED,
            RefusalCode.CHANGE_NOT_REPLANNED));
  }

  /** A permit for the sample, issued by a guard. */
  static ApplyPermit permit() {
    return Sample.check(Sample.engine(), Sample.whole())
        .match(
            Verdict.Permitted::permit,
            refused -> {
              throw new AssertionError("the sample is refused: " + refused.refusals());
            });
  }

  static CheckRequest request(Dispatch dispatch) {
    return CheckRequest.of(dispatch, Optional.empty(), Sample.SOURCE);
  }

  static DriftGuard guard(ScriptedEngine engine, Clock clock) {
    return new DriftGuard(
        EngineRegistry.of(List.of(engine)),
        RuleCatalogs.of(List.of(new GeneratedRuleCatalog())),
        clock,
        GuardOptions.DEFAULT);
  }

  private static Scenario after(String name, Duration time, RefusalCode code) {
    return Scenario.of(
        name,
        () ->
            Scenario.refusals(
                guard(Sample.engine(), Clock.offset(Sample.CLOCK, time))
                    .recheck(permit(), request(Sample.whole()))),
        code);
  }

  private static List<Refusal> recheck(
      ScriptedEngine engine, Dispatch dispatch, UnaryOperator<PermitRecord> edit) {
    return Scenario.refusals(
        Sample.guard(engine).recheck(edit.apply(permit().record()), request(dispatch)));
  }

  private static PermitRecord edited(PermitRecord record, Scope scope, String canonicalVersion) {
    return new PermitRecord(
        record.planId(),
        scope,
        record.planDigest(),
        record.liveFingerprint(),
        canonicalVersion,
        record.issuedAt(),
        record.expiresAt(),
        record.evidence());
  }

  private static Dispatch renamed(Dispatch dispatch) {
    return dispatch.withPlanId("plan-2");
  }

  private static ScriptedEngine withAnotherColumn() {
    LiveSchema live = Sample.live();
    TreeMap<LiveSchema.Place, SortedMap<String, String>> tables = new TreeMap<>(live.tables());
    tables.put(
        new LiveSchema.Place(Sample.SHOP, Optional.empty()),
        new TreeMap<>(Map.of("item", "CREATE TABLE `item` (`id` bigint)")));
    return new ScriptedEngine(
        Sample::topology,
        (desired, scope) -> new Replan(Sample.planned(), new LiveSchema(tables, live.vschemas())));
  }
}
