package io.driftguard.grammar.ast;

import java.util.List;

/**
 * {@code DROP INDEX}, which the server maps to {@code ALTER TABLE … DROP INDEX}.
 *
 * @param table the table
 * @param key the key's name; {@code PRIMARY} is the primary key
 * @param how {@link AlterClause.Algorithm} and {@link AlterClause.Lock} as written
 */
public record DropIndex(TableName table, String key, List<AlterClause> how) implements Statement {
  public DropIndex {
    how = List.copyOf(how);
  }
}
