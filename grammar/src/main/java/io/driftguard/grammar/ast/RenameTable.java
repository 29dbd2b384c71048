package io.driftguard.grammar.ast;

import java.util.List;

/**
 * {@code RENAME TABLE}.
 *
 * @param renames the renames in order; the order is meaning
 */
public record RenameTable(List<Rename> renames) implements Statement {
  public RenameTable {
    renames = List.copyOf(renames);
  }

  /** One rename. */
  public record Rename(TableName from, TableName to) {}
}
