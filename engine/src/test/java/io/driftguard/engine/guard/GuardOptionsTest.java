package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.engine.signing.SignatureScenarios;
import io.driftguard.engine.signing.Signers;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardOptionsTest {

  private static final Duration VALIDITY = Duration.ofMinutes(3);
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final ServerProfile SERVER =
      ServerProfile.of(
          "8.0.31",
          Set.of("ANSI_QUOTES"),
          1,
          "latin1",
          "latin1_swedish_ci",
          Optional.of(ZoneOffset.UTC));
  private static final List<Signers> SIGNERS =
      List.of(SignatureScenarios.signers(SignatureScenarios.PUBLIC_PEM));

  @Test
  void eachChoiceLeavesTheOthersAsTheyAre() {
    GuardOptions chosen =
        new GuardOptions(
            VALIDITY,
            ParseLimits.DEFAULT,
            SERVER,
            Set.of(),
            DEADLINE,
            EffectPolicy.SAME_EFFECT_IS_ENOUGH,
            SIGNERS);

    assertThat(
            GuardOptions.DEFAULT
                .withPermitValidity(VALIDITY)
                .withServer(SERVER)
                .withAdapterDeadline(DEADLINE)
                .withEffectPolicy(EffectPolicy.SAME_EFFECT_IS_ENOUGH)
                .withRequiredSigners(SIGNERS))
        .isEqualTo(chosen);
    assertThat(
            GuardOptions.DEFAULT
                .withRequiredSigners(SIGNERS)
                .withEffectPolicy(EffectPolicy.SAME_EFFECT_IS_ENOUGH)
                .withAdapterDeadline(DEADLINE)
                .withServer(SERVER)
                .withPermitValidity(VALIDITY))
        .isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void givesAPermitAndAnAdapterSomeTime(long seconds) {
    Duration none = Duration.ofSeconds(seconds);

    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> GuardOptions.DEFAULT.withPermitValidity(none)))
        .hasMessageThat()
        .isEqualTo("a permit is valid for some time, but found " + none);
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> GuardOptions.DEFAULT.withAdapterDeadline(none)))
        .hasMessageThat()
        .isEqualTo("an adapter is given some time, but found " + none);
  }
}
