package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.Dispatch;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.rules.GeneratedRuleCatalog;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.ScriptedEngine;
import io.driftguard.engine.testing.Undeclared;
import io.driftguard.engine.testing.VendorRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator is told of rules that gave no evidence, and what a rule leaves behind. */
final class RuleRunnerTest {

  @AfterEach
  void leaveNoInterrupt() {
    Thread.interrupted();
  }

  @Test
  void saysWhichRuleIsMissingAndWhoseItIs() {
    assertThat(told(RuleCatalogs.of(List.of()), GuardOptions.DEFAULT))
        .contains(
            "RULE_MISSING the rules: one rule \"multiset-match\" of driftguard itself, but none");
    assertThat(told(RuleCatalogs.of(List.of(new GeneratedRuleCatalog())), requiring("vendor-rule")))
        .containsExactly("RULE_MISSING the rules: one rule \"vendor-rule\", but none");
  }

  @Test
  void namesTheCatalogThatCallsItsRuleByTheNameOfOneOfTheGuardsOwn() {
    assertThat(told(RuleCatalogs.of(List.of(new RuleScenarios.Impostor())), GuardOptions.DEFAULT))
        .contains(
            "RULE_MISSING the rules: one rule \"multiset-match\" of driftguard itself, but one of"
                + " \"io.driftguard.engine.guard.RuleScenarios$Impostor\"");
  }

  @Test
  void namesEveryCatalogOfARuleThatIsThereTwice() {
    assertThat(
            told(
                RuleCatalogs.of(List.of(new RuleScenarios.Impostor(), new GeneratedRuleCatalog())),
                GuardOptions.DEFAULT))
        .contains(
            "RULE_ID_REPEATED the rules: one rule \"multiset-match\", but rules of"
                + " \"io.driftguard.engine.guard.RuleScenarios$Impostor\","
                + " \"io.driftguard.engine.rules.GeneratedRuleCatalog\"");
  }

  @Test
  void saysOfWhichKindOfDispatchARuleSaidNothing() {
    assertThat(vendor(facts -> new RuleOutcome.Satisfied(nothing())))
        .containsExactly(
            "RULE_WITHOUT_EVIDENCE rule vendor-rule: evidence or findings for WHOLE_DEPLOYMENT, but"
                + " Satisfied[evidence=null]");
    assertThat(
            vendor(
                facts -> {
                  throw new FactUnavailableException(ScopeFact.class);
                }))
        .containsExactly(
            "RULE_WITHOUT_EVIDENCE rule vendor-rule: evidence or findings for WHOLE_DEPLOYMENT, but"
                + " "
                + Failures.describe(new FactUnavailableException(ScopeFact.class)));
  }

  @Test
  void doesNotTakeAnInterruptFromWhoeverAsked() {
    List<String> told = vendor(facts -> Undeclared.thrown(new InterruptedException("told to")));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(told)
        .containsExactly(
            "RULE_CRASHED rule vendor-rule: evidence or findings, but"
                + " java.lang.InterruptedException: \"told to\"");
  }

  @Test
  void asksTheRulesOfTheKindThatTheDispatchSeemsToBeWhereTheTopologyIsNotKnown() {
    DriftGuard guard =
        Sample.guard(
            new ScriptedEngine(
                () -> {
                  throw new EngineException(EngineException.Reason.UNREACHABLE, "no answer");
                },
                (desired, scope) -> new Replan(List.of(), Sample.live())),
            VendorRules.of("for-shards", Set.of(ScopeKind.SINGLE_SHARD), RuleRunnerTest::crash),
            VendorRules.of("for-all", Set.of(ScopeKind.WHOLE_DEPLOYMENT), RuleRunnerTest::crash));

    assertThat(crashed(guard, Sample.shard())).containsExactly("rule for-shards");
    assertThat(crashed(guard, Sample.whole())).containsExactly("rule for-all");
  }

  private static RuleOutcome crash(Object facts) {
    throw new IllegalStateException("told to");
  }

  private static List<String> crashed(DriftGuard guard, Dispatch dispatch) {
    return Scenario.refusals(
            guard.check(CheckRequest.of(dispatch, Optional.empty(), Sample.SOURCE)))
        .stream()
        .filter(refusal -> refusal.code().equals("RULE_CRASHED"))
        .map(Refusal::where)
        .toList();
  }

  private static List<String> vendor(RuleCatalog.Evaluation evaluation) {
    return told(
        RuleCatalogs.of(
            List.of(new GeneratedRuleCatalog(), VendorRules.of("vendor-rule", evaluation))),
        GuardOptions.DEFAULT);
  }

  private static List<String> told(RuleCatalogs catalogs, GuardOptions options) {
    return Scenario.refusals(
            new DriftGuard(
                    EngineRegistry.of(List.of(Sample.engine())), catalogs, Sample.CLOCK, options)
                .check(CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE)))
        .stream()
        .map(
            refusal ->
                refusal.code()
                    + " "
                    + refusal.where()
                    + ": "
                    + refusal.expected()
                    + ", but "
                    + refusal.found())
        .toList();
  }

  private static GuardOptions requiring(String rule) {
    GuardOptions options = GuardOptions.DEFAULT;
    return new GuardOptions(
        options.permitValidity(),
        options.parseLimits(),
        options.server(),
        Set.of(new RuleId(rule)),
        options.adapterDeadline(),
        options.effectPolicy(),
        options.requiredSigners());
  }

  /** The null that a contract forbids and foreign code gives all the same. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
