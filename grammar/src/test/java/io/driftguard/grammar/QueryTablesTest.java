package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.TableName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryTablesTest {

  @Test
  void findsTheTablesInEveryPartOfAQuery() throws DdlRejectedException {
    assertThat(
            tables(
                "SELECT (SELECT 1 FROM a), count(*) OVER (ORDER BY (SELECT 1 FROM b)) FROM c"
                    + " JOIN (d, s.e) ON EXISTS (TABLE f), LATERAL (SELECT 1 FROM g) x"
                    + " WHERE p IN (SELECT 1 FROM h) AND q > ALL (SELECT 1 FROM i)"
                    + " GROUP BY r HAVING max(r) < (SELECT 1 FROM j)"
                    + " UNION (SELECT 1 FROM k) ORDER BY (SELECT 1 FROM l)"))
        .containsExactly("a", "b", "c", "d", "s.e", "f", "g", "h", "i", "j", "k", "l");
  }

  @Test
  void leavesOutNamesThatTheQueryGivesItselfWhereTheyAreSeen() throws DdlRejectedException {
    assertThat(tables("WITH x AS (SELECT 1 FROM x) SELECT 1 FROM X, s.x"))
        .containsExactly("x", "s.x");
    assertThat(tables("WITH RECURSIVE x AS (SELECT 1 UNION ALL SELECT 2 FROM x) TABLE x"))
        .isEmpty();
    assertThat(tables("SELECT 1 FROM (WITH x AS (SELECT 1) SELECT 1 FROM x) d, x"))
        .containsExactly("x");
  }

  private static List<String> tables(String query) throws DdlRejectedException {
    CreateView view = (CreateView) new DdlParser().parse("CREATE VIEW v AS " + query);
    return QueryTables.of(view.view().query()).stream().map(QueryTablesTest::written).toList();
  }

  private static String written(TableName table) {
    Optional<String> schema = table.schema();
    return schema.map(s -> s + ".").orElse("") + table.name();
  }
}
