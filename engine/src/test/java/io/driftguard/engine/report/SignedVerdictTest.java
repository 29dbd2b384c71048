package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.signing.SignatureScenarios;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A signed verdict says what was said when it was signed, or is refused. */
final class SignedVerdictTest {

  private static final Duration ALMOST =
      GuardOptions.DEFAULT.permitValidity().minus(Duration.ofNanos(1));

  static List<Scenario> scenarios() {
    return VerdictScenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void refusesWhatNobodyIsToRelyOn(Scenario scenario) {
    scenario.play();
  }

  @Test
  void readsAPermitBackAsLongAsItHolds() {
    String signed = VerdictScenarios.signed(VerdictScenarios.statement());
    Report report =
        VerdictScenarios.check(Sample.shard(), signed, Sample.NOW.plus(ALMOST))
            .recorded()
            .orElseThrow();
    assertThat(report.outcome()).isEqualTo(Outcome.permitted());
    assertThat(Reports.render(ReportFormat.TEXT, report))
        .startsWith("PERMITTED plan \"plan-1\", as recorded at 2026-01-02T03:04:05Z\n");
    assertThat(Reports.render(ReportFormat.TEXT, report))
        .contains(
            "signed by: the key \""
                + SignatureScenarios.KEY_ID
                + "\" (the first reviewer) of \"reviewers.pem\"\n");
  }

  /** Nothing is lost on the way but marks and the map, and nothing is added but who signed. */
  @Test
  void readsBackAllThatWasSaid() {
    for (Verdict verdict : List.of(Reports.permitted(), Reports.drift())) {
      Report given = VerdictReport.of(verdict, Reports.asked("plan.json"));
      Dispatch dispatch = verdict.context().dispatch().orElseThrow();
      String signed = VerdictScenarios.signed(Reports.render(ReportFormat.IN_TOTO, given));
      SignedVerdict.Answer answer = VerdictScenarios.check(dispatch, signed, Sample.NOW);
      assertWithMessage(answer.refusals().toString()).that(answer.refusals()).isEmpty();
      Report read = answer.recorded().orElseThrow();
      List<ReportField> facts = read.facts();
      assertThat(facts.get(facts.size() - 1).key()).isEqualTo(ReportKey.SIGNED_BY);
      Report unsigned =
          new Report(
              read.outcome(),
              read.subject(),
              facts.subList(0, facts.size() - 1),
              read.problems(),
              read.map());
      assertThat(Reports.render(ReportFormat.JSON, unsigned))
          .isEqualTo(Reports.render(ReportFormat.JSON, given));
      assertThat(read.outcome()).isEqualTo(given.outcome());
    }
  }

  @Test
  void readsARefusalBackWithItsExitStatus() {
    String drift =
        VerdictScenarios.signed(
            Reports.render(ReportFormat.IN_TOTO, VerdictReport.of(Reports.drift())));
    Report report =
        SignedVerdict.read(
            List.of(SignatureScenarios.signers(SignatureScenarios.PUBLIC_PEM)),
            drift.getBytes(UTF_8),
            Reports.drift().context().dispatch().orElseThrow(),
            Sample.NOW,
            Asked.UNKNOWN);
    assertThat(report.headline()).startsWith("REFUSED (DRIFT) plan \"plan-1\", as recorded at ");
    assertThat(report.outcome().exitCode()).isEqualTo(1);

    Report other =
        SignedVerdict.read(
            List.of(SignatureScenarios.signers(SignatureScenarios.PUBLIC_PEM)),
            drift.getBytes(UTF_8),
            Sample.shard(),
            Sample.NOW,
            Asked.UNKNOWN);
    assertThat(other.headline()).startsWith("REFUSED (INVALID) plan ");
    assertThat(other.outcome().exitCode()).isEqualTo(2);
  }
}
