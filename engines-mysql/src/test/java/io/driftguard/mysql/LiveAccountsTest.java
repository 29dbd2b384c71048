package io.driftguard.mysql;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.base.Throwables;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Re-plans of a real server by accounts that may do little. */
final class LiveAccountsTest {

  private static final String SHIPS = "CREATE TABLE ships (id int NOT NULL, PRIMARY KEY (id))";
  private static final String BOATS = "CREATE TABLE boats (id int NOT NULL, PRIMARY KEY (id))";
  private static final String PASSWORD = "hunter2-hunter2";

  private final MySqlServer server = MySqlServer.shared();
  @TempDir Path directory;
  private TestSchema schema;
  private String user;
  private String role;

  @BeforeEach
  void createAccount() throws Exception {
    schema = server.createSchema();
    schema.execute(SHIPS, BOATS);
    user = schema.name().replace("driftguard", "u");
    role = schema.name().replace("driftguard", "r");
    Live.execute(
        server, "CREATE USER " + user + " IDENTIFIED BY '" + PASSWORD + "'", "CREATE ROLE " + role);
    Files.writeString(directory.resolve("password"), PASSWORD + "\n");
  }

  @AfterEach
  void dropAccount() throws Exception {
    Live.execute(server, "DROP USER " + user, "DROP ROLE " + role);
    schema.close();
  }

  /** Grants, in which $ stands for the schema, U for the user and R for the role. */
  static Stream<Arguments> grants() {
    return Stream.of(
        Arguments.of(true, List.of("GRANT SELECT ON $.* TO U")),
        Arguments.of(true, List.of("GRANT SELECT ON *.* TO U")),
        Arguments.of(true, List.of("GRANT ALL PRIVILEGES ON $.* TO U")),
        Arguments.of(
            true, List.of("GRANT SELECT, SHOW VIEW ON $.* TO U", "GRANT DELETE ON $.ships TO U")),
        Arguments.of(true, List.of("GRANT SELECT ON `driftguard\\_%`.* TO U")),
        Arguments.of(true, List.of("GRANT SELECT ON $.* TO R", "GRANT R TO U")),
        Arguments.of(
            true,
            List.of("GRANT SELECT ON *.* TO R", "GRANT R TO U", "GRANT INSERT ON $.ships TO U")),
        // tables that only these are granted on are all that the account sees
        Arguments.of(false, List.of("GRANT SELECT ON $.ships TO U")),
        Arguments.of(
            false, List.of("GRANT SELECT ON $.ships TO U", "GRANT SELECT ON $.boats TO U")),
        Arguments.of(false, List.of("GRANT SELECT (id) ON $.ships TO U")),
        Arguments.of(false, List.of("GRANT INSERT ON $.* TO U")),
        Arguments.of(false, List.of("GRANT SELECT ON $.ships TO R", "GRANT R TO U")),
        Arguments.of(
            false, List.of("GRANT SELECT ON `driftguard\\_%`.* TO U", "GRANT INSERT ON $.* TO U")));
  }

  @ParameterizedTest
  @MethodSource("grants")
  void isReadExactlyByAccountsThatSeeAllOfIt(boolean all, List<String> grants) throws Exception {
    for (String grant : grants) {
      Live.execute(
          server,
          grant
              .replace("$", schema.name())
              .replaceAll("\\bU\\b", user)
              .replaceAll("\\bR\\b", role));
    }
    if (all) {
      assertThat(Live.statements(Live.replan(url(), account(), schema.name(), SHIPS, BOATS)))
          .isEmpty();
    } else {
      EngineException e = Live.refusal(url(), account(), schema.name(), SHIPS, BOATS);
      assertWithMessage(e.getMessage()).that(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_HIDDEN);
      assertThat(e)
          .hasMessageThat()
          .contains("SELECT on the whole schema \"" + schema.name() + "\"");
    }
  }

