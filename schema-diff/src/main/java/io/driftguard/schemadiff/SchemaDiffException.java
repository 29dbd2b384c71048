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
    /** The server would refuse a statement that the difference needs. */
    STATEMENT_REFUSED,
    /** No statement is known that makes this difference. */
    INEXPRESSIBLE
  }
}
