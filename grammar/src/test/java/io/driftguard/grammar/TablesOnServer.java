package io.driftguard.grammar;

import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A schema on a real server, in which tables are made to see what the server prints for them. */
final class TablesOnServer implements AutoCloseable {

  private final TestSchema schema;
  private final Connection connection;
  private final Statement statement;
  private final Map<String, String> collations = new HashMap<>();
  private final DdlParser parser;
  private final Canonicalizer canonicalizer;
  private String lastRefusal = "";

  /** A new schema on the server that all tests share. */
  static TablesOnServer open() {
    try {
      return new TablesOnServer();
    } catch (SQLException e) {
      throw new IllegalStateException("a schema was expected to be made on the server", e);
    }
  }

  private TablesOnServer() throws SQLException {
    MySqlServer server = MySqlServer.shared();
    schema = server.createSchema("CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
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
    ServerProfile profile =
        ServerProfile.DEFAULT.withVersion(ServerVersion.parse(server.version()));
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
    try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE t")) {
      row.next();
      return Optional.of(row.getString(2));
    }
  }

  /** Why the server refused the last statement that it refused. */
  String lastRefusal() {
    return lastRefusal;
  }

  /** What a printed table means. */
  String meaning(String shown) {
    return ShownTable.meaning(shown, collations);
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
