package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts that are made to cost much: each is a refusal with its place, and never another error. */
class HostileInputTest {

  private static final int MANY = 100_000;

  @Test
  void refusesParenthesesThatAreNestedTooDeeply() {
    refuses(RejectionCode.TOO_LARGE, "(".repeat(2 << 20));
    refuses(RejectionCode.TOO_LARGE, check("(".repeat(MANY) + "1" + ")".repeat(MANY)));
    refuses(RejectionCode.TOO_LARGE, check("f(".repeat(MANY) + "1" + ")".repeat(MANY)));
    refuses(RejectionCode.TOO_LARGE, check("(".repeat(201)));
  }

  @Test
  void refusesOperatorsThatAreNestedTooDeeply() {
    for (String operator : new String[] {"NOT ", "- ", "~ ", "! ", "BINARY "}) {
      refuses(RejectionCode.TOO_LARGE, check(operator.repeat(MANY) + "1"));
    }
    refuses(RejectionCode.TOO_LARGE, check("CASE WHEN ".repeat(MANY)));
    refuses(RejectionCode.TOO_LARGE, check("1 + INTERVAL ".repeat(MANY)));
    refuses(RejectionCode.TOO_LARGE, check("1 BETWEEN 1 AND ".repeat(MANY) + "1"));
  }

  @Test
  void refusesChainsThatMakeADeepTree() {
    for (String operator : new String[] {" + ", " AND ", " = ", " || ", " ^ ", " XOR "}) {
      refuses(RejectionCode.TOO_LARGE, check("1" + (operator + "1").repeat(MANY)));
    }
    refuses(RejectionCode.TOO_LARGE, check("1" + " IS NULL".repeat(MANY)));
    refuses(RejectionCode.TOO_LARGE, check("'a'" + " COLLATE utf8mb4_bin".repeat(MANY)));
    refuses(RejectionCode.TOO_LARGE, "CREATE VIEW v AS SELECT 1" + " UNION SELECT 1".repeat(MANY));
  }

  @Test
  void readsWhatIsNestedAsDeeplyAsALimitAllowsAndPrintsIt() throws DdlRejectedException {
    for (String expression :
        new String[] {
          "(".repeat(150) + "1" + ")".repeat(150),
          "1" + " AND 1".repeat(150),
          "1" + " - 1".repeat(150),
          "NOT ".repeat(150) + "1",
          "CASE WHEN ".repeat(60) + "1" + " THEN 2 END".repeat(60)
        }) {
      Statement statement = new DdlParser().parse(check(expression));
      assertThat(new DdlParser().parse(Renderer.render(statement))).isEqualTo(statement);
    }
  }

  @Test
  void refusesTextsThatAreTooLong() {
    refuses(RejectionCode.TOO_LARGE, " ".repeat((4 << 20) + 1));
    refuses(RejectionCode.TOO_LARGE, "CREATE TABLE t (" + columns(1_000_000).substring(0, 4 << 20));
    refuses(RejectionCode.TOO_LARGE, "CREATE TABLE t (" + columns(200_000) + ")");
  }

  @Test
  void readsManyColumns() throws DdlRejectedException {
    CreateTable table =
        (CreateTable) new DdlParser().parse("CREATE TABLE t (" + columns(10_000) + ")");

    assertThat(table.columns()).hasSize(10_000);
  }

  @Test
  void refusesWhatDoesNotEnd() {
    String much = "x".repeat(2 << 20);
    for (String start : new String[] {"'", "\"", "`", "/*", "/*!", "/*!99998", "x'", "b'", "N'"}) {
      refuses(RejectionCode.UNTERMINATED, start + much.replace('x', '0'));
    }
    refuses(RejectionCode.UNTERMINATED, "'" + "\\".repeat(MANY) + "\\'");
  }

  @Test
  void refusesCharactersThatCannotStandInSql() {
    refuses(RejectionCode.FORBIDDEN_CHARACTER, "CREATE TABLE t (a INT)\0");
    refuses(RejectionCode.FORBIDDEN_CHARACTER, "CREATE TABLE t (a INT COMMENT '\0')");
    refuses(RejectionCode.FORBIDDEN_CHARACTER, "CREATE TABLE t (a INT COMMENT '\uD83D')");
    refuses(RejectionCode.FORBIDDEN_CHARACTER, "CREATE TABLE t (a INT COMMENT '\uDE00\uD83D')");
    refuses(RejectionCode.FORBIDDEN_CHARACTER, "CREATE TABLE t (a INT) -- \uDE00");
    refuses(RejectionCode.FORBIDDEN_CHARACTER, "\uFEFFCREATE TABLE t (a INT)");
    refuses(RejectionCode.FORBIDDEN_CHARACTER, "CREATE TABLE t\uFEFF (a INT)");
    refuses(RejectionCode.FORBIDDEN_CHARACTER, "\0".repeat(2 << 20));
  }

  @Test
  void namesThePlaceOfAForbiddenCharacter() {
    DdlRejectedException e = refuses(RejectionCode.FORBIDDEN_CHARACTER, "DROP\nTABLE \0");

    assertThat(e.line()).isEqualTo(2);
    assertThat(e.column()).isEqualTo(7);
  }

  @Test
  void refusesLongRunsOfTokens() {
    for (String token : new String[] {",", ")", "a ", "1 ", "'' ", "CREATE ", "@", "?", "-"}) {
      DdlRejectedException e =
          assertThrows(
              DdlRejectedException.class,
              () -> new DdlParser().parse("ALTER TABLE t ADD (" + token.repeat(MANY)));
      assertWithMessage(token).that(e.code()).isEqualTo(RejectionCode.SYNTAX_ERROR);
    }
    refuses(RejectionCode.SYNTAX_ERROR, "ALTER TABLE t " + "ALGORITHM=COPY, ".repeat(MANY));
  }

  private static String check(String expression) {
    return "CREATE TABLE t (a INT, CHECK (" + expression + "))";
  }

  private static String columns(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "c" + i + " INT")
        .collect(Collectors.joining(", "));
  }

  private static DdlRejectedException refuses(RejectionCode code, String sql) {
    DdlRejectedException e =
        assertThrows(DdlRejectedException.class, () -> new DdlParser().parse(sql));
    assertWithMessage(sql.substring(0, Math.min(80, sql.length()))).that(e.code()).isEqualTo(code);
    return e;
  }
}
