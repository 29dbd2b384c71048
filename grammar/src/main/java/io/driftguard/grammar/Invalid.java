package io.driftguard.grammar;

/** Makes the refusals of statements that are well formed but cannot be what they say. */
final class Invalid {

  private Invalid() {}

  static DdlRejectedException because(String message) {
    // The records carry no places: the statement as a whole is at fault.
    return DdlRejectedException.ofWhole(RejectionCode.INVALID_DEFINITION, message);
  }
}
