package io.driftguard.vitess;

import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerProfile.SqlMode;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.DatabaseOption;
import io.driftguard.grammar.ast.Ddl;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the MySQL server behind a tablet says of itself and of the tablet's schema.
 *
 * @param version its version
 * @param characterSet the character set that a table of the schema inherits
 * @param collation the collation that a table of the schema inherits
 */
record TabletServer(ServerVersion version, String characterSet, String collation) {

  /** {@code 8.0.40-31}, and what {@code mysqld --version} prints, which older tablets ask. */
  private static final Pattern VERSION =
      Pattern.compile("(?:.*\\bVer )?(\\d{1,2}\\.\\d{1,2}\\.\\d{1,2})(?:[- ].*)?");

  private static final Pattern OTHERS = Pattern.compile("MariaDB", Pattern.CASE_INSENSITIVE);

  /**
   * The version that a server says.
   *
   * @throws IllegalArgumentException when it is not that of a server that is known
   */
  static ServerVersion version(String said, String comment) {
    Matcher matcher = VERSION.matcher(said);
    if (!matcher.matches() || OTHERS.matcher(said + " " + comment).find()) {
      throw new IllegalArgumentException("no version of MySQL: " + said);
    }
    return ServerVersion.parse(matcher.group(1));
  }

  /**
   * A server of this version.
   *
   * @param createDatabase what {@code SHOW CREATE DATABASE} prints, with a quoted name
   * @throws DdlRejectedException when the text is not understood
   * @throws IllegalArgumentException when it is another statement, or names no character set
   */
  static TabletServer of(ServerVersion version, String createDatabase) throws DdlRejectedException {
    ServerProfile profile = ServerProfile.DEFAULT.withVersion(version).withSqlMode(SqlMode.DEFAULT);
    CreateDatabase printed = database(profile, createDatabase);
    if (!options(printed).containsKey(DatabaseOption.Key.CHARSET)) {
      throw new IllegalArgumentException("no character set in " + createDatabase);
    }
    // The collation is printed only where it is not that of the character set.
    Map<DatabaseOption.Key, String> whole =
        options(database(profile, new Canonicalizer(profile).show(printed).definition()));
    return new TabletServer(
        version,
        whole.getOrDefault(DatabaseOption.Key.CHARSET, ""),
        whole.getOrDefault(DatabaseOption.Key.COLLATE, ""));
  }

  private static CreateDatabase database(ServerProfile profile, String text)
      throws DdlRejectedException {
    List<Ddl> statements = new DdlParser(profile, ParseLimits.DEFAULT).parseDdlScript(text);
    if (statements.size() != 1 || !(statements.get(0) instanceof CreateDatabase database)) {
      throw new IllegalArgumentException("not CREATE DATABASE: " + text);
    }
    return database;
  }

  private static Map<DatabaseOption.Key, String> options(CreateDatabase database) {
    Map<DatabaseOption.Key, String> options = new EnumMap<>(DatabaseOption.Key.class);
    for (DatabaseOption option : database.options()) {
      options.put(option.key(), option.value());
    }
    return options;
  }

  @Override
  public String toString() {
    return version + " with " + characterSet + " (" + collation + ")";
  }
}
