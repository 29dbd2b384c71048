package io.driftguard.engine.dispatch;

import io.driftguard.engine.testing.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlanOutputsTest {

  @ParameterizedTest
  @MethodSource("scenarios")
  void isRefusedWithItsCode(Scenario scenario) {
    scenario.play();
  }

  static Stream<Scenario> scenarios() {
    return PlanOutputs.all().stream();
  }
}
