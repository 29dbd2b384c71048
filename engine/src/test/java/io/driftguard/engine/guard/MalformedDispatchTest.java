package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.engine.testing.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MalformedDispatchTest {

  @Test
  void permitsTheDocumentThatTheCasesAreMadeFrom() {
    assertThat(MalformedDispatches.wellFormed().exitCode()).isEqualTo(0);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isRefusedWithItsCode(Scenario scenario) {
    scenario.play();
  }

  static Stream<Scenario> scenarios() {
    return MalformedDispatches.all().stream();
  }
}
