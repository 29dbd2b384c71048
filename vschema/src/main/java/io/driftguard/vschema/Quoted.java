package io.driftguard.vschema;

import io.driftguard.api.VisibleText;

/** Foreign text as it may stand in a message: quoted, escaped, and not longer than a line. */
final class Quoted {

  private static final int MAX_LENGTH = 80;

  private Quoted() {}

  static String text(String value) {
    StringBuilder out = new StringBuilder("\"");
    value.codePoints().limit(MAX_LENGTH).forEach(c -> append(out, c));
    return out.append(value.codePointCount(0, value.length()) > MAX_LENGTH ? "…\"" : "\"")
        .toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append((char) c);
    } else {
      out.append(VisibleText.of(Character.toString(c)));
    }
  }
}
