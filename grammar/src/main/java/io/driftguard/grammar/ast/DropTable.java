package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * {@code DROP TABLE}.
 *
 * @param tables the tables
 * @param ifExists whether {@code IF EXISTS} was said
 * @param behaviour {@code RESTRICT} or {@code CASCADE}; parsed and ignored by the server
 */
public record DropTable(List<TableName> tables, boolean ifExists, Optional<String> behaviour)
    implements Statement {
  public DropTable {
    tables = List.copyOf(tables);
  }
}
