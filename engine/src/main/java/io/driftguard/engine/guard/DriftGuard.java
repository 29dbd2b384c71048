package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.GUARD_CRASHED;
import static io.driftguard.engine.refusal.RefusalCode.RULE_WITHOUT_EVIDENCE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope;
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
      Failures.restoreInterrupt(e);
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
            .addAll(unsigned(request))
            .build();
    if (!refusals.isEmpty()) {
      return new Verdict.Refused(refusals, context);
    }
    return checkedFacts(request, facts)
        .flatMap(checked -> ApplyPermit.issue(result, checked, now, options.permitValidity()))
        .<Verdict>map(permit -> new Verdict.Permitted(permit, context))
        .orElseGet(() -> new Verdict.Refused(List.of(incomplete(result)), context));
  }

  /** Why the review is not signed as the options require it. */
  private List<Refusal> unsigned(CheckRequest request) {
    if (options.requiredSigners().isEmpty()) {
      return ImmutableList.of();
    }
    return request
        .complete()
        .match(
            read ->
                ReviewSignatures.check(
                        options.requiredSigners(),
                        request.signature().map(text -> text.getBytes(StandardCharsets.UTF_8)),
                        read.dispatch())
                    .refusals(),
            rejected -> rejected.refusals());
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

  private static Optional<CheckedFacts> checkedFacts(CheckRequest request, FactBook facts) {
    Optional<Scope> scope = facts.find(ScopeFact.class).map(ScopeFact::scope);
    Optional<Dispatch> complete =
        request
            .complete()
            .match(read -> Optional.of(read.dispatch()), rejected -> Optional.empty());
    return scope.flatMap(
        known ->
            complete.flatMap(
                plan ->
                    facts
                        .find(LiveFact.class)
                        .map(
                            live ->
                                new CheckedFacts(
                                    plan.planId(),
                                    known,
                                    PlanDigest.of(plan),
                                    LiveFingerprint.of(live.live(), known, facts.keys()),
                                    Canonicalizer.VERSION))));
  }

  private static Refusal incomplete(RuleRunner.Result result) {
    return Refusal.of(
        RULE_WITHOUT_EVIDENCE,
        "the rules",
        "evidence of " + Quoted.sorted(result.required()),
        "none of " + Quoted.sorted(Sets.difference(result.required(), result.evidence().keySet())));
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
    } catch (ExplanationException e) {
      return new Explanations(List.of(), Optional.of(String.valueOf(e.getMessage())));
    } catch (Exception | Error e) {
      return new Explanations(List.of(), Optional.of(Failures.describe(e)));
    }
  }
}
