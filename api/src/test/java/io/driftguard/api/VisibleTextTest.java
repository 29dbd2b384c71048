package io.driftguard.api;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VisibleTextTest {

  /** What it is, the text, and how it is shown. */
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("nothing", "", ""),
        Arguments.of("letters of all scripts", "a é имя 表 \ud83d\ude80", "a é имя 表 \ud83d\ude80"),
        Arguments.of("quotes and backslashes", "\"a\" 'b' `c` \\", "\"a\" 'b' `c` \\"),
        Arguments.of("what was escaped before", "a\\u001b", "a\\u001b"),
        Arguments.of("line ends", "a\nb\r\tc\u0085", "a\\u000ab\\u000d\\u0009c\\u0085"),
        Arguments.of("line separators", "a\u2028b\u2029", "a\\u2028b\\u2029"),
        Arguments.of("terminal colours", "\u001b[31m\u009b0m", "\\u001b[31m\\u009b0m"),
        Arguments.of("a zero, and a deletion", "\u0000\u007f", "\\u0000\\u007f"),
        Arguments.of("turned writing", "\u202ea\u2066\u200f", "\\u202ea\\u2066\\u200f"),
        Arguments.of("no width", "a\u200b\u00ad\ufeff", "a\\u200b\\u00ad\\ufeff"),
        Arguments.of("tags that nobody sees", "\udb40\udc41", "\\udb40\\udc41"),
        Arguments.of("half of a character, first", "a\ud83d", "a\\ud83d"),
        Arguments.of("half of a character, second", "\ude00a", "\\ude00a"),
        Arguments.of("for private use", "\ue000", "\\ue000"),
        Arguments.of("never a character", "\uffff", "\\uffff"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void showsEveryCharacterAsItselfOrEscaped(String what, String text, String shown) {
    assertWithMessage(what).that(VisibleText.of(text)).isEqualTo(shown);
    assertThat(VisibleText.of(shown)).isEqualTo(shown);
  }
}
