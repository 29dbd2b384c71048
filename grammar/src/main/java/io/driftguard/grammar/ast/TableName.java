package io.driftguard.grammar.ast;

import java.util.Optional;

/**
 * The name of a table.
 *
 * @param schema the schema before the dot
 * @param name the table's own name, unquoted
 */
public record TableName(Optional<String> schema, String name) {

  /** A name without a schema. */
  public static TableName of(String name) {
    return new TableName(Optional.empty(), name);
  }
}
