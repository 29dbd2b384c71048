package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * What a foreign key references.
 *
 * @param table the parent table
 * @param columns the referenced columns; empty when not written
 * @param match {@code MATCH FULL | PARTIAL | SIMPLE}, upper-case; parsed and ignored by the server
 * @param onDelete {@code ON DELETE} as written
 * @param onUpdate {@code ON UPDATE} as written
 */
public record References(
    TableName table,
    List<String> columns,
    Optional<String> match,
    Optional<ReferenceAction> onDelete,
    Optional<ReferenceAction> onUpdate) {

  public References {
    columns = List.copyOf(columns);
  }

  /** What happens to the referencing rows. */
  public enum ReferenceAction {
    RESTRICT,
    CASCADE,
    SET_NULL,
    NO_ACTION,
    SET_DEFAULT
  }
}
