package io.driftguard.mysql;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Re-plans of servers with settings of their own. */
final class LiveServerKindsTest {

  private static final String SHIPS = "CREATE TABLE ships (id int NOT NULL, PRIMARY KEY (id))";

  @TempDir Path directory;

  @Test
  void readsStatementsByTheModesOfTheServer() throws Exception {
    String ships =
        "CREATE TABLE \"ships\" (\"id\" int NOT NULL, r real, path varchar(20) DEFAULT 'a\\b',"
            + " full_name varchar(99) AS (path || '!'), PRIMARY KEY (\"id\"))";
    try (MySqlServer server =
            MySqlServer.start(
                "--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,REAL_AS_FLOAT");
        TestSchema schema = server.createSchema()) {
      schema.execute(ships);
      assertThat(Live.statements(Live.replan(schema, ships))).isEmpty();
      assertThat(Live.statements(Live.replan(schema, ships.replace("real", "double"))))
          .containsExactly("ALTER TABLE `ships` MODIFY COLUMN `r` double DEFAULT NULL");
      EngineException e = Live.refusal(schema, ships.replace("a\\b", "a\\c"));
      assertThat(e.reason()).isEqualTo(Reason.DIFFERENCE_INEXPRESSIBLE);
      assertThat(e).hasMessageThat().contains("the server's sql_mode does not change the meaning");
      try (Deployment deployment =
          Live.open(Live.url(server, server.port()), Live.account(server))) {
        assertThat(Live.inputs(deployment, schema.name()).sqlModes())
            .containsAtLeast("ANSI_QUOTES", "NO_BACKSLASH_ESCAPES");
      }
    }
  }

  @Test
  void followsTheServerInLetterCase() throws Exception {
    try (MySqlServer server = MySqlServer.start("--lower-case-table-names=1");
        TestSchema schema = server.createSchema()) {
      schema.execute("CREATE TABLE Ships (Id int)", "CREATE TABLE _Ships_gho (a int)");
      assertThat(
              Live.statements(
                  Live.replan(
                      schema, "CREATE TABLE SHIPS (Id int)", "CREATE TABLE _SHIPS_GHO (a int)")))
          .isEmpty();
      assertThat(Live.replan(schema, "CREATE TABLE SHIPS (Id int)").live().leftOut()).hasSize(1);
    }
  }

