package io.driftguard.schemadiff;

import io.driftguard.grammar.DdlRejectedException;
import java.util.Optional;

/** A text that is not the schema of one namespace. */
public final class SchemaException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Optional<DdlRejectedException> rejection;

  SchemaException(Code code, String message) {
    super(message);
    this.code = code;
    this.rejection = Optional.empty();
  }

  SchemaException(String where, DdlRejectedException rejection) {
    super(where + rejection.describe(), rejection);
    this.code = Code.TEXT_REJECTED;
    this.rejection = Optional.of(rejection);
  }

  public Code code() {
    return code;
  }

  /** Why and where the text is refused, for {@link Code#TEXT_REJECTED}. */
  public Optional<DdlRejectedException> rejection() {
    return rejection;
  }

  /** Why a text is not a schema. */
  public enum Code {
    /** A text is not a script of statements that can be understood. */
    TEXT_REJECTED,
    /** A statement creates no table. */
    NOT_CREATE_TABLE,
    /** Two statements create one table. */
    DUPLICATE_TABLE,
    /** A table's name is qualified, so that it may be another schema's. */
    QUALIFIED_NAME,
    /** {@code CREATE TABLE … LIKE} names a table that no earlier statement creates. */
    UNKNOWN_LIKE_TABLE
  }
}
