package io.driftguard.schemadiff;

import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ast.Statement;

/**
 * One statement of a difference.
 *
 * @param kind what it does
 * @param table the table that it changes
 * @param statement the statement
 */
public record SchemaChange(Kind kind, String table, Statement statement) {

  /** What a statement of a difference does to its table. */
  public enum Kind {
    CREATE,
    ALTER,
    DROP
  }

  /** The statement as SQL, without a semicolon. */
  public String sql() {
    return Renderer.render(statement);
  }

  @Override
  public String toString() {
    return sql();
  }
}
