package io.driftguard.replan;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OneLineTest {

  /** A message, and the line that is made of it. */
  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("expected `a`, but found `b`", "expected `a`, but found `b`"),
        Arguments.of("CREATE TABLE `a` (\n  `id` int\n) X", "CREATE TABLE `a` ( `id` int ) X"),
        Arguments.of("a\r\n\tb", "a b"),
        Arguments.of("red \u001b[31m \u202e", "red \\u001b[31m \\u202e"),
        Arguments.of("a CONNECTION='mysql://u:pw@h/d' x", "a CONNECTION=…"),
        Arguments.of("connection = 'it''s \\' pw' x", "connection = …"),
        Arguments.of("PASSWORD 'pw'", "PASSWORD …"),
        Arguments.of("CONNECTION='mysql://u:\npw", "CONNECTION=…"),
        Arguments.of("the table `connection`, 'x'", "the table `connection`, 'x'"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void makesALineOfAMessage(String message, String line) {
    assertThat(OneLine.of(message)).isEqualTo(line);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void leavesALineAsItIs(String message, String line) {
    assertThat(OneLine.of(line)).isEqualTo(line);
  }
}
