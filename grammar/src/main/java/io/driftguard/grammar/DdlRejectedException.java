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
  private final boolean placed;

  /**
   * @param code why
   * @param line the line of the offending text, counted from 1
   * @param column its column in characters, counted from 1
   * @param message the offending text and what was expected
   */
  public DdlRejectedException(RejectionCode code, int line, int column, String message) {
    this(code, line, column, true, message);
  }

  private DdlRejectedException(
      RejectionCode code, int line, int column, boolean placed, String message) {
    super(message);
    this.code = code;
    this.line = line;
    this.column = column;
    this.placed = placed;
  }

  /** The refusal of a statement of which no single place is at fault. */
  static DdlRejectedException ofWhole(RejectionCode code, String message) {
    return new DdlRejectedException(code, 1, 1, false, message);
  }

  public RejectionCode code() {
    return code;
  }

  /**
   * The line of the offending text, counted from 1; 1 where the statement as a whole is at fault.
   */
  public int line() {
    return line;
  }

  /**
   * The column of the offending text in characters, counted from 1; 1 where the statement as a
   * whole is at fault.
   */
  public int column() {
    return column;
  }

  /**
   * Place and message on one line. Without a place where the statement as a whole is at fault: in a
   * script it may stand anywhere.
   */
  public String describe() {
    return (placed ? "line " + line + ", column " + column + ": " : "") + getMessage();
  }
}
