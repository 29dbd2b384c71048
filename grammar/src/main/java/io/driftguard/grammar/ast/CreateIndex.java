package io.driftguard.grammar.ast;

import java.util.List;

/**
 * {@code CREATE INDEX}, which the server maps to {@code ALTER TABLE … ADD INDEX}.
 *
 * @param table the table
 * @param key the key
 * @param how {@link AlterClause.Algorithm} and {@link AlterClause.Lock} as written
 */
public record CreateIndex(TableName table, KeyDef key, List<AlterClause> how) implements Statement {
  public CreateIndex {
    how = List.copyOf(how);
  }
}
