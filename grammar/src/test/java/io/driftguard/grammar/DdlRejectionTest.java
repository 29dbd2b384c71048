package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DdlRejectionTest {

  private static final List<Table.Case> CASES = Table.cases("rejections.txt");

  @Test
  void saysWhyAndWhere() {
    assertAll(CASES.stream().map(row -> () -> saysWhyAndWhere(row)));
  }

  @Test
  void meetsEveryCode() {
    Set<RejectionCode> met = EnumSet.noneOf(RejectionCode.class);
    CASES.forEach(row -> met.add(rejection(row.input()).code()));
    met.add(rejection("(".repeat(1000)).code());

    assertThat(met).containsExactlyElementsIn(Arrays.asList(RejectionCode.values()));
  }

  @Test
  void keepsMessagesShortAndOnOneLine() {
    for (Table.Case row : CASES) {
      String message = rejection(row.input()).describe();
      assertThat(message.length()).isLessThan(300);
      assertThat(message).doesNotContain("\n");
    }
  }

  @Test
  void cutsAndEscapesWhatItQuotes() {
    String noise = "\u0001\u200b" + "x".repeat(1000);

    assertThat(rejection("CREATE TABLE t (a INT DEFAULT (1) '" + noise + "')").getMessage())
        .endsWith("but found \"'\\u0001\\u200b" + "x".repeat(77) + "…\"");
  }

  private static void saysWhyAndWhere(Table.Case row) {
    DdlRejectedException e = rejection(row.input());
    assertWithMessage(row.input())
        .that(e.code() + " " + e.line() + ":" + e.column() + " " + e.getMessage())
        .startsWith(row.expected());
  }

  private static DdlRejectedException rejection(String sql) {
    return assertThrows(DdlRejectedException.class, () -> new DdlParser().parse(sql), sql);
  }
}