  @Test
  void viewsAreReadWhereTheyAreDesiredAndTheAccountMayShowThem() throws Exception {
    String view = "CREATE VIEW fleet AS SELECT id FROM ships";
    schema.execute(view);
    Live.execute(server, "GRANT SELECT ON " + schema.name() + ".* TO " + user);
    assertThat(Live.statements(Live.replan(url(), account(), schema.name(), SHIPS, BOATS)))
        .isEmpty();
    EngineException e = Live.refusal(url(), account(), schema.name(), SHIPS, BOATS, view);
    assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_HIDDEN);
    assertThat(e).hasMessageThat().contains("GRANT SHOW VIEW ON");
    Live.execute(server, "GRANT SHOW VIEW ON " + schema.name() + ".* TO " + user);
    assertThat(Live.statements(Live.replan(url(), account(), schema.name(), SHIPS, BOATS, view)))
        .isEmpty();
  }

  @Test
  void aSchemaThatTheAccountMayNotSeeIsMissing() {
    EngineException e = Live.refusal(url(), account(), schema.name(), SHIPS, BOATS);
    assertThat(e.reason()).isEqualTo(Reason.NAMESPACE_MISSING);
    assertThat(e).hasMessageThat().contains("none that the account may see");
  }

  @Test
  void refusesAWrongPasswordAndShowsNone() throws Exception {
    Files.writeString(directory.resolve("password"), "wrong-hunter2\n");
    EngineException e = Live.refusal(url(), account(), schema.name(), SHIPS);
    assertThat(e.reason()).isEqualTo(Reason.ACCOUNT_REFUSED);
    assertThat(e).hasMessageThat().contains("1045: Access denied for user '" + user);
    assertThat(Throwables.getStackTraceAsString(e)).doesNotContain("hunter2");
  }

  @Test
  void takesTheAccountFromAnOptionFile() throws Exception {
    Live.execute(server, "GRANT SELECT ON " + schema.name() + ".* TO " + user);
    Path file = directory.resolve("my.cnf");
    Files.writeString(
        file,
        "[mysqld]\npassword=no\n[client]\n# a comment\nuser = "
            + user
            + "\npassword = \""
            + PASSWORD
            + "\"\nssl-mode=VERIFY_CA\n[mysql]\nuser=no\n");
    Map<String, String> settings = Map.of("option-file", file.toString());
    assertThat(Live.statements(Live.replan(url(), settings, schema.name(), SHIPS, BOATS)))
        .isEmpty();
  }

  @Test
  void encryptsUnlessItIsToldNotTo() throws Exception {
    Live.execute(
        server,
        "GRANT SELECT ON " + schema.name() + ".* TO " + user,
        "ALTER USER " + user + " REQUIRE SSL");
    String url = "jdbc:mysql://" + server.host() + ":" + server.port();
    assertThat(Live.statements(Live.replan(url, account(), schema.name(), SHIPS, BOATS))).isEmpty();
    EngineException e = Live.refusal(url(), account(), schema.name(), SHIPS, BOATS);
    assertThat(e.reason()).isEqualTo(Reason.ACCOUNT_REFUSED);
    assertThat(e).hasMessageThat().contains("1045");
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    String url = "jdbc:mysql://" + server.host() + ":" + server.port() + "/?sslMode=VERIFY_CA";
    EngineException e = Live.refusal(url, account(), schema.name(), SHIPS, BOATS);
    assertThat(e.reason()).isEqualTo(Reason.CONNECTION_NOT_SECURE);
    assertThat(e)
        .hasMessageThat()
        .contains(
            "expected an encrypted connection while a connection was made, but the server's side was not accepted: ");
  }

  static Stream<Arguments> refusedSettings() {
    return Stream.of(
        Arguments.of(Map.of("pasword-file", "x"), "but found \"pasword-file\""),
        Arguments.of(
            Map.of("password-file", "/nowhere"), "a file that can be read, but found \"/nowhere\""),
        Arguments.of(
            Map.of("password-file", "x", "password-env", "y"),
            "the settings password-file and password-env exclude each other"),
        Arguments.of(Map.of("password-env", "NO_SUCH_VARIABLE"), "none named \"NO_SUCH_VARIABLE\""),
        Arguments.of(Map.of("concurrency", "0"), "a whole number from 1 to 64, but found \"0\""),
        Arguments.of(Map.of("read-timeout", "-1"), "from 1 to 86400, but found \"-1\""),
        Arguments.of(
            Map.of("leftover-tools", "gh-ost,nonesuch"),
            "expected none or some of gh-ost, pt-online-schema-change, spirit,"));
  }

  @ParameterizedTest
  @MethodSource("refusedSettings")
  void refusesSettingsThatItDoesNotTake(Map<String, String> settings, String message) {
    EngineException e = Live.refusal(url(), settings, schema.name(), SHIPS);
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e).hasMessageThat().contains(message);
  }

  @Test
  void takesCertificatesInPemOnly() throws Exception {
    Path file = Files.writeString(directory.resolve("ca.pem"), "not a certificate");
    Map<String, String> settings = new TreeMap<>(account());
    settings.put("tls-ca", file.toString());
    String url = "jdbc:mysql://" + server.host() + ":" + server.port() + "/";
    EngineException e = Live.refusal(url, settings, schema.name(), SHIPS);
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e).hasMessageThat().contains("expected certificates in PEM");
    EngineException other = Live.refusal(url + "?sslMode=REQUIRED", settings, schema.name(), SHIPS);
    assertThat(other).hasMessageThat().contains("VERIFY_CA or VERIFY_IDENTITY together with");
  }

  @Test
  void makesNoMoreConnectionsThanItIsAllowed() throws Exception {
    List<TestSchema> schemas = new ArrayList<>();
    try (MySqlServer own = MySqlServer.start()) {
      for (int i = 0; i < 12; i++) {
        TestSchema each = own.createSchema();
        each.execute(SHIPS);
        schemas.add(each);
      }
      Live.execute(own, "FLUSH STATUS");
      Map<String, String> settings = new TreeMap<>(Live.account(own));
      settings.put("concurrency", "3");
      TreeMap<Namespace, NamespaceFiles> all = new TreeMap<>();
      for (TestSchema each : schemas) {
        all.putAll(Live.desired(each.name(), SHIPS).namespaces());
      }
      try (var deployment = Live.open(Live.url(own, own.port()), settings)) {
        var replan = deployment.replan(new DesiredSchema(all), new WholeDeployment());
        assertThat(replan.changes()).isEmpty();
        assertThat(replan.live().tables()).hasSize(12);
      }
      try (var connection = own.connect();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SHOW STATUS LIKE 'Max_used_connections'")) {
        rows.next();
        // one of them is the one that asks
        assertThat(rows.getInt(2)).isAtMost(4);
        assertThat(rows.getInt(2)).isAtLeast(2);
      }
    }
  }

  private Map<String, String> account() {
    return Map.of("user", user, "password-file", directory.resolve("password").toString());
  }

  private String url() {
    return Live.url(server, server.port());
  }
}
