package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real server. */
final class LiveMySqlTest {

  private static final String LIVE = "CREATE TABLE ships (id int NOT NULL, PRIMARY KEY (id))";
  private static final String WANTED =
      "CREATE TABLE ships (id int NOT NULL, name varchar(50), PRIMARY KEY (id))";
  private static final String REVIEWED = "ALTER TABLE ships ADD name varchar(50) NULL";
  private static final String PASSWORD = "hunter2-hunter2";

  private final MySqlServer server = MySqlServer.shared();
  @TempDir Path directory;
  private TestSchema schema;
  private String user;

  @BeforeEach
  void createASchemaAndItsReader() throws Exception {
    schema = server.createSchema();
    user = schema.name().replace("driftguard", "u");
    schema.execute(LIVE, "CREATE TABLE _ships_gho (id int)");
    asRoot(
        "CREATE USER " + user + " IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT SELECT ON " + schema.name() + ".* TO " + user);
    write("password", PASSWORD + "\n");
    write("wrong", "wrong-hunter2\n");
    write("schema/" + schema.name() + "/ships.sql", WANTED);
    write("dispatch.json", dispatch(REVIEWED));
    Files.createDirectory(directory.resolve("store"));
  }

  @AfterEach
  void dropThem() throws Exception {
    asRoot("DROP USER " + user);
    schema.close();
  }

