package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.Operation;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ast.TableName;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatementTablesTest {

  /** A statement, what it does, and the tables that it changes, gives as new names, and needs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t (a int, b int REFERENCES p (id), FOREIGN KEY (a) REFERENCES q (id))"
            + " | CREATE | t | '' | p q",
        "CREATE TABLE t (a int) ENGINE=MERGE UNION=(p, q) | CREATE | t | '' | p q",
        "CREATE TABLE t LIKE p | CREATE | t | '' | p",
        "ALTER TABLE t ADD b int REFERENCES p (id) | ALTER | t | '' | p",
        "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (id) | ALTER | t | '' | p",
        "ALTER TABLE t UNION=(p, q) | ALTER | t | '' | p q",
        "ALTER TABLE t RENAME TO u | ALTER | t | u | ''",
        "ALTER TABLE t EXCHANGE PARTITION x WITH TABLE u | ALTER | t u | '' | ''",
        "CREATE INDEX k ON t (a) | ALTER | t | '' | ''",
        "DROP INDEX k ON t | ALTER | t | '' | ''",
        "DROP TABLE t, u | DROP | t u | '' | ''",
        "RENAME TABLE t TO u, v TO w | RENAME | t v | u w | ''",
        "TRUNCATE TABLE t | TRUNCATE | t | '' | ''",
        "CREATE VIEW v AS SELECT 1 FROM p JOIN q | CREATE | v | '' | p q",
        "ALTER VIEW v AS SELECT 1 FROM p | ALTER | v | '' | p",
        "DROP VIEW v, w | DROP | v w | '' | ''"
      })
  void namesWhatAStatementTouches(
      String sql, Operation operation, String changed, String renamedTo, String references)
      throws DdlRejectedException {
    StatementTables tables = StatementTables.of(new DdlParser().parse(sql));

    assertThat(tables.operation()).isEqualTo(operation);
    assertThat(names(tables.changed())).isEqualTo(changed);
    assertThat(names(tables.renamedTo())).isEqualTo(renamedTo);
    assertThat(names(tables.references())).isEqualTo(references);
  }

  private static String names(List<TableName> tables) {
    return String.join(" ", tables.stream().map(TableName::name).toList());
  }
}
