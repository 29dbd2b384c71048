package io.driftguard.engine.report;

import io.driftguard.api.EngineId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How somebody asked for a verdict on the command line, so that the report can say what to type
 * next.
 *
 * @param dispatch the file of the dispatch
 * @param schema the directory of the desired schema
 * @param live the location of the live side; it holds no password
 */
public record Asked(Optional<String> dispatch, Optional<String> schema, Optional<String> live) {

  /** Nobody knows: the placeholders of the documentation stand in. */
  public static final Asked UNKNOWN =
      new Asked(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** The command that prints the re-plan. */
  String plan(Optional<EngineId> engine) {
    return "driftguard plan"
        + engine.map(id -> " --engine " + id).orElse("")
        + " --schema "
        + schema.map(Asked::shell).orElse("DIR")
        + " --live "
        + live.map(Asked::shell).orElse("LOCATION");
  }

  /** The word as a POSIX shell takes it, so that a name cannot become a command when pasted. */
  static String shell(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
