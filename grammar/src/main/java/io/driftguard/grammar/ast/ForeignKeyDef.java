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
 * @param parts the columns with their lengths, where one has any, which no server takes in the end;
 *     otherwise empty
 */
public record ForeignKeyDef(
    Optional<String> name,
    Optional<String> indexName,
    List<String> columns,
    References references,
    List<KeyPart.ColumnPart> parts)
    implements TableElement {
  public ForeignKeyDef {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
  }

  /** A foreign key whose columns have no lengths. */
  public ForeignKeyDef(
      Optional<String> name,
      Optional<String> indexName,
      List<String> columns,
      References references) {
    this(name, indexName, columns, references, List.of());
  }
}
