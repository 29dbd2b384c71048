package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * A foreign key.
 *
 * @param name the constraint's name
 * @param indexName the name after {@code FOREIGN KEY}, which only names a generated index
 * @param columns the referencing columns
 * @param references what is referenced
 */
public record ForeignKeyDef(
    Optional<String> name, Optional<String> indexName, List<String> columns, References references)
    implements TableElement {
  public ForeignKeyDef {
    columns = List.copyOf(columns);
  }
}
