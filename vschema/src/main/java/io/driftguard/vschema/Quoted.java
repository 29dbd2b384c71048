package io.driftguard.vschema;

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
    } else if (isInvisible(c)) {
      for (char unit : Character.toChars(c)) {
        out.append(String.format("\\u%04x", (int) unit));
      }
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || switch (Character.getType(c)) {
          case Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }
}
