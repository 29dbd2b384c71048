package io.driftguard.replan;

import io.driftguard.api.VisibleText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Another's message as it may stand within one of ours. */
public final class OneLine {

  /** The two table options that hold a password, and whatever follows. */
  private static final Pattern SECRET =
      Pattern.compile(
          "\\b((?:CONNECTION|PASSWORD)\\s*=?\\s*)'.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private OneLine() {}

  /**
   * The message on one line: the lines of a statement in it are joined, what acts on a terminal is
   * escaped, and from a password on it is cut off.
   */
  public static String of(@Nullable String message) {
    return message == null
        ? ""
        : VisibleText.of(SECRET.matcher(message).replaceAll("$1…").replaceAll("\\R\\s*", " "));
  }
}
