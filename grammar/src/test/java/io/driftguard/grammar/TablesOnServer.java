package io.driftguard.grammar;

import com.google.common.base.Splitter;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A schema on a real server, in which tables are made to see what the server prints for them. */
final class TablesOnServer implements AutoCloseable {

  private static final Pattern UNSETTLED =
      Pattern.compile(
          "\\n  PRIMARY KEY .*\\n  UNIQUE KEY .*\\n  UNIQUE KEY |\\n  CONSTRAINT .* CHECK ");

  private final TestSchema schema;
  private final Connection connection;
  private final Statement statement;
  private final Map<String, String> collations = new HashMap<>();
  private final ServerProfile profile;
  private final DdlParser parser;
  private final Canonicalizer canonicalizer;
  private String lastRefusal = "";

  /** A new schema on the server that all tests share. */
  static TablesOnServer open() {
    return open("utf8mb4", "utf8mb4_0900_ai_ci");
  }

  /** The same, of other defaults, which tables inherit. */
  static TablesOnServer open(String charset, String collation) {
    try {
      return new TablesOnServer(charset, collation);
    } catch (SQLException e) {
      throw new IllegalStateException("a schema was expected to be made on the server", e);
    }
  }

  private TablesOnServer(String charset, String collation) throws SQLException {
    MySqlServer server = MySqlServer.shared();
    schema = server.createSchema("CHARACTER SET " + charset + " COLLATE " + collation);
    connection = server.connect(schema.name());
    statement = connection.createStatement();
    statement.execute("SET NAMES utf8mb4 COLLATE utf8mb4_0900_ai_ci");
    statement.execute("SET time_zone = '+00:00', sql_mode = DEFAULT");
    statement.execute("CREATE TABLE p (id INT NOT NULL PRIMARY KEY, x INT, KEY (x))");
    try (ResultSet row =
        statement.executeQuery(
            "SELECT character_set_name, default_collate_name"
                + " FROM information_schema.character_sets")) {
      while (row.next()) {
        collations.put(row.getString(1), row.getString(2));
      }
    }
    profile =
        ServerProfile.DEFAULT
            .withVersion(ServerVersion.parse(server.version()))
            .withDefaults(charset, collation);
    parser = new DdlParser(profile, ParseLimits.DEFAULT);
    canonicalizer = new Canonicalizer(profile);
  }

  /** What the server prints for the table {@code t} of a statement; empty when it refuses it. */
  Optional<String> show(String sql) throws SQLException {
    statement.execute("DROP TABLE IF EXISTS t");
    try {
      statement.execute(sql);
    } catch (SQLException refusal) {
      lastRefusal = refusal.getErrorCode() + " " + refusal.getMessage();
      return Optional.empty();
    }
    return Optional.of(string("SHOW CREATE TABLE t", 2));
  }

  /** These tables under an {@code sql_mode}. */
  Under under(List<String> modes) {
    return new Under(modes);
  }

  /** Texts are read, by the server and here, under some modes instead of the default ones. */
  final class Under {

    private static final String ESCAPELESS = "NO_BACKSLASH_ESCAPES";

    private final List<String> modes;
    private final DdlParser modeParser;
    private final DdlParser printedParser;
    private final Canonicalizer modeCanonicalizer;

    private Under(List<String> modes) {
      this.modes = modes;
      // A server lists what a combination such as ANSI stands for; so it is asked.
      List<String> listed = listed();
      ServerProfile moded = profile.withSqlMode(ServerProfile.SqlMode.of(listed));
      modeParser = new DdlParser(moded, ParseLimits.DEFAULT);
      // A server escapes a backslash that it prints, also where it reads none as an escape.
      printedParser =
          new DdlParser(
              profile.withSqlMode(
                  ServerProfile.SqlMode.of(
                      listed.stream().filter(mode -> !mode.equals(ESCAPELESS)).toList())),
              ParseLimits.DEFAULT);
      modeCanonicalizer = new Canonicalizer(moded);
    }

    private List<String> listed() {
      try {
        return inMode(() -> Splitter.on(',').splitToList(string("SELECT @@sql_mode", 1)));
      } catch (SQLException e) {
        throw new IllegalStateException("expected modes that the server knows: " + modes, e);
      }
    }

    /** What the server prints without the modes for the table that it makes under them. */
    String show(String sql) throws SQLException {
      inMode(() -> TablesOnServer.this.show(sql).orElseThrow(() -> new SQLException(lastRefusal)));
      return string("SHOW CREATE TABLE t", 2);
    }

    /** What the server prints under the modes for the last table. */
    String showAgain() throws SQLException {
      return inMode(() -> string("SHOW CREATE TABLE t", 2));
    }

    /** The form of a table that was written for these modes. */
    String form(String sql) throws DdlRejectedException {
      return modeCanonicalizer.canonicalize(modeParser.parse(sql)).definition().text();
    }

    /** The form of a table that this server printed under these modes. */
    String printedForm(String shown) throws DdlRejectedException {
      CreateTable table = (CreateTable) printedParser.parse(shown);
      return modeCanonicalizer.canonicalizePrinted(table).definition().text();
    }

    private <T> T inMode(Asked<T> asked) throws SQLException {
      statement.execute("SET sql_mode = '" + String.join(",", modes) + "'");
      try {
        return asked.ask();
      } finally {
        statement.execute("SET sql_mode = DEFAULT");
      }
    }
  }

  /** Something that the server is asked. */
  private interface Asked<T> {
    T ask() throws SQLException;
  }

  private String string(String query, int column) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(column);
    }
  }

  /** Why the server refused the last statement that it refused. */
  String lastRefusal() {
    return lastRefusal;
  }

  /**
   * What a table means of which this server printed the text. Unique keys beside a primary key, and
   * literals in checks, are as they are once the table has been changed in any way: see the closed
   * list.
   */
  String meaning(String shown) throws SQLException {
    boolean settles =
        UNSETTLED.matcher(shown).find()
            && show(shown).isPresent()
            && takes("ALTER TABLE t AUTO_INCREMENT = 1");
    return ShownTable.meaning(settles ? string("SHOW CREATE TABLE t", 2) : shown, collations);
  }

  /** Some tables can be created and never changed: a check that is wrong by its column's type. */
  private boolean takes(String change) {
    try {
      statement.execute(change);
      return true;
    } catch (SQLException refusal) {
      return false;
    }
  }

  /** The form of a written table, for this server. */
  String form(String sql) throws DdlRejectedException {
    return canonicalizer.canonicalize(parser.parse(sql)).definition().text();
  }

  /** The form of a table that this server printed. */
  String printedForm(String shown) throws DdlRejectedException {
    CreateTable table = (CreateTable) parser.parse(shown);
    return canonicalizer.canonicalizePrinted(table).definition().text();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    schema.close();
  }
}