  @Test
  void refusesASessionThatBeginsInATransaction() throws Exception {
    try (MySqlServer server = MySqlServer.start();
        TestSchema schema = server.createSchema()) {
      schema.execute(SHIPS);
      Map<String, String> account = account(server, schema);
      Live.execute(
          server, "SET GLOBAL init_connect = 'SET sql_quote_show_create=0, sql_mode=ANSI'");
      assertThat(
              Live.statements(
                  Live.replan(Live.url(server, server.port()), account, schema.name(), SHIPS)))
          .isEmpty();
      Live.execute(server, "SET GLOBAL init_connect = 'START TRANSACTION'");
      EngineException e =
          Live.refusal(Live.url(server, server.port()), account, schema.name(), SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
      assertThat(e).hasMessageThat().contains("without an open transaction");
    }
  }

  @Test
  void seesThatAPrivilegeWasRevokedForOneSchema() throws Exception {
    try (MySqlServer server = MySqlServer.start("--partial-revokes=ON");
        TestSchema schema = server.createSchema()) {
      schema.execute(SHIPS);
      Map<String, String> account = account(server, schema);
      String user = account.get("user");
      String url = Live.url(server, server.port());
      Live.execute(server, "GRANT SELECT ON *.* TO " + user);
      assertThat(Live.statements(Live.replan(url, account, schema.name(), SHIPS))).isEmpty();
      // First the privilege on the schema goes, then that part of the one on everything.
      String revoke = "REVOKE SELECT ON " + schema.name() + ".* FROM " + user;
      Live.execute(
          server, revoke, revoke, "GRANT SELECT ON " + schema.name() + ".ships TO " + user);
      EngineException e = Live.refusal(url, account, schema.name(), SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_HIDDEN);
    }
  }

  @Test
  void refusesAServerThatDoesNotEncrypt() throws Exception {
    try (MySqlServer server = MySqlServer.start("--tls-version=");
        TestSchema schema = server.createSchema()) {
      schema.execute(SHIPS);
      String url = "jdbc:mysql://" + server.host() + ":" + server.port() + "/";
      EngineException e = Live.refusal(url, Live.account(server), schema.name(), SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.CONNECTION_NOT_SECURE);
      assertThat(e).hasMessageThat().contains("sslMode=DISABLED in the location does without");
      assertThat(Live.statements(Live.replan(schema, SHIPS))).isEmpty();
    }
  }

  @Test
  void checksTheServersCertificateAgainstAFile() throws Exception {
    try (MySqlServer server = MySqlServer.start();
        TestSchema schema = server.createSchema();
        Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT @@datadir")) {
      schema.execute(SHIPS);
      assertThat(rows.next()).isTrue();
      Map<String, String> settings = new TreeMap<>(Live.account(server));
      settings.put("tls-ca", Path.of(rows.getString(1)).resolve("ca.pem").toString());
      String url = "jdbc:mysql://" + server.host() + ":" + server.port() + "/";
      assertThat(
              Live.statements(
                  Live.replan(url + "?sslMode=VERIFY_CA", settings, schema.name(), SHIPS)))
          .isEmpty();
      // The server made its certificate itself, for no name.
      EngineException e = Live.refusal(url, settings, schema.name(), SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.CONNECTION_NOT_SECURE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "11.4.2-MariaDB-ubu2404, mariadb.org binary distribution",
    "8.0.11-TiDB-v7.5.0, TiDB Server (Apache License 2.0) Community Edition",
    "8.0.30-Vitess, Version: 19.0.4",
    "8.0.35, PlanetScale",
    "5.7.44-log, MySQL Community Server (GPL)",
    "10.0.1, MySQL Community Server - GPL",
    "SingleStore, x"
  })
  void refusesAServerThatIsNotMySql(String version, String comment) {
    EngineException e =
        assertThrows(EngineException.class, () -> ServerSession.version(version, comment));
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e).hasMessageThat().contains("\"" + version + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "8.0.31, MySQL Community Server - GPL, 8.0.31",
    "8.0.36-28, 'Percona Server (GPL), Release 28', 8.0.36",
    "8.0.35-0ubuntu0.22.04.1, (Ubuntu), 8.0.35",
    "8.4.3, Source distribution, 8.4.3",
    "9.7.0-commercial, MySQL Enterprise Server - Commercial, 9.7.0"
  })
  void readsMySqlAndWhatIsBuiltOfIt(String version, String comment, String read) throws Exception {
    assertThat(ServerSession.version(version, comment).toString()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "1205, HY000, LIVE_SCHEMA_CHANGED, locked by somebody",
    "1142, 42000, LIVE_SCHEMA_HIDDEN, said 1142: no",
    "1040, 08004, UNREACHABLE, said 1040: no",
    "1053, 08S01, UNREACHABLE, said 1053: no",
    "1129, HY000, UNREACHABLE, said 1129: no",
    "1203, 42000, UNREACHABLE, said 1203: no",
    "1226, 42000, UNREACHABLE, said 1226: no",
    "1317, 70100, UNREACHABLE, said 1317: no",
    "3024, HY000, UNREACHABLE, said 3024: no",
    "3032, HY000, UNREACHABLE, said 3032: no",
    "3168, HY000, UNREACHABLE, said 3168: no",
    "1045, 28000, ACCOUNT_REFUSED, said 1045: no",
    "1130, HY000, ACCOUNT_REFUSED, said 1130: no",
    "1251, 08004, ACCOUNT_REFUSED, said 1251: no",
    "1524, HY000, ACCOUNT_REFUSED, said 1524: no",
    "1698, 28000, ACCOUNT_REFUSED, said 1698: no",
    "1820, HY000, ACCOUNT_REFUSED, said 1820: no",
    "1862, HY000, ACCOUNT_REFUSED, said 1862: no",
    "3118, HY000, ACCOUNT_REFUSED, said 3118: no",
    "3955, HY000, ACCOUNT_REFUSED, said 3955: no",
    "3159, HY000, CONNECTION_NOT_SECURE, said 3159: no",
    "1044, 42000, LIVE_SCHEMA_HIDDEN, said 1044: no",
    "1049, 42000, LIVE_SCHEMA_CHANGED, said 1049: no",
    "1146, 42S02, LIVE_SCHEMA_CHANGED, said 1146: no",
    "1568, 25001, LIVE_SCHEMA_UNREADABLE, 'a new connection without an open transaction'",
    "0, 08S01, UNREACHABLE, the connection broke",
    "0, 08001, UNREACHABLE, the connection broke",
    "1064, 42000, LIVE_SCHEMA_UNREADABLE, said 1064: no"
  })
  void saysWhatAnErrorMeans(int code, String state, Reason reason, String message) {
    EngineException e = ServerTrouble.of(new SQLException("no", state, code), "reading \"t\"");
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e).hasMessageThat().contains("while reading \"t\"");
    assertThat(e).hasMessageThat().contains(message);
  }

  private Map<String, String> account(MySqlServer server, TestSchema schema) throws Exception {
    String user = schema.name().replace("driftguard", "u");
    Live.execute(
        server,
        "CREATE USER " + user + " IDENTIFIED BY 'hunter2-hunter2'",
        "GRANT SELECT ON " + schema.name() + ".* TO " + user);
    Path password = Files.writeString(directory.resolve("password"), "hunter2-hunter2");
    return Map.of("user", user, "password-file", password.toString());
  }
}
