package io.driftguard.grammar;

import io.driftguard.grammar.ast.Statement;

/**
 * A statement in canonical form. Only {@link Canonicalizer} makes one, so that nothing else can
 * pass for canonical.
 */
public final class CanonicalStatement {

  private final Statement statement;
  private final String text;

  CanonicalStatement(Statement statement, String text) {
    this.statement = statement;
    this.text = text;
  }

  /** The canonical form as records. */
  public Statement statement() {
    return statement;
  }

  /** The canonical form as text: it parses to itself. */
  public String text() {
    return text;
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
