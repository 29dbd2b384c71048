package io.driftguard.replan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Foreign text as it may stand in a message: without characters that act instead of showing. */
public final class Quoted {

  /** The two table options that hold a password, and whatever follows. */
  private static final Pattern SECRET =
      Pattern.compile(
          "\\b((?:CONNECTION|PASSWORD)\\s*=?\\s*)'.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Quoted() {}

  /** In quotation marks. */
  public static String text(String value) {
    return "\"" + plain(value.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
  }

  /** As it is, but for the characters that act. */
  public static String plain(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (acts(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Another's message on one line: the lines of a statement in it are joined, and from a password
   * on it is cut off.
   */
  public static String line(@Nullable String message) {
    return message == null
        ? ""
        : plain(SECRET.matcher(message).replaceAll("$1…").replaceAll("\\R\\s*", " "));
  }

  private static boolean acts(char c) {
    return Character.isISOControl(c)
        || switch (Character.getType(c)) {
          case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
          default -> false;
        };
  }
}
