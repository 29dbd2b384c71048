package io.driftguard.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptStatementTest {

  /** A script, and where each of its statements begins. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "'',''",
        "' ;; -- none',''",
        "'DROP TABLE a','1:1'",
        "'-- first\n\n  DROP TABLE a; DROP TABLE b;\nDROP TABLE c','3:3 3:17 4:1'",
        "'/* ä */ DROP TABLE `ä`; /* 🚚 */ DROP TABLE b','1:9 1:33'",
        "'DROP TABLE a;\r\n;\r\nDROP TABLE b','1:1 3:1'"
      })
  void saysWhereEachStatementBegins(String script, String places) throws Exception {
    DdlParser parser = new DdlParser();
    List<ScriptStatement> read = parser.readScript(script);
    assertEquals(
        places,
        String.join(" ", read.stream().map(each -> each.line() + ":" + each.column()).toList()));
    assertEquals(
        parser.parseScript(script), read.stream().map(ScriptStatement::statement).toList());
  }
}
