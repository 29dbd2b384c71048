package io.driftguard.grammar;

/** Text from elsewhere as it may stand in a message: nothing in it acts on a terminal. */
public final class Quoted {

  /** Room for any name that MySQL allows. */
  private static final int MAX_LENGTH = 80;

  private Quoted() {}

  /** Within double quotes, and cut to a sane length. */
  static String of(String text) {
    int end = Math.min(MAX_LENGTH, text.length());
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return '"' + visible(text.substring(0, end)) + (end < text.length() ? "…\"" : "\"");
  }

  /**
   * In full and without quotes: with every character escaped that would not be seen as itself, that
   * is controls, line separators, what turns the direction of writing, and halves of characters.
   */
  public static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
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

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
