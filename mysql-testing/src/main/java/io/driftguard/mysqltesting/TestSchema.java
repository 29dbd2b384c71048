package io.driftguard.mysqltesting;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A schema of one test. It is dropped when it is closed. */
public final class TestSchema implements AutoCloseable {

  private final MySqlServer server;
  private final String name;

  private TestSchema(MySqlServer server, String name) {
    this.server = server;
    this.name = name;
  }

  static TestSchema create(MySqlServer server, String options) throws SQLException {
    String name = "driftguard_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " " + options);
    }
    return new TestSchema(server, name);
  }

  /** The schema's name: lower-case letters, digits and underscores. */
  public String name() {
    return name;
  }

  /** The server that has the schema. */
  public MySqlServer server() {
    return server;
  }

  /** The URL of the schema, without an account. */
  public String url() {
    return server.url(name);
  }

  /** A new connection to the schema, as an account that may do everything. */
  public Connection connect() throws SQLException {
    return server.connect(name);
  }

  /** Runs statements one after the other on a connection of their own. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What {@code SHOW CREATE TABLE} prints. */
  public String showCreateTable(String table) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW CREATE TABLE `" + table.replace("`", "``") + "`")) {
      if (!rows.next()) {
        throw new SQLException("expected a row for " + table + ", but found none");
      }
      return rows.getString(2);
    }
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
    }
  }
}
