package io.driftguard.grammar;

import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import java.util.Optional;

/**
 * A statement in canonical form. Only {@link Canonicalizer} makes one, so that nothing else can
 * pass for canonical; what is derived from one here is canonical as well.
 */
public final class CanonicalStatement {

  private final Statement statement;
  private final String text;

  CanonicalStatement(Statement statement) {
    this.statement = statement;
    this.text = Renderer.render(statement);
  }

  /** The canonical form as records. */
  public Statement statement() {
    return statement;
  }

  /** The canonical form as text: it parses to itself. */
  public String text() {
    return text;
  }

  /**
   * What the statement defines, apart from the condition under which it does nothing: {@code CREATE
   * TABLE IF NOT EXISTS} without the condition, {@code CREATE OR REPLACE VIEW} without {@code OR
   * REPLACE}, and every other statement as it is. Two tables are compared by this; two changes are
   * not, because the condition is a part of a change.
   */
  public CanonicalStatement definition() {
    Statement definition = Definition.of(statement);
    return definition.equals(statement) ? this : new CanonicalStatement(definition);
  }

  /**
   * The statement as it reads within a schema: every table name that is qualified with exactly that
   * schema loses the qualifier. A name that is qualified with another schema keeps it.
   */
  public CanonicalStatement within(String schema) {
    Statement inside =
        TableNames.map(
            statement, n -> n.schema().equals(Optional.of(schema)) ? TableName.of(n.name()) : n);
    return inside.equals(statement) ? this : new CanonicalStatement(inside);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanonicalStatement that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
