package io.driftguard.grammar.ast;

/** The value of a {@code DEFAULT} clause. */
public sealed interface DefaultValue {

  /**
   * A literal, possibly signed; {@code NULL} included.
   *
   * @param value the literal
   */
  record Literal(Expr value) implements DefaultValue {}

  /**
   * {@code CURRENT_TIMESTAMP} and its synonyms.
   *
   * @param fraction fractional digits, 0 to 6
   */
  record Now(int fraction) implements DefaultValue {}

  /**
   * An expression in parentheses.
   *
   * @param expression the expression within
   */
  record Expression(Expr expression) implements DefaultValue {}
}