  @Test
  void permitsWhatTheServerNeeds() {
    Cli.Run run = run("check", "--dispatch", at("dispatch.json"));
    assertThat(run.out()).startsWith("PERMITTED plan \"plan-1\"");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void refusesASchemaThatHasDrifted() throws Exception {
    schema.execute("ALTER TABLE ships ADD KEY incident (id)");
    Cli.Run run = run("check", "--dispatch", at("dispatch.json"));
    assertThat(run.out()).startsWith("REFUSED (DRIFT)");
    assertThat(run.out()).contains("DROP KEY `incident`");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void storesAPlanOnlyWithAPermit() throws Exception {
    assertThat(
            run("materialize", "--dispatch", at("dispatch.json"), "--store", at("store")).status())
        .isEqualTo(0);
    assertThat(stored()).isNotEmpty();
  }

  @Test
  void printsThePlanAndWhatIsNotCompared() {
    Cli.Run run = run("plan");
    assertThat(run.out())
        .isEqualTo(
            "-- "
                + schema.name()
                + "\nALTER TABLE `ships` ADD COLUMN `name` varchar(50) DEFAULT NULL;\n"
                + "\n-- not compared: "
                + schema.name()
                + "._ships_gho, left behind by gh-ost\n");
    assertThat(run.status()).isEqualTo(0);
    Cli.Run json = run("plan", "--format", "json");
    assertThat(json.out())
        .endsWith(
            "\"not_compared\":[{\"namespace\":\""
                + schema.name()
                + "\",\"name\":\"_ships_gho\",\"why\":\"left behind by gh-ost\"}]}\n");
  }

  @Test
  void takesWhatItIsToldAboutLeftovers() {
    Cli.Run run = run("plan", "--live-option", "leftover-tools=none");
    assertThat(run.out()).contains("DROP TABLE `_ships_gho`;");
    assertThat(run.out()).doesNotContain("not compared");
  }

  @Test
  void differsFromFilesInBothDirections() {
    String file = at("schema/" + schema.name() + "/ships.sql");
    String add = "ALTER TABLE `ships` ADD COLUMN `name` varchar(50) DEFAULT NULL;\n";
    String drop = "ALTER TABLE `ships` DROP COLUMN `name`;\n";
    assertThat(differ(location(schema.name()), file).out()).isEqualTo(add);
    assertThat(differ(file, location(schema.name())).out()).isEqualTo(drop);
    assertThat(differ(location(""), at("schema")).out()).isEqualTo(add);
    assertThat(differ(location(""), at("schema")).err()).contains("not compared");
    Cli.Run same = differ(location(schema.name()), location(schema.name()));
    assertThat(same.out()).isEmpty();
    assertThat(same.status()).isEqualTo(0);
  }

  @Test
  void plansChecksAndAuditsViewsWhereViewsAreDesired() throws Exception {
    asRoot("GRANT SHOW VIEW ON " + schema.name() + ".* TO " + user);
    schema.execute("CREATE VIEW fleet AS SELECT id FROM ships WHERE id > 0");
    write(
        "schema/" + schema.name() + "/fleet.sql",
        "CREATE VIEW fleet AS\n  SELECT s.* FROM ships s WHERE s.id > 0;");
    String plan = run("plan", "--fan-out", at("dispatches")).out();
    assertThat(plan)
        .contains(
            "CREATE OR REPLACE VIEW `fleet` AS select `s`.* from `ships` `s` where `s`.`id` > 0");
    List<Path> dispatches;
    try (Stream<Path> files = Files.list(directory.resolve("dispatches"))) {
      dispatches = files.toList();
    }
    assertThat(dispatches).hasSize(1);
    Cli.Run permitted = run("check", "--dispatch", dispatches.get(0).toString());
    assertWithMessage(permitted.out()).that(permitted.status()).isEqualTo(0);

    for (String sql : plan.lines().filter(line -> !line.startsWith("--")).toList()) {
      if (!sql.isBlank()) {
        schema.execute(sql.replaceFirst(";$", ""));
      }
    }
    assertThat(run("plan").out()).startsWith("-- nothing to do");
    Cli.Run audit = run("audit");
    assertWithMessage(audit.out()).that(audit.status()).isEqualTo(0);

    schema.execute("CREATE OR REPLACE VIEW fleet AS SELECT * FROM ships WHERE id > 1");
    Cli.Run drifted = run("audit");
    assertThat(drifted.out()).contains("fleet");
    assertThat(drifted.status()).isEqualTo(1);
  }

  @Test
  void comparesViewsWithThoseOfAFileInBothDirections() throws Exception {
    asRoot("GRANT SHOW VIEW ON " + schema.name() + ".* TO " + user);
    schema.execute("CREATE VIEW fleet AS SELECT * FROM ships WHERE id > 0");
    String live = location(schema.name());
    write("same.sql", LIVE + ";\ncreate view fleet as select ships.id from ships where ((id > 0))");
    for (Cli.Run same : List.of(differ(live, at("same.sql")), differ(at("same.sql"), live))) {
      assertWithMessage(same.err()).that(same.status()).isEqualTo(0);
      assertThat(same.out()).isEmpty();
      assertThat(same.err()).contains("not compared: " + schema.name() + ".fleet.DEFINER, ");
    }

    write("other.sql", LIVE + ";\nCREATE VIEW fleet AS SELECT id FROM ships WHERE id > 1");
    assertThat(differ(live, at("other.sql")).out())
        .isEqualTo("CREATE OR REPLACE VIEW `fleet` AS select `id` from `ships` where `id` > 1;\n");
    assertThat(differ(at("other.sql"), live).out())
        .contains(
            "VIEW `fleet` AS select `ships`.`id` AS `id` from `ships` where `ships`.`id` > 0");

    write("none.sql", LIVE);
    Cli.Run tables = differ(live, at("none.sql"));
    assertThat(tables.out()).isEmpty();
    assertThat(tables.err()).contains("not compared: " + schema.name() + ".fleet, a view");

    write("open.sql", LIVE + ";\nCREATE VIEW fleet AS SELECT id FROM ships WHERE id > other.f()");
    Cli.Run open = differ(live, at("open.sql"));
    assertThat(open.err()).contains("VIEW_NOT_COMPARABLE");
    assertThat(open.status()).isEqualTo(2);
  }

  @Test
  void comparesViewsOfTwoServers() throws Exception {
    asRoot("GRANT SHOW VIEW ON " + schema.name() + ".* TO " + user);
    schema.execute("CREATE VIEW fleet AS SELECT id FROM ships");
    Cli.Run same = differ(location(schema.name()), location(schema.name()));
    assertWithMessage(same.err()).that(same.status()).isEqualTo(0);
    assertThat(same.out()).isEmpty();
  }

  @Test
  void saysWhichRightViewsAreReadBy() throws Exception {
    schema.execute("CREATE VIEW fleet AS SELECT id FROM ships");
    write("views.sql", LIVE + ";\nCREATE VIEW fleet AS SELECT id FROM ships");
    for (Cli.Run run :
        List.of(differ(location(schema.name()), at("views.sql")), simulate("DROP VIEW fleet"))) {
      assertThat(run.err()).contains("LIVE_SCHEMA_HIDDEN: expected an account with the privilege");
      assertThat(run.err()).contains("GRANT SHOW VIEW");
      assertThat(run.status()).isEqualTo(2);
    }
  }

  @Test
  void comparesNoTableOfWhichTheServerDoesNotPrintAll() throws Exception {
    schema.execute("CREATE TABLE moods (m enum('😀'))");
    write("moods.sql", LIVE + ";\nCREATE TABLE moods (m enum('?'))");
    Cli.Run run = differ(location(schema.name()), at("moods.sql"));
    assertThat(run.err()).contains("LIVE_SCHEMA_UNREADABLE");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void auditsAServer() {
    Cli.Run run = run("audit");
    assertThat(run.out()).contains(schema.name());
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void simulatesOnWhatIsThere() {
    Cli.Run run = simulate(REVIEWED);
    assertThat(run.out()).contains("`name` varchar(50) DEFAULT NULL");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void simulatesOnViewsToo() throws Exception {
    asRoot("GRANT SHOW VIEW ON " + schema.name() + ".* TO " + user);
    schema.execute("CREATE VIEW fleet AS SELECT id FROM ships");
    assertThat(simulate(REVIEWED).out()).contains("VIEW `fleet` AS select `ships`.`id`");
    assertThat(simulate("DROP VIEW fleet").out()).doesNotContain("fleet");
    Cli.Run taken = simulate("CREATE TABLE fleet (id int)");
    assertThat(taken.err()).contains("fleet");
    assertThat(taken.status()).isEqualTo(2);
  }

  private Cli.Run simulate(String sql) {
    return Cli.runWithInput(
        sql,
        concat(List.of("simulate", location(schema.name()), "-"), account())
            .toArray(String[]::new));
  }

  @Test
  void showsNoPassword() {
    Cli.Run run =
        Cli.run(
            "check",
            "--dispatch",
            at("dispatch.json"),
            "--schema",
            at("schema"),
            "--live",
            location(""),
            "--user",
            user,
            "--password-file",
            at("wrong"));
    assertThat(run.out()).contains("ACCOUNT_REFUSED");
    assertThat(run.out()).contains("Access denied");
    assertThat(run.out() + run.err()).doesNotContain("hunter2");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void refusesOptionsThatNobodyReads() {
    for (String option : List.of("password=hunter2", "hunter2", "=hunter2")) {
      Cli.Run run = run("plan", "--live-option", option);
      assertWithMessage(option).that(run.status()).isAnyOf(2, 64);
      assertThat(run.err()).isNotEmpty();
      assertThat(run.out() + run.err()).doesNotContain("hunter2");
    }
  }

  @Test
  void refusesAnAccountThatSeesAPart() throws Exception {
    asRoot(
        "REVOKE SELECT ON " + schema.name() + ".* FROM " + user,
        "GRANT SELECT ON " + schema.name() + ".ships TO " + user);
    Cli.Run run = run("check", "--dispatch", at("dispatch.json"));
    assertThat(run.out()).contains("LIVE_SCHEMA_HIDDEN");
    assertThat(run.out()).contains("grant the account what the message names");
    assertThat(run.status()).isEqualTo(2);
  }

  /** The reviewed statement means what the server makes of it, not what its words say elsewhere. */
  @Test
  void readsTheReviewedStatementAsTheServerDoes() throws Exception {
    try (MySqlServer floating = MySqlServer.start("--sql-mode=REAL_AS_FLOAT,ANSI_QUOTES");
        TestSchema own = floating.createSchema()) {
      own.execute(LIVE);
      String reviewed = "ALTER TABLE \\\"ships\\\" ADD depth REAL";
      write("own.json", dispatch(reviewed).replace(schema.name(), own.name()));
      String wanted =
          "CREATE TABLE ships (id int NOT NULL, depth @ DEFAULT NULL, PRIMARY KEY (id))";
      write("as-float/" + own.name() + "/ships.sql", wanted.replace("@", "float"));
      write("as-double/" + own.name() + "/ships.sql", wanted.replace("@", "double"));
      for (String as : List.of("float", "double")) {
        Cli.Run run =
            Cli.run(
                "check",
                "--dispatch",
                at("own.json"),
                "--schema",
                at("as-" + as),
                "--live",
                floating.url(),
                "--user",
                floating.user());
        assertWithMessage(run.out()).that(run.status()).isEqualTo(as.equals("float") ? 0 : 1);
      }
    }
  }

  private Cli.Run differ(String from, String to) {
    return Cli.run(concat(List.of("diff", from, to), account()).toArray(String[]::new));
  }

  private Cli.Run run(String command, String... more) {
    return Cli.run(
        concat(
                List.of(command, "--schema", at("schema"), "--live", location("")),
                concat(account(), List.of(more)))
            .toArray(String[]::new));
  }

  private List<String> account() {
    return List.of("--user", user, "--password-file", at("password"));
  }

  /** Over TLS, as by default. */
  private String location(String name) {
    return "jdbc:mysql://" + server.host() + ":" + server.port() + "/" + name;
  }

  private String dispatch(String ddl) {
    return """
        {"plan_id": "plan-1", "database": "SCHEMA", "type": "mysql",
         "ddl_changes": [{"namespace": "SCHEMA", "table_name": "ships", "change_type": "alter",
          "ddl": "DDL"}]}
        """
        .replace("SCHEMA", schema.name())
        .replace("DDL", ddl);
  }

  private void asRoot(String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("store"))) {
      return files.toList();
    }
  }

  private String at(String below) {
    return directory.resolve(below).toString();
  }

  private void write(String below, String text) throws IOException {
    Path file = directory.resolve(below);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(UTF_8));
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
