package io.driftguard.engine.guard;

import io.driftguard.engine.refusal.RefusalCode;

/** A statement that cannot be made a key. */
final class StatementRejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RefusalCode code;
  private final String expected;
  private final String found;

  StatementRejectedException(RefusalCode code, String expected, String found) {
    super(found, null, false, false);
    this.code = code;
    this.expected = expected;
    this.found = found;
  }

  /** Why, were it a reviewed statement. */
  RefusalCode code() {
    return code;
  }

  String expected() {
    return expected;
  }

  String found() {
    return found;
  }
}
