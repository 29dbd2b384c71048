package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.grammar.ServerProfile.SqlMode;
import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

class SqlLexerTest {

  @Test
  void agreesWithTheReferenceTokenByToken() {
    List<String> inputs = Table.lines("lexing.txt");

    assertThat(inputs).isNotEmpty();
    for (String line : inputs) {
      String input = line.replace('␤', '\n');
      assertWithMessage(input).that(alone(input)).isEqualTo(referenceTokens(input));
    }
  }

  @Test
  void agreesWithTheReferenceOnEveryKeyword() {
    Keywords.all()
        .map(Keywords.Keyword::word)
        .flatMap(word -> List.of(word, word.toLowerCase(java.util.Locale.ROOT)).stream())
        .flatMap(word -> List.of(word, word + "(", word + " (", word + ".a", "a." + word).stream())
        .forEach(
            input ->
                assertWithMessage(input).that(tokens(input)).isEqualTo(referenceTokens(input)));
  }

  @Test
  void readsADoubleQuoteAsTheModeSays() {
    SqlMode ansi = new SqlMode(true, false, false, false, false, false);

    assertThat(tokens("\"a\"\"b\"", SqlMode.DEFAULT)).containsExactly("TEXT_STRING \"a\"\"b\"");
    assertThat(tokens("\"a\"\"b\"", ansi)).containsExactly("IDENTIFIER \"a\"\"b\"");
  }

  @Test
  void readsABackslashAsTheModeSays() {
    SqlMode plain = new SqlMode(false, true, false, false, false, false);

    assertThat(tokens("'a\\' b", plain)).containsExactly("TEXT_STRING 'a\\'", "IDENTIFIER b");
    assertThrows(Refusal.class, () -> tokens("'a\\' b", SqlMode.DEFAULT));
  }

  @Test
  void readsOperatorsAsTheModeSays() {
    SqlMode pipes = new SqlMode(false, false, true, false, false, false);
    SqlMode highNot = new SqlMode(false, false, false, false, false, true);

    assertThat(tokens("||", SqlMode.DEFAULT)).containsExactly("OR ||");
    assertThat(tokens("||", pipes)).containsExactly("CONCAT ||");
    assertThat(tokens("NOT", highNot)).containsExactly("NOT2 NOT");
  }

  @Test
  void takesAFunctionNameBeforeWhiteSpaceAsTheModeSays() {
    SqlMode ignoreSpace = new SqlMode(false, false, false, false, true, false);

    assertThat(tokens("NOW (", SqlMode.DEFAULT)).containsExactly("IDENTIFIER NOW", "LPAREN (");
    assertThat(tokens("NOW (", ignoreSpace)).containsExactly("NOW NOW", "LPAREN (");
  }

  @Test
  void tellsTheIntervalFunctionByTheCommaWithinItsParentheses() {
    assertThat(tokens("INTERVAL (f(a, b)) DAY", SqlMode.DEFAULT).get(0))
        .isEqualTo("INTERVAL INTERVAL");
    assertThat(tokens("INTERVAL (f(a), b)", SqlMode.DEFAULT).get(0))
        .isEqualTo("INTERVAL_FUNCTION INTERVAL");
  }

  @Test
  void skipsCodeOfLaterServersWithTheCommentsInIt() {
    String input = "a /*!90800 b /* c */ d */ e";

    assertThat(tokens(input, SqlMode.DEFAULT)).containsExactly("IDENTIFIER a", "IDENTIFIER e");
  }

  @Test
  void readsSixDigitsAsAVersionOnlyBeforeWhiteSpace() {
    assertThat(tokens("/*!080023 a*/", SqlMode.DEFAULT)).containsExactly("IDENTIFIER a");
    assertThat(tokens("/*!800231*/", SqlMode.DEFAULT)).containsExactly("WHOLE_NUMBER 1");
  }

  private static List<String> alone(String text) {
    return tokens(text).stream().map(SqlLexerTest::withoutNeighbours).toList();
  }

  @Test
  void tellsByItsNeighboursWhatATokenIsThatCouldBeTwoThings() {
    assertThat(tokens("'a' 'b' x 'c' {d 'e'} (1) 'f' COMMENT 'g'"))
        .containsExactly(
            "TEXT_STRING 'a'",
            "CONTINUED_STRING 'b'",
            "IDENTIFIER x",
            "ALIAS_STRING 'c'",
            "LBRACE {",
            "IDENTIFIER d",
            "TEXT_STRING 'e'",
            "RBRACE }",
            "LPAREN (",
            "WHOLE_NUMBER 1",
            "RPAREN )",
            "ALIAS_STRING 'f'",
            "COMMENT COMMENT",
            "TEXT_STRING 'g'")
        .inOrder();
    assertThat(tokens("= any (")).contains("QUANTIFIER any");
    assertThat(tokens("table any (")).contains("IDENTIFIER any");
    assertThat(tokens("select sql_no_cache")).contains("SELECT_OPTION sql_no_cache");
    assertThat(tokens("a, sql_no_cache")).contains("IDENTIFIER sql_no_cache");
    assertThat(tokens("values row")).contains("VALUE_ROWS values");
    assertThat(tokens("t.*")).contains("WILD_DOT .");
    assertThat(tokens("@a := @b")).containsAtLeast("ASSIGNED_AT @", "AT @");
  }

  @Test
  void readsANameWithDotsRightAfterAnAtSign() {
    assertThat(tokens("root@127.0.0.1 @a.b @@c.d @'e'"))
        .containsExactly(
            "IDENTIFIER root",
            "AT @",
            "IDENTIFIER 127.0.0.1",
            "AT @",
            "IDENTIFIER a.b",
            "AT @",
            "AT @",
            "IDENTIFIER c.d",
            "AT @",
            "TEXT_STRING 'e'")
        .inOrder();
  }

  private static List<String> tokens(String text) {
    return tokens(text, SqlMode.DEFAULT);
  }

  private static List<String> tokens(String text, SqlMode mode) {
    ServerProfile profile =
        new ServerProfile(ServerVersion.DEFAULT, mode, 0, "utf8mb4", "utf8mb4_0900_ai_ci");
    SqlTokens tokens = SqlLexer.read(text, profile, ParseLimits.DEFAULT);
    List<String> described = new ArrayList<>();
    for (int i = 0; i < tokens.count(); i++) {
      described.add(describe(tokens.type(i), tokens.written(i)));
    }
    return described;
  }

  /** The reference does not know functions of several arguments: only the parser needs that. */
  private static List<String> referenceTokens(String text) {
    ReferenceLexer lexer = new ReferenceLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    lexer.addErrorListener(ThrowingListener.INSTANCE);
    return lexer.getAllTokens().stream()
        .map((Token token) -> describe(token.getType(), token.getText()))
        .toList();
  }

  private static String describe(int type, String written) {
    return DdlGrammar.VOCABULARY.getSymbolicName(type) + " " + written;
  }

  /** The reference knows no neighbours either. */
  private static String withoutNeighbours(String described) {
    return described
        .replaceFirst("^(CONTINUED|ALIAS)_STRING ", "TEXT_STRING ")
        .replaceFirst("^(QUANTIFIER|SELECT_OPTION) ", "IDENTIFIER ")
        .replaceFirst("^VALUE_ROWS ", "VALUES ")
        .replaceFirst("^WILD_DOT ", "DOT ")
        .replaceFirst("^ASSIGNED_AT ", "AT ");
  }
}
