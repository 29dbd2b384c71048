package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Statement;

/**
 * Prints statements and their parts as SQL, one way for each value. Identifiers are quoted in one
 * place: {@link #identifier}.
 */
public final class Renderer {

  private Renderer() {}

  /** A statement on one line, except that {@code CREATE TABLE} has one line an element. */
  public static String render(Statement statement) {
    return statement.toString();
  }

  /** An expression with the parentheses that its tree needs. */
  public static String render(Expr expression) {
    return expression.toString();
  }

  /** A name as a quoted identifier: the only function that quotes one. */
  public static String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
