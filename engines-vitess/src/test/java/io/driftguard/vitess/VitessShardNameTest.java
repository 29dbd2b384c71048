package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.ShardName;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VitessShardNameTest {

  /** A name, and the start and end of its key range without trailing zero bytes. */
  static Stream<Arguments> ranges() {
    return Stream.of(
        Arguments.of("-", "", ""),
        Arguments.of("-80", "", "80"),
        Arguments.of("80-", "80", ""),
        Arguments.of("40-80", "40", "80"),
        Arguments.of("c0-c8", "c0", "c8"),
        Arguments.of("55aa-aa55", "55aa", "aa55"),
        Arguments.of("80-8001", "80", "8001"),
        Arguments.of("00-80", "", "80"),
        Arguments.of("8000-", "80", ""),
        Arguments.of("-0001", "", "0001"),
        Arguments.of("ff-ff00000000000001", "ff", "ff00000000000001"));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void readsAKeyRange(String name, String start, String end) throws Exception {
    VitessShardName shard = VitessShardName.parse(new ShardName(name));
    assertThat(shard.name().value()).isEqualTo(name);
    assertThat(shard.range()).isEqualTo(Optional.of(new KeyRange(start, end)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "00",
        "main",
        "Main_2",
        "8000",
        "a123456789b123456789c123456789d123456789e123456789f123456789abcd"
      })
  void readsACustomName(String name) throws Exception {
    VitessShardName shard = VitessShardName.parse(new ShardName(name));
    assertThat(shard.range()).isEqualTo(Optional.empty());
  }

  /** A name and the message of its refusal. */
  static Stream<Arguments> refusals() {
    String characters = "1 to 64 of the characters A-Z, a-z, 0-9, \"_\" and \"-\"";
    String bounds = "two bounds of whole hexadecimal bytes with one \"-\" between them";
    return Stream.of(
        refusal("a.b", characters, ""),
        refusal("fleet/-80", characters, ""),
        refusal("-８０", characters, ""),
        refusal(
            "a123456789b123456789c123456789d123456789e123456789f123456789abcde", characters, ""),
        refusal("--", bounds, ""),
        refusal("-80-", bounds, ""),
        refusal("40-80-c0", bounds, ""),
        refusal("8-", bounds, ""),
        refusal("-800", bounds, ""),
        refusal("xy-", bounds, ""),
        refusal("us-east", bounds, ""),
        refusal("4_-80", bounds, ""),
        refusal("-C0", "lower-case bounds", "; Vitess folds a key range to lower case"),
        refusal("Aa-bb", "lower-case bounds", "; Vitess folds a key range to lower case"),
        refusal(
            "-00",
            "an end after the minimum",
            "; an end of zero bytes means the maximum to Vitess"),
        refusal(
            "00-0000",
            "an end after the minimum",
            "; an end of zero bytes means the maximum to Vitess"),
        refusal(
            "80-00",
            "an end after the minimum",
            "; an end of zero bytes means the maximum to Vitess"),
        refusal(
            "80-8000",
            "a start before the end",
            "; trailing zero bytes of a bound mean nothing to Vitess"),
        refusal("8000-80", "a start before the end", ""),
        refusal("80-80", "a start before the end", ""),
        refusal("c0-40", "a start before the end", ""),
        refusal("8001-80", "a start before the end", ""));
  }

  private static Arguments refusal(String name, String expected, String because) {
    return Arguments.of(name, expected, because);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesANameThatMisleads(String name, String expected, String because) {
    ShardNameException e =
        assertThrows(ShardNameException.class, () -> VitessShardName.parse(new ShardName(name)));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "expected a shard name with " + expected + ", but found \"" + name + "\"" + because);
  }
}
