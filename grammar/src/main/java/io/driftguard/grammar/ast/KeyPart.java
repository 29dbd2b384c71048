package io.driftguard.grammar.ast;

import java.util.OptionalLong;

/** One part of a key. */
public sealed interface KeyPart {

  boolean descending();

  /**
   * A column or its prefix.
   *
   * @param column the column's name
   * @param prefix the length of the prefix, in characters or bytes
   * @param descending {@code DESC}
   */
  record ColumnPart(String column, OptionalLong prefix, boolean descending) implements KeyPart {}

  /**
   * A functional key part.
   *
   * @param expression the expression within the parentheses
   * @param descending {@code DESC}
   */
  record ExpressionPart(Expr expression, boolean descending) implements KeyPart {}
}
