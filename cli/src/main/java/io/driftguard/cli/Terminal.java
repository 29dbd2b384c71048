package io.driftguard.cli;

import io.driftguard.engine.report.TextStyle;
import java.util.Map;

/**
 * What standard output can show. The JDK does not say whether it is a terminal in one way for all
 * of its versions, so the script that starts the program does.
 */
final class Terminal {

  /** The columns of the terminal; not set when standard output is none. */
  static final String COLUMNS = "DRIFTGUARD_COLUMNS";

  /** Set when standard error is a terminal. */
  static final String WATCHED = "DRIFTGUARD_WATCHED";

  private static final int MAX_COLUMNS = 1000;

  private Terminal() {}

  /** What the environment says; nothing but plain lines when it says nothing. */
  static TextStyle style(Map<String, String> environment) {
    String columns = environment.getOrDefault(COLUMNS, "");
    if (!columns.matches("[0-9]{1,4}")) {
      return TextStyle.PLAIN;
    }
    boolean colours =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new TextStyle(Math.min(MAX_COLUMNS, Integer.parseInt(columns)), colours);
  }

  /** Whether somebody sits before standard error who wants to see how far a long run is. */
  static boolean isWatched(Map<String, String> environment) {
    return !environment.getOrDefault(WATCHED, "").isEmpty();
  }
}
