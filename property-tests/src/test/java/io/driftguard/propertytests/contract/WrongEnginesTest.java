package io.driftguard.propertytests.contract;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.platform.engine.TestExecutionResult.Status.ABORTED;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit is tested by breaking each clause: the clause says so, and no other does. */
final class WrongEnginesTest {

  @AfterEach
  void backToARightOne() {
    ContractOfAWrongEngine.wrong = Optional.empty();
  }

  @Test
  void anAdapterThatKeepsEveryClausePassesEveryTest() {
    ContractRun run = ContractRun.of(ContractOfAWrongEngine.class);
    assertThat(run.with(SUCCESSFUL)).isEqualTo(run.results());
    assertThat(run.failures()).isEmpty();
    assertThat(run.results().keySet().stream().map(EngineAdapterContract::clauseOf).toList())
        .containsExactlyElementsIn(Clause.values());
  }

  @ParameterizedTest
  @EnumSource(WrongEngine.class)
  void aWrongAdapterFailsItsClauseAlone(WrongEngine wrong) {
    ContractOfAWrongEngine.wrong = Optional.of(wrong);
    ContractRun run = ContractRun.of(ContractOfAWrongEngine.class);
    assertWithMessage("%s", run.with(FAILED))
        .that(run.with(FAILED).keySet().stream().map(EngineAdapterContract::clauseOf).toList())
        .containsExactly(wrong.breaks());
    String message = run.with(FAILED).values().asList().get(0).message();
    assertThat(message).contains(wrong.breaks().number() + " is broken: " + wrong.breaks().must());
    assertThat(message).contains("check:    " + wrong.breaks().check());
    assertThat(message).contains("example:  ");
    assertThat(message).contains("docs/engine-spec.md, " + wrong.breaks().number());
  }

  /** Most clauses rest on one that is broken only then; the run must not pass for that. */
  @Test
  void anAdapterThatAnswersNowAndThenDoesNotPass() {
    ContractOfAWrongEngine.wrong = Optional.of(WrongEngine.CRASHES);
    ContractRun crashing = ContractRun.of(ContractOfAWrongEngine.class);
    assertThat(crashing.with(ABORTED)).isNotEmpty();
    assertThat(crashing.failures()).isEmpty();
    ContractRun now = ContractRun.of(ContractOfAForgetfulEngine.class);
    assertThat(now.with(FAILED)).isEmpty();
    assertThat(now.with(ABORTED).keySet()).containsExactly("e17SameQuestionSameAnswer");
    assertThat(now.failures()).isNotEmpty();
    assertThat(now.failures().get(0)).contains("E17 is not judged: E27 is broken");
  }

  @Test
  void everyClauseHasAWrongAdapter() {
    assertThat(Arrays.stream(WrongEngine.values()).map(WrongEngine::breaks).distinct().toList())
        .containsExactlyElementsIn(Clause.values());
  }
}
