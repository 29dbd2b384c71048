package io.driftguard.grammar;

import io.driftguard.grammar.ast.Statement;

/**
 * The one place where a statement is put into canonical form: two statements are equal if and only
 * if their forms are.
 */
public final class Canonicalizer {

  /** The version of the canonical form. It changes whenever the form of any statement changes. */
  public static final String VERSION = "1";

  private final ServerProfile profile;

  public Canonicalizer(ServerProfile profile) {
    this.profile = profile;
  }

  /**
   * The canonical form of a statement.
   *
   * @throws DdlRejectedException when the statement's meaning is not certain without more than the
   *     statement
   */
  public CanonicalStatement canonicalize(Statement statement) throws DdlRejectedException {
    return new CanonicalStatement(statement, profile + " " + statement);
  }
}
