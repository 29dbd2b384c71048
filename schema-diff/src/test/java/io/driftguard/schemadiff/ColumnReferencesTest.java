package io.driftguard.schemadiff;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.ast.CreateTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnReferencesTest {

  /** An expression and the columns that it uses. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "1; \"\"",
        "'x'; \"\"",
        "x'41' + b'1'; \"\"",
        "TRUE OR NULL; \"\"",
        "DATE '2020-01-01'; \"\"",
        "A; a",
        "`A` + b * A; a b",
        "t.a; a",
        "f(a, g(b)); a b",
        "-a; a",
        "NOT a; a",
        "a IS NOT NULL; a",
        "a LIKE b ESCAPE '!'; a b",
        "a BETWEEN b AND c; a b c",
        "a IN (1, b); a b",
        "CASE a WHEN b THEN c ELSE d END; a b c d",
        "CASE WHEN a THEN 1 END; a",
        "CAST(a AS signed); a",
        "CONVERT(a USING utf8mb4); a",
        "a COLLATE utf8mb4_bin; a",
        "a + INTERVAL b DAY; a b",
        "(a, 1) = (2, b); a b",
        "EXTRACT(YEAR FROM a); a",
        "TRIM(LEADING a FROM b); a b",
        "a->'$.x'; a",
        "a AND b OR c XOR d; a b c d",
      })
  void findsTheColumnsThatAnExpressionUses(String expression, String columns) throws Exception {
    CreateTable table =
        (CreateTable) new DdlParser().parse("CREATE TABLE t (x int, CHECK (" + expression + "))");

    assertThat(String.join(" ", ColumnReferences.of(table.checks().get(0).expression())))
        .isEqualTo(columns);
  }
}
