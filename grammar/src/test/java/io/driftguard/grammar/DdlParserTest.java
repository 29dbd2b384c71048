package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.grammar.ServerProfile.SqlMode;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DdlParserTest {

  private static final List<Table.Case> CASES = Table.cases("statements.txt");

  @Test
  void readsStatementsIntoTheirOneSpelling() {
    assertAll(
        CASES.stream()
            .map(
                row ->
                    () ->
                        assertWithMessage(row.input())
                            .that(Renderer.render(parse(row.input())))
                            .isEqualTo(row.expected())));
  }

  @Test
  void readsWhatIsPrintedAsTheSameStatement() {
    assertAll(
        CASES.stream()
            .map(
                row ->
                    () ->
                        assertWithMessage(row.input())
                            .that(parse(row.expected()))
                            .isEqualTo(parse(row.input()))));
  }

  @Test
  void needsNoFullContextForAnyOfThem() throws DdlRejectedException {
    long before = DdlParser.fallbacks();
    for (Table.Case row : CASES) {
      parse(row.input());
    }

    assertThat(DdlParser.fallbacks()).isEqualTo(before);
  }

  @Test
  void decodesStringsAsTheServerDoes() throws DdlRejectedException {
    String sql =
        "CREATE TABLE t (a INT COMMENT 'x''y\\'z\\n\\t\\0\\b\\r\\Z\\%\\_\\q\\\\', b INT COMMENT"
            + " \"p\"\"q'\")";
    CreateTable table = (CreateTable) parse(sql);

    assertThat(table.columns().get(0).comment())
        .isEqualTo(Optional.of("x'y'z\n\t\0\b\r\u001A\\%\\_q\\"));
    assertThat(table.columns().get(1).comment()).isEqualTo(Optional.of("p\"q'"));
  }

  @Test
  void keepsBackslashesWhereTheModeSaysSo() throws DdlRejectedException {
    DdlParser parser = parser(new SqlMode(false, true, false, false, false, false));
    CreateTable table = (CreateTable) parser.parse("CREATE TABLE t (a INT COMMENT 'x\\n')");

    assertThat(table.columns().get(0).comment()).isEqualTo(Optional.of("x\\n"));
  }

  @Test
  void followsTheModesThatChangeMeaning() throws DdlRejectedException {
    String sql = "CREATE TABLE t (a REAL, b INT DEFAULT (c || d))";
    CreateTable usual = (CreateTable) parse(sql);
    CreateTable other =
        (CreateTable) parser(new SqlMode(false, false, true, true, false, false)).parse(sql);

    assertThat(((DataType.FloatingType) usual.columns().get(0).type()).doublePrecision()).isTrue();
    assertThat(((DataType.FloatingType) other.columns().get(0).type()).doublePrecision()).isFalse();
    assertThat(defaultExpression(usual)).isInstanceOf(Expr.Binary.class);
    assertThat(defaultExpression(other)).isInstanceOf(Expr.Call.class);
  }

  @Test
  void readsHighPrecedenceNotWhereTheModeSaysSo() throws DdlRejectedException {
    String sql = "CREATE TABLE t (a INT, b INT DEFAULT (NOT a BETWEEN 1 AND 2))";
    CreateTable usual = (CreateTable) parse(sql);
    CreateTable other =
        (CreateTable) parser(new SqlMode(false, false, false, false, false, true)).parse(sql);

    assertThat(defaultExpression(usual)).isInstanceOf(Expr.Unary.class);
    assertThat(defaultExpression(other)).isInstanceOf(Expr.Between.class);
  }

  @Test
  void readsTheSameTextForAnotherServerAsThatServerDoes() throws DdlRejectedException {
    String sql = "CREATE TABLE t (a INT /*!80023 INVISIBLE */)";
    DdlParser old =
        new DdlParser(
            ServerProfile.DEFAULT.withVersion(ServerVersion.parse("8.0.22")), ParseLimits.DEFAULT);

    assertThat(((CreateTable) parse(sql)).columns().get(0).visible()).isEqualTo(Optional.of(false));
    assertThat(((CreateTable) old.parse(sql)).columns().get(0).visible())
        .isEqualTo(Optional.empty());
  }

  @Test
  void readsAScriptStatementByStatement() throws DdlRejectedException {
    List<Statement> statements =
        new DdlParser()
            .parseScript("-- a\nCREATE TABLE t (a INT);;\n/* b */ DROP TABLE t; # c\nTRUNCATE u");

    assertThat(statements).hasSize(3);
    assertThat(statements.get(1)).isInstanceOf(DropTable.class);
    assertThat(new DdlParser().parseScript(" -- nothing")).isEmpty();
  }

  @Test
  void refusesAScriptAtThePlaceOfTheFault() {
    DdlRejectedException e =
        assertThrows(
            DdlRejectedException.class,
            () -> new DdlParser().parseScript("DROP TABLE t;\nSELECT 1;\nDROP TABLE u"));

    assertThat(e.code()).isEqualTo(RejectionCode.DML);
    assertThat(e.line()).isEqualTo(2);
  }

  @Test
  void mayBeUsedByManyThreadsAtOnce() throws DdlRejectedException {
    DdlParser parser = new DdlParser();
    List<Statement> expected = CASES.stream().map(row -> parsed(parser, row)).toList();

    List<List<Statement>> found =
        IntStream.range(0, 32)
            .parallel()
            .mapToObj(i -> CASES.stream().map(row -> parsed(parser, row)).toList())
            .toList();

    found.forEach(statements -> assertThat(statements).isEqualTo(expected));
  }

  private static Statement parsed(DdlParser parser, Table.Case row) {
    try {
      return parser.parse(row.input());
    } catch (DdlRejectedException e) {
      throw new AssertionError(row.input(), e);
    }
  }

  private static Expr defaultExpression(CreateTable table) {
    DefaultValue value = table.columns().get(1).defaultValue().orElseThrow();
    return ((DefaultValue.Expression) value).expression();
  }

  private static DdlParser parser(SqlMode mode) {
    return new DdlParser(
        new ServerProfile(ServerVersion.DEFAULT, mode, 0, "utf8mb4", "utf8mb4_0900_ai_ci"),
        ParseLimits.DEFAULT);
  }

  private static Statement parse(String sql) throws DdlRejectedException {
    return new DdlParser().parse(sql);
  }
}
