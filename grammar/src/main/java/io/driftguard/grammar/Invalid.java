package io.driftguard.grammar;

/** Makes the refusals of statements that are well formed but cannot be what they say. */
final class Invalid {

  private Invalid() {}

  static DdlRejectedException because(String message) {
    // The records carry no places: the statement as a whole is at fault.
    return DdlRejectedException.ofWhole(RejectionCode.INVALID_DEFINITION, message);
  }

  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }
}
