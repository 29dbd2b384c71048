package io.driftguard.mysql;

import static com.google.common.truth.Truth.assertThat;

import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only a time zone that has one offset at all times is known from its name. */
final class ServerTimeZoneTest {

  /** The global time zone, that of the host, and the offset. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UTC           | CET | Z
          SYSTEM        | UTC | Z
          +00:00        | CET | Z
          -00:00        | CET | Z
          +05:30        | UTC | +05:30
          -13:59        | UTC | -13:59
          +14:00        | UTC | +14:00
          SYSTEM        | CET |
          SYSTEM        | GMT |
          Europe/Berlin | UTC |
          GMT           | UTC |
          +5:30         | UTC |
          """)
  void isKnownFromItsName(String zone, String host, @Nullable String offset) {
    assertThat(ServerSession.zone(zone, host))
        .isEqualTo(Optional.ofNullable(offset).map(ZoneOffset::of));
  }
}
