package io.driftguard.engine.refusal;

import io.driftguard.api.VisibleText;
import java.util.Collection;
import java.util.stream.Collectors;

/** Shows values that came from elsewhere so that nobody mistakes them for words of the guard. */
public final class Quoted {

  private static final int MAX_LENGTH = 400;

  private Quoted() {}

  /**
   * The text in double quotes on one line, control and formatting characters escaped, shortened
   * when it is long.
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
   * The text with the characters escaped that must not reach a terminal as they are, and nothing
   * else: for a text whose quotes are its own.
   */
  public static String visible(String text) {
    return VisibleText.of(text);
  }

  /**
   * The text with every character escaped that a terminal would act on or that has no shape of its
   * own: controls, line separators, formatting characters such as those that turn the direction of
   * writing, and halves of surrogate pairs.
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
