package io.driftguard.replan;

import io.driftguard.api.VisibleText;
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
    return VisibleText.of(value);
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
}
