package io.driftguard.schemadiff;

/** A difference that cannot be expressed as statements. */
public final class SchemaDiffException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Code code;

  SchemaDiffException(Code code, String message) {
    super(message);
    this.code = code;
  }

  SchemaDiffException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** Why a difference cannot be expressed. */
  public enum Code {
    /** The two schemas are read for servers that differ. */
    PROFILES_DIFFER,
    /** A table is dropped that a foreign key of the other schema still references. */
    PARENT_DROPPED,
    /** An option differs that the server keeps as it was when the table was created. */
    OPTION_STAYS,
    /** Two views differ in their wording, and it is not known what a server makes of one. */
    VIEW_NOT_COMPARABLE,
    /** The server would refuse a statement that the difference needs. */
    STATEMENT_REFUSED,
    /** The statements that are known do not lead to the other schema. */
    TARGET_NOT_REACHED
  }
}
