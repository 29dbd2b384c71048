package io.driftguard.engine;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.audit.AuditScenarios;
import io.driftguard.engine.dispatch.PlanOutputs;
import io.driftguard.engine.guard.EngineScenarios;
import io.driftguard.engine.guard.MalformedDispatches;
import io.driftguard.engine.guard.PermitScenarios;
import io.driftguard.engine.guard.RuleScenarios;
import io.driftguard.engine.materialize.GateScenarios;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.report.VerdictScenarios;
import io.driftguard.engine.signing.SignatureScenarios;
import io.driftguard.engine.testing.Scenario;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scenarios are played for the codes that they really produce, not for those they announce. */
final class RefusalCodeCoverageTest {

  @Test
  void everyCodeIsProducedByAScenario() {
    TreeSet<String> missing = new TreeSet<>();
    Arrays.stream(RefusalCode.values()).map(RefusalCode::name).forEach(missing::add);
    Stream.of(
            MalformedDispatches.all(),
            PlanOutputs.all(),
            EngineScenarios.all(),
            RuleScenarios.all(),
            PermitScenarios.all(),
            SignatureScenarios.all(),
            VerdictScenarios.all(),
            GateScenarios.all(),
            AuditScenarios.all())
        .flatMap(scenarios -> scenarios.stream())
        .map(Scenario::play)
        .forEach(missing::removeAll);

    assertThat(missing).isEmpty();
  }

  @Test
  void everyCodeSaysWhatItMeansAndWhatToDo() {
    for (RefusalCode code : RefusalCode.values()) {
      assertThat(code.meaning()).matches("[A-Z].*\\.");
      assertThat(code.recovery()).matches("[a-z].*[a-z\"`]");
    }
  }

  @Test
  void driftIsCuredByANewPlan() {
    Stream<RefusalCode> drift =
        Arrays.stream(RefusalCode.values()).filter(code -> code.kind() == RefusalKind.DRIFT);

    assertThat(drift.map(RefusalCode::recovery).distinct().toList())
        .containsExactly(
            "re-plan against the current schema to refresh the reviewed plan, then re-apply:"
                + " `driftguard plan --schema DIR --live LOCATION` prints the re-plan");
  }
}
