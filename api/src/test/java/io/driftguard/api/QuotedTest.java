package io.driftguard.api;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuotedTest {

  @Test
  void showsATextOnOneLineWithNothingThatATerminalActsOn() {
    String[][] rows = {
      {"plain", "\"plain\""},
      {"", "\"\""},
      {" padded ", "\" padded \""},
      {"say \"x\" \\", "\"say \\\"x\\\" \\\\\""},
      {"a\nb\r\tc", "\"a\\nb\\r\\tc\""},
      {"\u001b[31mred", "\"\\u001b[31mred\""},
      {"\u202egnidaer", "\"\\u202egnidaer\""},
      {"zero\u200bwidth", "\"zero\\u200bwidth\""},
      {"line\u2028end", "\"line\\u2028end\""},
      {"half \ud83d", "\"half \\ud83d\""},
      {"whole \ud83d\ude00 é", "\"whole \ud83d\ude00 é\""},
      {"tag \udb40\udc41", "\"tag \\udb40\\udc41\""},
    };
    for (String[] row : rows) {
      assertThat(Quoted.text(row[0])).isEqualTo(row[1]);
    }
  }

  @Test
  void shortensALongTextAndSaysHowLongItWas() {
    assertThat(Quoted.text("x".repeat(401)))
        .isEqualTo("\"" + "x".repeat(400) + "… (401 characters)\"");
    assertThat(Quoted.text("x".repeat(399) + "\ud83d\ude00"))
        .isEqualTo("\"" + "x".repeat(399) + "… (401 characters)\"");
  }

  @Test
  void listsSeveralInOrder() {
    assertThat(Quoted.sorted(List.of("b", "a"))).isEqualTo("\"a\", \"b\"");
    assertThat(Quoted.sorted(List.of())).isEqualTo("none");
  }
}
