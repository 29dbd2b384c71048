package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.GUARD_CRASHED;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.LiveFact;
import io.driftguard.api.rule.ReplannedChanges;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.api.rule.TopologyFact;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.explain.ExplanationException;
import io.driftguard.engine.explain.Explanations;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.signing.ReviewSignatures;
import io.driftguard.grammar.Canonicalizer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The guard: says whether a dispatch is exactly what a deployment would plan now.
 *
 * <p>It does not throw for anything that a dispatch, an adapter or a rule does: whatever goes wrong
 * is a refusal. It holds no state, and may be used by several threads.
 */
public final class DriftGuard {

  /** The rule whose refusals are explained. */
  static final RuleId MATCH = new RuleId("multiset-match");

  private final EngineRegistry engines;
  private final RuleRunner rules;
  private final Clock clock;
  private final GuardOptions options;

  public DriftGuard(EngineRegistry engines, RuleCatalogs rules, Clock clock, GuardOptions options) {
    this.engines = engines;
    this.rules = new RuleRunner(rules, options);
    this.clock = clock;
    this.options = options;
  }

  /** Checks one dispatch against one deployment as it is now. */
  public Verdict check(CheckRequest request) {
    // What is read is read after this instant, so that a permit never outlives what it saw.
    Instant now = clock.instant();
    return orRefused(now, () -> decide(request, now));
  }

  /**
   * Checks again just before the apply: permitted only when the permit is still valid, and
   * dispatch, scope, live schema and canonical form are those that it was issued for.
   */
  public Verdict recheck(ApplyPermit permit, CheckRequest request) {
    return recheck(permit.record(), request);
  }

  /** Checks again what a store kept of a permit. */
  public Verdict recheck(PermitRecord permit, CheckRequest request) {
    Instant now = clock.instant();
    return orRefused(
        now,
        () -> {
          PermitComparison comparison = new PermitComparison(permit).at(now);
          return decide(request, now)
              .match(
                  permitted ->
                      refusedOr(comparison.with(permitted.permit().record()).refusals(), permitted),
                  refused ->
                      new Verdict.Refused(
                          ImmutableList.<Refusal>builder()
                              .addAll(refused.refusals())
                              .addAll(comparison.refusals())
                              .build(),
                          refused.context()));
        });
  }

  /** A refusal for reasons that were found outside the guard, before it was asked. */
  public Verdict.Refused refuse(CheckRequest request, List<Refusal> reasons) {
    return new Verdict.Refused(
        reasons,
        CheckContext.unchecked(
            clock.instant(),
            request
                .dispatch()
                .match(read -> Optional.of(read.dispatch()), rejected -> Optional.empty())));
  }

  private static Verdict refusedOr(List<Refusal> refusals, Verdict.Permitted permitted) {
    return refusals.isEmpty() ? permitted : new Verdict.Refused(refusals, permitted.context());
  }

  private static Verdict orRefused(Instant now, Supplier<Verdict> decision) {
    try {
      return decision.get();
    } catch (Exception
        | LinkageError
        | StackOverflowError
        | AssertionError
        | ServiceConfigurationError e) {
      return new Verdict.Refused(
          List.of(Refusal.of(GUARD_CRASHED, "the guard", "a decision", Failures.describe(e))),
          CheckContext.unchecked(now, Optional.empty()));
    }
  }

  private Verdict decide(CheckRequest request, Instant now) {
    return request
        .carried()
        .match(
            read -> decide(read.dispatch(), request, now),
            rejected ->
                new Verdict.Refused(
                    rejected.refusals(), CheckContext.unchecked(now, Optional.empty())));
  }

