package io.driftguard.grammar;

/**
 * A text that is refused: it is not exactly one statement of the table DDL, or its meaning is not
 * certain.
 */
public final class DdlRejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectionCode code;
  private final int line;
  private final int column;

  /**
   * @param code why
   * @param line the line of the offending text, counted from 1
   * @param column its column in characters, counted from 1
   * @param message the offending text and what was expected
   */
  public DdlRejectedException(RejectionCode code, int line, int column, String message) {
    super(message);
    this.code = code;
    this.line = line;
    this.column = column;
  }

  public RejectionCode code() {
    return code;
  }

  /** The line of the offending text, counted from 1. */
  public int line() {
    return line;
  }

  /** The column of the offending text in characters, counted from 1. */
  public int column() {
    return column;
  }

  /** Code, place and message on one line. */
  public String describe() {
    return "line " + line + ", column " + column + ": " + getMessage();
  }
}
