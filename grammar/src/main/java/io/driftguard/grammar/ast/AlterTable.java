package io.driftguard.grammar.ast;

import java.util.List;

/**
 * {@code ALTER TABLE}.
 *
 * @param table the table
 * @param clauses the clauses in the order in which they were written; the order is meaning
 */
public record AlterTable(TableName table, List<AlterClause> clauses) implements Statement {
  public AlterTable {
    clauses = List.copyOf(clauses);
  }
}
