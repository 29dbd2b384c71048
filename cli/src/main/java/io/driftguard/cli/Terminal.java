package io.driftguard.cli;

/** Keeps text that somebody else wrote from steering the terminal that it is printed on. */
final class Terminal {

  private Terminal() {}

  /** The text with every character that acts instead of showing written as an escape. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (acts((char) c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }

  /** Like {@link #escaped}, but lines stay lines. */
  static String escapedLines(String text) {
    return String.join("\n", text.lines().map(Terminal::escaped).toList())
        + (text.endsWith("\n") ? "\n" : "");
  }

  private static boolean acts(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