  private Verdict decide(Dispatch dispatch, CheckRequest request, Instant now) {
    Gathered<DesiredSchema> desired = request.desiredFor(dispatch);
    Gathered<Dispatch> complete =
        desired.map(schema -> dispatch.withSchemaFiles(Optional.of(schema)));
    FactBook facts =
        FactBook.gather(
            dispatch,
            desired,
            engines.require(dispatch.engine()),
            engines.progress(),
            request.live(),
            new ChangeKeys(options),
            options.adapterDeadline());
    RuleRunner.Result result = rules.run(scopeKind(dispatch, facts), facts);
    CheckContext context = context(dispatch, desired, facts, result, now);
    List<Refusal> refusals =
        ImmutableList.<Refusal>builder()
            .addAll(facts.refusals())
            .addAll(result.refusals())
            .addAll(unsigned(complete, request))
            .build();
    if (!refusals.isEmpty()) {
      return new Verdict.Refused(refusals, context);
    }
    // A rule without evidence has given a refusal. Were it not so, that is a crash, and refused.
    return complete
        .value()
        .flatMap(plan -> checkedFacts(plan, facts))
        .flatMap(checked -> ApplyPermit.issue(result, checked, now, options.permitValidity()))
        .map(permit -> new Verdict.Permitted(permit, context))
        .orElseThrow();
  }

  /** Why the review is not signed as the options require it. */
  private List<Refusal> unsigned(Gathered<Dispatch> complete, CheckRequest request) {
    Optional<byte[]> signature =
        request.signature().map(text -> text.getBytes(StandardCharsets.UTF_8));
    return complete
        .value()
        .map(plan -> ReviewSignatures.check(options.requiredSigners(), signature, plan).refusals())
        .orElseGet(complete::refusals);
  }

  /**
   * The kind of the scope. When the topology cannot be read the check is refused in any case, and
   * the rules only add what else is wrong.
   */
  private static ScopeKind scopeKind(Dispatch dispatch, FactBook facts) {
    ScopeKind presumed =
        dispatch.targetShard().isPresent() ? ScopeKind.SINGLE_SHARD : ScopeKind.WHOLE_DEPLOYMENT;
    return facts.find(ScopeFact.class).map(fact -> fact.scope().kind()).orElse(presumed);
  }

  private static Optional<CheckedFacts> checkedFacts(Dispatch complete, FactBook facts) {
    return facts
        .find(ScopeFact.class)
        .map(ScopeFact::scope)
        .flatMap(
            scope ->
                facts
                    .find(LiveFact.class)
                    .map(
                        live ->
                            new CheckedFacts(
                                complete.planId(),
                                scope,
                                PlanDigest.of(complete),
                                LiveFingerprint.of(live.live(), scope, facts.keys()),
                                Canonicalizer.VERSION)));
  }

  private CheckContext context(
      Dispatch dispatch,
      Gathered<DesiredSchema> desired,
      FactBook facts,
      RuleRunner.Result result,
      Instant now) {
    return new CheckContext(
        now,
        Optional.of(dispatch),
        desired.value(),
        facts.find(TopologyFact.class).map(TopologyFact::topology),
        facts.find(ScopeFact.class).map(ScopeFact::scope),
        facts.find(LiveFact.class).map(LiveFact::live),
        facts.find(DispatchedChanges.class).map(DispatchedChanges::changes),
        facts.find(ReplannedChanges.class).map(ReplannedChanges::changes),
        new TreeMap<>(result.evidence()),
        explanations(facts, result));
  }

  /** Whatever goes wrong here, the refusal stays as it is. */
  private Explanations explanations(FactBook facts, RuleRunner.Result result) {
    boolean differ =
        result.refusals().stream().anyMatch(refusal -> refusal.rule().equals(Optional.of(MATCH)));
    if (!differ) {
      return Explanations.NONE;
    }
    try {
      return new Explanations(
          facts
              .keys()
              .explainer()
              .explain(
                  facts.get(LiveFact.class).live(),
                  facts.get(DispatchedChanges.class).changes(),
                  facts.get(ReplannedChanges.class).changes()),
          Optional.empty());
    } catch (Exception | Error e) {
      String why =
          e instanceof ExplanationException ? String.valueOf(e.getMessage()) : Failures.describe(e);
      return new Explanations(List.of(), Optional.of(why));
    }
  }
}
