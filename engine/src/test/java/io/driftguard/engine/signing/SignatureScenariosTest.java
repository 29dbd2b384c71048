package io.driftguard.engine.signing;

import io.driftguard.engine.testing.Scenario;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SignatureScenariosTest {

  static List<Scenario> scenarios() {
    return SignatureScenarios.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void refusesWhatIsNotSignedAsRequired(Scenario scenario) {
    scenario.play();
  }
}
