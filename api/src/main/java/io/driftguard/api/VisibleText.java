package io.driftguard.api;

/**
 * Text from elsewhere as it may stand in a message: letter by letter, but without characters that
 * act on a terminal or that have no shape of their own.
 */
public final class VisibleText {

  private VisibleText() {}

  /**
   * The text with every character escaped that would not be seen as itself: controls, line
   * separators, formatting characters such as those that turn the direction of writing, halves of
   * surrogate pairs, and what no standard gives a shape. The units of one beyond the basic plane
   * are escaped one by one. What was escaped once stays as it is.
   */
  public static String of(String text) {
    if (text.codePoints().allMatch(VisibleText::isVisible)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                out.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  out.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return out.toString();
  }

  /** Tells whether a character is seen as itself. */
  public static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
