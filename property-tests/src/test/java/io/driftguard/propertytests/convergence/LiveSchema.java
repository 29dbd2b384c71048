package io.driftguard.propertytests.convergence;

import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** A schema of a real server, of which one connection is used to change and to read it. */
final class LiveSchema implements AutoCloseable {

  private final Connection connection;
  private final Statement statement;
  private final String name;
  private final ServerProfile profile;
  private final Map<String, String> defaultCollations;

  LiveSchema(Connection connection) throws SQLException {
    this.connection = connection;
    this.statement = connection.createStatement();
    this.name = "convergence_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    this.profile = ServerProfile.DEFAULT.withVersion(version(connection));
    statement.execute(
        "CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
    statement.execute("USE " + name);
    this.defaultCollations = defaultCollations(statement);
  }

  private static ServerVersion version(Connection connection) throws SQLException {
    String version = connection.getMetaData().getDatabaseProductVersion();
    return ServerVersion.parse(version.replaceFirst("[^0-9.].*", ""));
  }

  /** What the texts of this schema mean depends on these inputs. */
  ServerProfile profile() {
    return profile;
  }

  /** Runs a statement; answers the number of the error that the server gives, if any. */
  OptionalInt run(String sql) throws SQLException {
    try {
      statement.execute(sql);
      return OptionalInt.empty();
    } catch (SQLException e) {
      if (e.getErrorCode() == 0) {
        throw e;
      }
      return OptionalInt.of(e.getErrorCode());
    }
  }

  /** Runs statements that the server has to take. */
  void runAll(List<String> statements) throws SQLException {
    for (String sql : statements) {
      statement.execute(sql);
    }
  }

  /** Runs statements without regard to the order that foreign keys demand. */
  void load(List<String> statements) throws SQLException {
    statement.execute("SET foreign_key_checks = 0");
    try {
      runAll(statements);
    } finally {
      statement.execute("SET foreign_key_checks = 1");
    }
  }

  /** What {@code SHOW CREATE TABLE} prints of each table. */
  SortedMap<String, String> printed() throws SQLException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String table : names()) {
      try (ResultSet rows = statement.executeQuery("SHOW CREATE TABLE " + quoted(table))) {
        rows.next();
        texts.put(table, rows.getString(2));
      }
    }
    return texts;
  }

  private List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SHOW TABLES")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /**
   * What the server prints of these tables when they have been made and then changed in any way:
   * the order of keys and the literals in checks are settled only then. This schema is left so.
   */
  SortedMap<String, String> settled(SortedMap<String, String> texts) throws SQLException {
    clear();
    load(List.copyOf(texts.values()));
    for (String table : texts.keySet()) {
      statement.execute("ALTER TABLE " + quoted(table) + " FORCE");
    }
    return printed();
  }

  /** The schema as the server prints it. */
  Schema read() throws SQLException, SchemaException {
    return read(printed());
  }

  /** The schema of which the server printed these texts. */
  Schema read(SortedMap<String, String> printed) throws SchemaException {
    return Schema.parsePrinted(printed, profile);
  }

  /** The default collations of the server's character sets. */
  Map<String, String> defaultCollations() {
    return defaultCollations;
  }

  private static Map<String, String> defaultCollations(Statement statement) throws SQLException {
    Map<String, String> collations = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery("SHOW CHARACTER SET")) {
      while (rows.next()) {
        collations.put(rows.getString("Charset"), rows.getString("Default collation"));
      }
    }
    return collations;
  }

  /** Drops every table. */
  void clear() throws SQLException {
    List<String> names = names().stream().map(LiveSchema::quoted).toList();
    if (!names.isEmpty()) {
      load(List.of("DROP TABLE " + String.join(", ", names)));
    }
  }

  private static String quoted(String table) {
    return "`" + table.replace("`", "``") + "`";
  }

  @Override
  public void close() throws SQLException {
    clear();
    statement.execute("DROP DATABASE " + name);
    connection.close();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s on %s", name, profile.version());
  }
}
