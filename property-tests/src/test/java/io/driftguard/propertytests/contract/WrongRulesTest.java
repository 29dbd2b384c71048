package io.driftguard.propertytests.contract;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit for rules is tested by breaking each clause: the clause says so. */
final class WrongRulesTest {

  @AfterEach
  void backToARightOne() {
    ContractOfAWrongRule.wrong = Optional.empty();
  }

  @Test
  void aRuleThatKeepsEveryClausePassesEveryTest() {
    ContractRun run = ContractRun.of(ContractOfAWrongRule.class);
    assertThat(run.with(SUCCESSFUL)).isEqualTo(run.results());
    assertThat(
            run.results().keySet().stream()
                .map(test -> test.substring(0, 2).toUpperCase(Locale.ROOT))
                .distinct()
                .toList())
        .containsExactlyElementsIn(
            Arrays.stream(RuleClause.values()).map(RuleClause::name).toList());
  }

  @ParameterizedTest
  @EnumSource(WrongRule.class)
  void aWrongRuleFailsItsClause(WrongRule wrong) {
    ContractOfAWrongRule.wrong = Optional.of(wrong);
    ContractRun run = ContractRun.of(ContractOfAWrongRule.class);
    String clause = wrong.breaks() + " is broken: " + wrong.breaks().must();
    assertThat(run.with(FAILED)).isNotEmpty();
    run.with(FAILED)
        .forEach((test, result) -> assertWithMessage(test).that(result.message()).contains(clause));
  }

  @Test
  void everyClauseHasAWrongRule() {
    assertThat(Arrays.stream(WrongRule.values()).map(WrongRule::breaks).distinct().toList())
        .containsExactlyElementsIn(RuleClause.values());
  }
}
