package io.driftguard.api;

import java.util.Collection;
import java.util.stream.Collectors;

/** Values that came from elsewhere, so that nobody mistakes them for the words around them. */
public final class Quoted {

  private static final int MAX_LENGTH = 400;

  private Quoted() {}

  /**
   * The text in double quotes on one line, escaped, and shortened when it is longer than 400
   * characters.
   */
  public static String text(String text) {
    return '"' + escaped(shortened(text)) + '"';
  }

  /** The texts, quoted, sorted and separated by commas; {@code none} when there are none. */
  public static String sorted(Collection<?> texts) {
    return texts.isEmpty()
        ? "none"
        : texts.stream()
            .map(text -> text(text.toString()))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  /**
   * The text as it stands between the quotes: quotes and backslashes escaped, and whatever {@link
   * VisibleText} escapes.
   */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(VisibleText.of(Character.toString(c)));
    }
  }

  private static String shortened(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return text.substring(0, end) + "… (" + text.length() + " characters)";
  }
}
