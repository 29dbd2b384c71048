package io.driftguard.vschema;

/** A text that is not a VSchema document of one keyspace. It is refused, never read as empty. */
public final class VSchemaException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String path;
  private final String expected;
  private final String found;

  VSchemaException(Code code, String path, String expected, String found) {
    super(path + ": expected " + expected + ", but found " + found);
    this.code = code;
    this.path = path;
    this.expected = expected;
    this.found = found;
  }

  public Code code() {
    return code;
  }

  /** The place in the document: {@code $.tables.orders.column_vindexes[0]}. */
  public String path() {
    return path;
  }

  public String expected() {
    return expected;
  }

  /** What was there instead, quoted where it is text. */
  public String found() {
    return found;
  }

  /** Why a text is refused. */
  public enum Code {
    /** The text is not JSON: empty, cut off, with comments, with a byte-order mark. */
    NOT_JSON,
    /** Something follows the document. */
    TRAILING_TEXT,
    /** The text is longer than any real VSchema. */
    TOO_LARGE,
    /** The text is nested deeper than any VSchema can be. */
    TOO_DEEP,
    /** An object has a key twice; the two spellings of one field count as one key. */
    DUPLICATE_KEY,
    /** A field that a keyspace's VSchema does not have. */
    UNKNOWN_FIELD,
    /** A value of another JSON type than the field has. */
    WRONG_TYPE,
    /** A null, which Vitess reads as an absent field. */
    NULL_VALUE,
    /** A name or number that the enum does not have. */
    UNKNOWN_ENUM_VALUE,
    /** A number that is not a whole number of 32 bits. */
    NUMBER_OUT_OF_RANGE,
    /** A string with half of a surrogate pair, which no UTF-8 text can hold. */
    INVALID_TEXT,
    /** A column vindex with both {@code column} and {@code columns}, which Vitess refuses too. */
    COLUMN_AND_COLUMNS
  }
}
