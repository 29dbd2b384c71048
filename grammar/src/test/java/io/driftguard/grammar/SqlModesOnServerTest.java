package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds what a text means under an {@code sql_mode} against a real server: the table that it makes
 * under the mode is the table that the other text makes without, or is not; and what the server
 * prints under the mode is read by the mode as the same table.
 */
final class SqlModesOnServerTest {

  private static final Pattern ROW = Pattern.compile("([A-Z_,]+) : (.*) (==|!=) (.*)");

  private static final TablesOnServer TABLES = TablesOnServer.open();

  @AfterAll
  static void close() throws SQLException {
    TABLES.close();
  }

  private record Case(List<String> modes, String written, boolean same, String other) {

    static Case of(String row) {
      Matcher m = ROW.matcher(row);
      assertWithMessage(row).that(m.matches()).isTrue();
      return new Case(
          Arrays.asList(m.group(1).split(",")),
          table(m.group(2)),
          m.group(3).equals("=="),
          table(m.group(4)));
    }

    private static String table(String columns) {
      return "CREATE TABLE t (" + columns + ")";
    }
  }

  static Stream<Case> cases() {
    return Table.lines("oracle/modes.txt").stream().map(Case::of);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aTextMeansUnderItsModeWhatTheServerMakesOfIt(Case row) throws Exception {
    String without = TABLES.show(row.other()).orElseThrow();
    String formWithout = TABLES.form(row.other());

    TablesOnServer.Under under = TABLES.under(row.modes());
    String within = under.show(row.written());

    assertWithMessage("the server: %s and %s", within, without)
        .that(TABLES.meaning(within).equals(TABLES.meaning(without)))
        .isEqualTo(row.same());
    assertWithMessage("the form: %s and %s", under.form(row.written()), formWithout)
        .that(under.form(row.written()).equals(formWithout))
        .isEqualTo(row.same());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatTheServerPrintsUnderAModeIsReadByTheMode(Case row) throws Exception {
    TablesOnServer.Under under = TABLES.under(row.modes());
    String printedWithout = under.show(row.written());

    assertThat(under.printedForm(under.showAgain())).isEqualTo(TABLES.printedForm(printedWithout));
  }

  @Test
  void everyModeThatIsDeclaredIsTried() {
    assertThat(cases().flatMap(row -> row.modes().stream()).toList())
        .containsAtLeast(
            "ANSI_QUOTES",
            "NO_BACKSLASH_ESCAPES",
            "PIPES_AS_CONCAT",
            "REAL_AS_FLOAT",
            "IGNORE_SPACE",
            "HIGH_NOT_PRECEDENCE");
  }
}
