package io.driftguard.schemadiff;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongestCommonOrderTest {

  /** The old order, the new order, and what can stay. */
  @ParameterizedTest
  @CsvSource({
    "'',        '',        ''",
    "a,         a,         a",
    "a b c,     a b c,     a b c",
    "a b c d,   b c d a,   b c d",
    "a b c d,   d a b c,   a b c",
    "a b,       b a,       a",
    "a b c d,   d c b a,   a",
    "a b c d e, a c b e d, a b d",
  })
  void mostStays(String from, String to, String stay) {
    assertThat(LongestCommonOrder.of(words(from), words(to)))
        .containsExactlyElementsIn(words(stay));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
  }
}
