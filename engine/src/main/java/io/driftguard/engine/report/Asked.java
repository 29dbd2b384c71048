package io.driftguard.engine.report;

import com.google.common.hash.Hashing;
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
 * @param documentSha256 the SHA-256 of the dispatch as it arrived, in hexadecimal digits
 */
public record Asked(
    Optional<String> dispatch,
    Optional<String> schema,
    Optional<String> live,
    Optional<String> documentSha256) {

  /** The name of a dispatch that was read from standard input. */
  public static final String STANDARD_INPUT = "-";

  /** Nobody knows: the placeholders of the documentation stand in. */
  public static final Asked UNKNOWN =
      new Asked(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** The same, with the dispatch as it arrived: so a report is about it, were it unreadable. */
  public Asked ofDocument(byte[] bytes) {
    return new Asked(
        dispatch, schema, live, Optional.of(Hashing.sha256().hashBytes(bytes).toString()));
  }

  /** The same about another live side. */
  Asked at(String location) {
    return new Asked(dispatch, schema, Optional.of(location), documentSha256);
  }

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
