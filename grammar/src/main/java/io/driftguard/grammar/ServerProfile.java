package io.driftguard.grammar;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a text means depends on the server that reads it. These inputs are declared, never guessed.
 *
 * @param version the server's version
 * @param sqlMode the modes that change what a text means
 * @param lowerCaseTableNames {@code lower_case_table_names}: 0, 1 or 2
 * @param defaultCharset the character set that a table inherits when it names none
 * @param defaultCollation the collation that a table inherits when it names none
 * @param timeZone the session's time zone, in which {@code UNIX_TIMESTAMP} reads the bound of a
 *     partition; empty when it is not known, so that such a bound stays as it is written
 */
public record ServerProfile(
    ServerVersion version,
    SqlMode sqlMode,
    int lowerCaseTableNames,
    String defaultCharset,
    String defaultCollation,
    Optional<ZoneId> timeZone) {

  /** A server with the defaults that MySQL has had since 8.0, on a file system with letter case. */
  public static final ServerProfile DEFAULT =
      new ServerProfile(ServerVersion.DEFAULT, SqlMode.DEFAULT, 0, "utf8mb4", "utf8mb4_0900_ai_ci");

  /** A profile in UTC. */
  public ServerProfile(
      ServerVersion version,
      SqlMode sqlMode,
      int lowerCaseTableNames,
      String defaultCharset,
      String defaultCollation) {
    this(
        version,
        sqlMode,
        lowerCaseTableNames,
        defaultCharset,
        defaultCollation,
        Optional.of(ZoneOffset.UTC));
  }

  /**
   * @throws IllegalArgumentException when {@code lowerCaseTableNames} is none of 0, 1, 2
   */
  public ServerProfile {
    if (lowerCaseTableNames < 0 || lowerCaseTableNames > 2) {
      throw new IllegalArgumentException(
          "lower_case_table_names is 0, 1 or 2, but found " + lowerCaseTableNames);
    }
  }

  /**
   * The profile of a server that says these things of itself.
   *
   * @param version as {@link ServerVersion#parse} reads it
   * @param sqlModes the modes of {@code sql_mode}, those included that change no text's meaning
   * @param timeZone the time zone of its sessions, where it is known
   * @throws IllegalArgumentException when one of them is not known
   */
  public static ServerProfile of(
      String version,
      Collection<String> sqlModes,
      int lowerCaseTableNames,
      String defaultCharset,
      String defaultCollation,
      Optional<? extends ZoneId> timeZone) {
    return new ServerProfile(
        ServerVersion.parse(version),
        SqlMode.of(sqlModes),
        lowerCaseTableNames,
        defaultCharset,
        defaultCollation,
        timeZone.map(zone -> zone));
  }

  /** This profile with other modes. */
  public ServerProfile withSqlMode(SqlMode other) {
    return new ServerProfile(
        version, other, lowerCaseTableNames, defaultCharset, defaultCollation, timeZone);
  }

  /** This profile with another version. */
  public ServerProfile withVersion(ServerVersion other) {
    return new ServerProfile(
        other, sqlMode, lowerCaseTableNames, defaultCharset, defaultCollation, timeZone);
  }

  /** This profile with other inherited defaults. */
  public ServerProfile withDefaults(String charset, String collation) {
    return new ServerProfile(version, sqlMode, lowerCaseTableNames, charset, collation, timeZone);
  }

  /** This profile with another time zone. */
  public ServerProfile withTimeZone(ZoneId other) {
    return new ServerProfile(
        version,
        sqlMode,
        lowerCaseTableNames,
        defaultCharset,
        defaultCollation,
        Optional.of(other));
  }

  /**
   * The modes of {@code sql_mode} that change how a text is read (MySQL Reference Manual, "Server
   * SQL Modes").
   *
   * @param ansiQuotes a double quote quotes an identifier
   * @param noBackslashEscapes a backslash is an ordinary character
   * @param pipesAsConcat {@code ||} concatenates
   * @param realAsFloat {@code REAL} is {@code FLOAT}
   * @param ignoreSpace white space may stand between a built-in function's name and its parenthesis
   * @param highNotPrecedence {@code NOT} binds as tightly as {@code !}
   */
  public record SqlMode(
      boolean ansiQuotes,
      boolean noBackslashEscapes,
      boolean pipesAsConcat,
      boolean realAsFloat,
      boolean ignoreSpace,
      boolean highNotPrecedence) {

    /** None of them, as in MySQL's default mode. */
    public static final SqlMode DEFAULT = new SqlMode(false, false, false, false, false, false);

    /**
     * The modes among these that change how a text is read; a server lists what ANSI stands for.
     */
    static SqlMode of(Collection<String> names) {
      return new SqlMode(
          names.contains("ANSI_QUOTES"),
          names.contains("NO_BACKSLASH_ESCAPES"),
          names.contains("PIPES_AS_CONCAT"),
          names.contains("REAL_AS_FLOAT"),
          names.contains("IGNORE_SPACE"),
          names.contains("HIGH_NOT_PRECEDENCE"));
    }

    /** The names of these modes, as {@code sql_mode} has them. */
    public SortedSet<String> names() {
      TreeSet<String> names = new TreeSet<>();
      add(names, ansiQuotes, "ANSI_QUOTES");
      add(names, noBackslashEscapes, "NO_BACKSLASH_ESCAPES");
      add(names, pipesAsConcat, "PIPES_AS_CONCAT");
      add(names, realAsFloat, "REAL_AS_FLOAT");
      add(names, ignoreSpace, "IGNORE_SPACE");
      add(names, highNotPrecedence, "HIGH_NOT_PRECEDENCE");
      return names;
    }

    private static void add(SortedSet<String> names, boolean isOn, String name) {
      if (isOn) {
        names.add(name);
      }
    }
  }
}
