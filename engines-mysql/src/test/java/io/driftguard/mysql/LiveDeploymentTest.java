package io.driftguard.mysql;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.Namespace;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Re-plans of a real server. */
final class LiveDeploymentTest {

  private static final String SHIPS =
      "CREATE TABLE ships (id int NOT NULL, name varchar(50) NOT NULL, PRIMARY KEY (id))";

  private final MySqlServer server = MySqlServer.shared();
  private TestSchema schema;

  @BeforeEach
  void createSchema() throws Exception {
    schema = server.createSchema();
  }

  @AfterEach
  void dropSchema() throws Exception {
    schema.close();
  }

  /** What a server prints in a way of its own; each is one table that is as it is desired. */
  static List<String> tables() {
    return List.of(
        SHIPS,
        "CREATE TABLE days (d date NOT NULL DEFAULT '0000-00-00',"
            + " t timestamp NOT NULL DEFAULT '2020-02-02 02:02:02',"
            + " u datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3))",
        "CREATE TABLE `select` (`a``b` int, `c\"d` int COMMENT 'it''s \\\\ a \"quote\"',"
            + " `größe` varchar(5) DEFAULT ('\uD83D\uDEA2'), KEY `from` (`a``b`))",
        "CREATE TABLE codes (a varchar(5) CHARACTER SET ascii, b char(3) COLLATE latin1_bin,"
            + " c enum('x','y') DEFAULT 'y') CHARACTER SET utf8mb3",
        "CREATE TABLE sums (a int, b int AS (a + 1) STORED, c json DEFAULT (json_array()),"
            + " CHECK (a > 0), KEY f ((a * 2)))",
        "CREATE TABLE events (id int NOT NULL, place_of_the_event varchar(20) NOT NULL)"
            + " PARTITION BY LIST COLUMNS (place_of_the_event) ("
            + IntStream.range(0, 60)
                .mapToObj(
                    i ->
                        "PARTITION partition_of_the_places_number_"
                            + i
                            + " VALUES IN ('the_place_"
                            + i
                            + "', 'the_other_place_"
                            + i
                            + "')")
                .collect(Collectors.joining(", "))
            + ")");
  }

  @Test
  void plansNothingForWhatIsThere() throws Exception {
    String[] desired = tables().toArray(String[]::new);
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET sql_mode = ''");
      for (String table : desired) {
        statement.execute(table);
      }
    }
    Replan replan = Live.replan(schema, desired);
    assertThat(Live.statements(replan)).isEmpty();
    assertThat(texts(replan).keySet())
        .containsExactly("codes", "days", "events", "select", "ships", "sums");
    assertThat(replan.live().leftOut()).isEmpty();
  }

  @Test
  void theLongPartitionListIsLong() {
    assertThat(tables().get(tables().size() - 1).length()).isGreaterThan(4096);
  }

  @Test
  void plansWhatIsMissing() throws Exception {
    schema.execute(
        "CREATE TABLE ships (id int NOT NULL, PRIMARY KEY (id))", "CREATE TABLE boats (id int)");
    assertThat(Live.statements(Live.replan(schema, SHIPS)))
        .containsExactly(
            "ALTER TABLE `ships` ADD COLUMN `name` varchar(50) NOT NULL", "DROP TABLE `boats`")
        .inOrder();
  }

  @Test
  void readsInheritedCharacterSetsAsTheSchemaHasThem() throws Exception {
    try (TestSchema latin = server.createSchema("CHARACTER SET latin1 COLLATE latin1_german1_ci")) {
      latin.execute(SHIPS);
      assertThat(Live.statements(Live.replan(latin, SHIPS))).isEmpty();
      assertThat(Live.statements(Live.replan(latin, SHIPS + " CHARACTER SET utf8mb4"))).hasSize(1);
      try (Deployment deployment = Live.open(url(), Live.account(server))) {
        assertThat(Live.inputs(deployment, latin.name()).collation())
            .isEqualTo("latin1_german1_ci");
        assertThat(Live.inputs(deployment, schema.name()).version())
            .isEqualTo(server.version().replaceFirst("-.*", ""));
      }
    }
  }

  @Test
  void keepsADroppedDefaultApart() throws Exception {
    schema.execute("CREATE TABLE t (a int)", "ALTER TABLE t ALTER a DROP DEFAULT");
    assertThat(Live.statements(Live.replan(schema, "CREATE TABLE t (a int)")))
        .containsExactly("ALTER TABLE `t` MODIFY COLUMN `a` int DEFAULT NULL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a binary(1) DEFAULT 0xFF)",
        "CREATE TABLE t (a enum('😀'))",
        "CREATE TABLE t (a enum('😀'), b varchar(9) DEFAULT 'x')"
      })
  void refusesATableOfWhichTheServerPrintsLessThanItHas(String live) throws Exception {
    schema.execute(live);
    String asPrinted = live.replaceAll("😀|0xFF", "?").replace("DEFAULT ?", "DEFAULT '?'");

    EngineException e = Live.refusal(schema, asPrinted);

    assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
    assertThat(e).hasMessageThat().contains("t: line 2, column ");
    assertThat(e).hasMessageThat().contains("a question mark");
    assertThat(Live.statements(Live.replan(schema, Map.of("leftover-tables", "t"), SHIPS)))
        .hasSize(1);
  }

  /** What is live, what is desired, and whether these are the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "varchar(9) DEFAULT '😀'                       | varchar(9) DEFAULT '😀'            | true",
        "varchar(9) DEFAULT '😀'                       | varchar(9) DEFAULT '?'             | false",
        "varchar(9) DEFAULT '?'                        | varchar(9) DEFAULT '?'             | true",
        "varchar(9) DEFAULT '?'                        | varchar(9) DEFAULT '😀'            | false",
        "varchar(9) DEFAULT '😀'                       | varchar(9) DEFAULT '🙃'            | false",
        "varchar(9) DEFAULT 'it''s \\\\ 😀?'           | varchar(9) DEFAULT 'it''s \\\\ 😀?'  | true",
        "varchar(9) NOT NULL DEFAULT '\uFFFD'          | varchar(9) NOT NULL DEFAULT '\uFFFD' | true",
        "char(9) CHARACTER SET latin1 DEFAULT 'ä?'     | char(9) CHARACTER SET latin1 DEFAULT 'ä?' | true",
        "char(9) CHARACTER SET latin1 DEFAULT 'ä?'     | char(9) CHARACTER SET latin1 DEFAULT 'a?' | false",
        "char(9) CHARACTER SET utf16 DEFAULT '😀'      | char(9) CHARACTER SET utf16 DEFAULT '😀' | true",
        "varchar(9) NOT NULL DEFAULT '😀'              | varchar(9) NOT NULL DEFAULT '?'    | false",
        "varchar(9) NOT NULL DEFAULT '😀'              | varchar(9) NOT NULL DEFAULT '😀'   | true",
        "varchar(9) DEFAULT '?', c int DEFAULT 7       | varchar(9) DEFAULT '?', c int DEFAULT 7 | true",
      })
  void asksForDefaultsThatTheServerDoesNotPrint(String live, String desired, boolean same)
      throws Exception {
    schema.execute(
        "CREATE TABLE t (a int, b " + live + ", KEY (b))", "INSERT INTO t (a) VALUES (1)");
    schema.execute("CREATE TABLE `em``pty` (`b``c` " + live + ")");
    List<String> plan =
        Live.statements(
            Live.replan(
                schema,
                "CREATE TABLE t (a int, b " + desired + ", KEY (b))",
                "CREATE TABLE `em``pty` (`b``c` " + desired + ")"));
    assertThat(plan).hasSize(same ? 0 : 2);
    for (String statement : plan) {
      schema.execute(statement);
    }
    assertThat(
            Live.statements(
                Live.replan(
                    schema,
                    "CREATE TABLE t (a int, b " + desired + ", KEY (b))",
                    "CREATE TABLE `em``pty` (`b``c` " + desired + ")")))
        .isEmpty();
  }

  @Test
  void readsCharactersThatTheServerPrints() throws Exception {
    String written =
        "CREATE TABLE t (a varchar(9) COMMENT 'why?', b int AS (a = '😀'), CHECK (a <> '😀'))";
    schema.execute(written);
    assertThat(Live.statements(Live.replan(schema, written))).isEmpty();
  }

  @Test
  void aCounterThatMovesOnIsNoDifference() throws Exception {
    String written = "CREATE TABLE t (id int NOT NULL AUTO_INCREMENT, PRIMARY KEY (id))";
    schema.execute(written);
    try (Wire wire =
        Wire.to(
            server.port(),
            "SHOW CREATE TABLE `t`",
            2,
            at -> schema.execute("INSERT INTO t VALUES (), ()"))) {
      Replan replan = Live.replan(url(wire.port()), Live.account(server), schema.name(), written);
      assertThat(Live.statements(replan)).isEmpty();
      assertThat(wire.seen()).isEqualTo(2);
      assertThat(texts(replan).get("t")).contains("AUTO_INCREMENT=3");
    }
  }

  @Test
  void rowsThatSomebodyHasNotCommittedDoNotMatter() throws Exception {
    schema.execute(SHIPS);
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO ships VALUES (1, 'one')");
      assertThat(Live.statements(Live.replan(schema, SHIPS))).isEmpty();
    }
  }

  @Test
  void readsATableThatSomebodyHasLocked() throws Exception {
    schema.execute(SHIPS);
    try (Connection connection = schema.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLES ships WRITE");
      assertThat(Live.statements(Live.replan(schema, SHIPS))).isEmpty();
    }
  }

  @Test
  void aNamespaceThatIsNotDesiredIsNotRead() throws Exception {
    try (TestSchema other = server.createSchema()) {
      schema.execute(SHIPS);
      other.execute("CREATE TABLE t (a int)");
      assertThat(Live.replan(schema, SHIPS).live().tables().keySet()).containsExactly(place());
    }
  }

  @Test
  void aLocationMayNameTheOneSchema() throws Exception {
    schema.execute(SHIPS);
    String url = "jdbc:mysql://" + server.host() + ":" + server.port() + "/";
    try (TestSchema other = server.createSchema();
        Deployment deployment = Live.open(url + schema.name() + Live.PLAIN, Live.account(server))) {
      assertThat(deployment.topology().namespaces().keySet())
          .containsExactly(new Namespace(schema.name()));
      EngineException e =
          Live.refusal(url + schema.name() + Live.PLAIN, Live.account(server), other.name(), SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.NAMESPACE_MISSING);
    }
    EngineException e =
        Live.refusal(url + "nowhere" + Live.PLAIN, Live.account(server), "nowhere", SHIPS);
    assertThat(e.reason()).isEqualTo(Reason.NAMESPACE_MISSING);
    assertThat(e).hasMessageThat().contains("\"nowhere\"");
  }

  @Test
  void leavesOutWhatToolsLeaveAndSaysSo() throws Exception {
    schema.execute(
        SHIPS,
        "CREATE TABLE _ships_gho (a int)",
        "CREATE TABLE _ships_ghc (a int)",
        "CREATE TABLE __ships_new (a int)",
        "CREATE TABLE _ships_chkpnt (a int)",
        "CREATE TABLE flyway_schema_history (a int)",
        "CREATE TABLE _boats_old (a int)",
        "CREATE TABLE notes (a int)");
    Replan replan = Live.replan(schema, Map.of("leftover-tables", "notes"), SHIPS);
    assertThat(Live.statements(replan)).containsExactly("DROP TABLE `_boats_old`");
    assertThat(replan.live().leftOut())
        .containsExactly(
            place(),
            new TreeMap<>(
                Map.of(
                    "_ships_gho", "left behind by gh-ost",
                    "_ships_ghc", "left behind by gh-ost",
                    "__ships_new", "left behind by pt-online-schema-change",
                    "_ships_chkpnt", "left behind by spirit",
                    "flyway_schema_history", "left behind by flyway",
                    "notes", "named by the setting leftover-tables")));
  }

  @Test
  void comparesWhatTheDesiredSchemaHasWhateverItsName() throws Exception {
    schema.execute(SHIPS, "CREATE TABLE _ships_old (a int)");
    assertThat(
            Live.statements(Live.replan(schema, SHIPS, "CREATE TABLE _ships_old (a int, b int)")))
        .containsExactly("ALTER TABLE `_ships_old` ADD COLUMN `b` int DEFAULT NULL");
    assertThat(Live.statements(Live.replan(schema, Map.of("leftover-tools", "none"), SHIPS)))
        .containsExactly("DROP TABLE `_ships_old`");
  }

  @Test
  void saysWhichViewsItDoesNotManage() throws Exception {
    schema.execute(SHIPS, "CREATE VIEW fleet AS SELECT id FROM ships");
    Replan replan = Live.replan(schema, SHIPS);
    assertThat(Live.statements(replan)).isEmpty();
    assertThat(replan.live().leftOut().get(place()))
        .containsExactly(
            "fleet",
            "a view, and the desired schema of its namespace has none: views are not managed there");
    EngineException e = Live.refusal(schema, SHIPS, "CREATE TABLE fleet (id int)");
    assertThat(e.reason()).isEqualTo(Reason.DIFFERENCE_INEXPRESSIBLE);
    assertThat(e).hasMessageThat().contains("found a view of that name");
  }

  @Test
  void takesAViewForTheDesiredOneThatTheServerWordsDifferently() throws Exception {
    String view =
        "CREATE VIEW fleet AS SELECT s.*, upper(name) FROM ships s WHERE id > 5 AND name IS NOT NULL";
    schema.execute(SHIPS, view, "CREATE VIEW names (n) AS SELECT name FROM fleet");
    Replan replan =
        Live.replan(
            schema,
            SHIPS,
            view + "; CREATE OR REPLACE VIEW names(n) AS (SELECT fleet.name AS name FROM fleet)");
    assertThat(Live.statements(replan)).isEmpty();
    assertThat(replan.live().tables().get(place())).containsKey("fleet");
    assertThat(replan.live().leftOut().getOrDefault(place(), new TreeMap<>()).keySet())
        .containsExactly("fleet.DEFINER", "names.DEFINER");
  }

  @Test
  void plansViewsThatDiffer() throws Exception {
    schema.execute(
        SHIPS,
        "CREATE VIEW every AS SELECT * FROM ships",
        "CREATE VIEW gone AS SELECT id FROM ships",
        "CREATE DEFINER=a@b VIEW owned AS SELECT id FROM ships",
        "CREATE VIEW safe AS SELECT id FROM ships",
        "ALTER TABLE ships ADD flag int");
    assertThat(
            Live.statements(
                Live.replan(
                    schema,
                    SHIPS.replace(", PRIMARY", ", flag int, PRIMARY"),
                    "CREATE VIEW every AS SELECT * FROM ships",
                    "CREATE DEFINER=c@d VIEW owned AS SELECT id FROM ships",
                    "CREATE SQL SECURITY INVOKER VIEW safe AS SELECT id FROM ships")))
        .containsExactly(
            "DROP VIEW `gone`",
            "CREATE OR REPLACE VIEW `every` AS select * from `ships`",
            "CREATE OR REPLACE DEFINER=`c`@`d` VIEW `owned` AS select `id` from `ships`",
            "CREATE OR REPLACE SQL SECURITY INVOKER VIEW `safe` AS select `id` from `ships`")
        .inOrder();
  }

  @Test
  void refusesAViewOfWhichItDoesNotKnowWhatTheServerMakes() throws Exception {
    String odd = "CREATE VIEW odd AS SELECT id FROM ships WHERE id > ALL (SELECT 1)";
    schema.execute(SHIPS, odd);
    EngineException e = Live.refusal(schema, SHIPS, odd);
    assertThat(e.reason()).isEqualTo(Reason.VIEW_NOT_COMPARABLE);
    assertThat(e).hasMessageThat().contains("it uses ALL, ANY");
    String printed;
    try (var connection = schema.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW CREATE VIEW odd")) {
      rows.next();
      printed = rows.getString(2);
    }
    assertThat(Live.statements(Live.replan(schema, SHIPS, printed))).isEmpty();
  }

  @Test
  void holdsADeclaredDatabaseAgainstTheServer() throws Exception {
    schema.execute("ALTER DATABASE CHARACTER SET latin1", SHIPS);
    String create = "CREATE DATABASE " + schema.name();
    for (String same : List.of("", " CHARACTER SET latin1", " COLLATE latin1_swedish_ci")) {
      assertThat(Live.statements(Live.replan(schema, create + same, SHIPS))).isEmpty();
    }
    assertThat(Live.statements(Live.replan(schema, create + ";" + SHIPS))).isEmpty();
    for (String other :
        List.of(" CHARACTER SET utf8mb4", " COLLATE latin1_bin", " ENCRYPTION 'Y'")) {
      EngineException e = Live.refusal(schema, create + other, SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.DIFFERENCE_INEXPRESSIBLE);
      assertThat(e).hasMessageThat().contains("ALTER DATABASE does it by hand");
    }
    assertThat(Live.refusal(schema, "CREATE DATABASE other", SHIPS).reason())
        .isEqualTo(Reason.DESIRED_SCHEMA_UNREADABLE);
    assertThat(Live.refusal(schema, "DROP DATABASE " + schema.name(), SHIPS).reason())
        .isEqualTo(Reason.DESIRED_SCHEMA_UNREADABLE);
  }

  @Test
  void showsALiveSchemaOutsideOfARePlan() throws Exception {
    schema.execute(SHIPS, "CREATE VIEW fleet AS SELECT id FROM ships");
    try (Deployment deployment = Live.open(url(), Live.account(server))) {
      var live = deployment.read(new TreeSet<>(List.of(place().namespace())), new TreeSet<>());
      assertThat(live.tables().get(place())).containsKey("ships");
      assertThat(live.leftOut().get(place())).containsKey("fleet");
    }
  }

  @Test
  void refusesAServerThatGoesAwayInTheMiddle() throws Exception {
    schema.execute(SHIPS, "CREATE TABLE boats (a int)");
    try (Wire wire = Wire.to(server.port(), "SHOW CREATE TABLE `ships`", 1, Wire::cut)) {
      EngineException e =
          Live.refusal(url(wire.port()), Live.account(server), schema.name(), SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(e)
          .hasMessageThat()
          .startsWith(
              "expected an answer while reading the table \"ships\" of \""
                  + schema.name()
                  + "\", but the connection broke");
    }
  }

  /** From the first packet of the session to the last one, whatever they are. */
  @Test
  void refusesAServerThatGoesAwayAtAnyStatement() throws Exception {
    schema.execute(
        SHIPS, "CREATE TABLE boats (a int)", "CREATE VIEW fleet AS SELECT id FROM ships");
    String[] desired = {
      SHIPS, "CREATE TABLE boats (a int)", "CREATE VIEW fleet AS SELECT id FROM ships"
    };
    int packets;
    try (Wire wire = Wire.to(server.port(), "", 0, Wire::cut)) {
      assertThat(
              Live.statements(
                  Live.replan(url(wire.port()), Live.account(server), schema.name(), desired)))
          .isEmpty();
      packets = wire.seen();
    }
    // The last packet says that the connection is not needed any more.
    assertThat(packets).isAtLeast(20);
    for (int packet = 1; packet < packets; packet++) {
      try (Wire wire = Wire.to(server.port(), "", packet, Wire::cut)) {
        EngineException e =
            Live.refusal(url(wire.port()), Live.account(server), schema.name(), desired);
        assertWithMessage("cut at packet %s: %s", packet, e.getMessage())
            .that(e.reason())
            .isEqualTo(Reason.UNREACHABLE);
      }
    }
  }

  @Test
  void takesAnEncryptedConnectionThatBreaksForABrokenOne() throws Exception {
    schema.execute(SHIPS);
    for (int part = 1; part <= 8; part++) {
      try (Wire wire = Wire.to(server.port(), "", part, Wire::cut)) {
        EngineException e =
            Live.refusal(
                "jdbc:mysql://" + server.host() + ":" + wire.port() + "/",
                Live.account(server),
                schema.name(),
                SHIPS);
        assertWithMessage("cut at part %s: %s", part, e.getMessage())
            .that(e.reason())
            .isEqualTo(Reason.UNREACHABLE);
      }
    }
  }

  @Test
  void refusesWhenSomebodyEndsItsConnection() throws Exception {
    schema.execute(SHIPS);
    try (Wire wire =
        Wire.to(server.port(), "SHOW CREATE TABLE `ships`", 1, at -> endOtherSessions())) {
      EngineException e =
          Live.refusal(url(wire.port()), Live.account(server), schema.name(), SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(e).hasMessageThat().contains("while reading the table \"ships\"");
    }
  }

  private void endOtherSessions() throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      List<String> sessions = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT id FROM information_schema.processlist WHERE db = '" + schema.name() + "'")) {
        while (rows.next()) {
          sessions.add(rows.getString(1));
        }
      }
      for (String session : sessions) {
        statement.execute("KILL " + session);
      }
    }
  }

  @Test
  void refusesAServerThatDiesInTheMiddle() throws Exception {
    try (MySqlServer own = MySqlServer.start()) {
      // It is gone with its server.
      TestSchema dying = own.createSchema();
      dying.execute(SHIPS);
      try (Wire wire =
          Wire.to(
              own.port(), "SHOW CREATE TABLE `ships`", 1, at -> Live.execute(own, "SHUTDOWN"))) {
        EngineException e = Live.refusal(url(wire.port()), Live.account(own), dying.name(), SHIPS);
        assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      }
    }
  }

  @Test
  void refusesAServerThatFallsSilentInTheMiddle() throws Exception {
    schema.execute(SHIPS);
    CountDownLatch over = new CountDownLatch(1);
    try (Wire wire = Wire.to(server.port(), "SHOW CREATE TABLE `ships`", 1, at -> over.await())) {
      EngineException e =
          Live.refusal(
              url(wire.port()).replace("?", "?socketTimeout=500&"),
              Live.account(server),
              schema.name(),
              SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(e).hasMessageThat().contains("SocketTimeoutException");
    } finally {
      over.countDown();
    }
  }

  @Test
  void refusesATableThatDisappearsWhileItIsRead() throws Exception {
    schema.execute(SHIPS, "CREATE TABLE boats (a int)");
    EngineException e = refusalWhen("SHOW CREATE TABLE `ships`", 1, "DROP TABLE ships");
    assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_CHANGED);
    assertThat(e).hasMessageThat().contains("reading the table \"ships\"");
  }

  @Test
  void refusesASchemaThatChangesBetweenItsTwoReadings() throws Exception {
    Map<String, String> changes =
        Map.of(
            "ALTER TABLE boats ADD b int", "a change of the table \"boats\", altered",
            "DROP TABLE boats", "a change of the table \"boats\", dropped",
            "CREATE TABLE canoes (a int)", "a change of the table \"canoes\", created",
            "CREATE VIEW fleet AS SELECT * FROM boats", "a change of its views",
            "ALTER DATABASE CHARACTER SET latin1", "a change of its defaults");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      try (TestSchema own = server.createSchema()) {
        own.execute(SHIPS, "CREATE TABLE boats (a int)");
        try (Wire wire =
            Wire.to(
                server.port(),
                "SHOW CREATE TABLE `ships`",
                1,
                at -> own.execute(change.getKey()))) {
          EngineException e =
              Live.refusal(url(wire.port()), Live.account(server), own.name(), SHIPS);
          assertWithMessage(change.getKey()).that(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_CHANGED);
          assertThat(e).hasMessageThat().endsWith("but found " + change.getValue());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://root:hunter2@127.0.0.1/",
        "jdbc:mysql://127.0.0.1/?user=root&password=hunter2",
        "jdbc:mysql://127.0.0.1/?PASSWORD=hunter2",
        "jdbc:mysql://127.0.0.1/?password1=hunter2",
        "jdbc:mysql://127.0.0.1/?trustCertificateKeyStorePassword=hunter2",
        "jdbc:mysql://(host=127.0.0.1,password=hunter2)/",
        "jdbc:mysql://address=(host=127.0.0.1)(password=hunter2)/",
        "jdbc:mysql://127.0.0.1,hunter2/",
        "jdbc:mysql:loadbalance://hunter2/",
        "jdbc:mysql+srv://hunter2/",
        "jdbc:mariadb://hunter2/",
        "jdbc:mysql://127.0.0.1/a/hunter2",
        "jdbc:mysql://127.0.0.1/a#hunter2",
        "jdbc:mysql://127.0.0.1:99999/",
        "jdbc:mysql://127.0.0.1/?allowLoadLocalInfile=hunter2",
        "jdbc:mysql://127.0.0.1/?autoDeserialize=hunter2",
        "jdbc:mysql://127.0.0.1/?queryInterceptors=hunter2",
        "jdbc:mysql://127.0.0.1/?socketFactory=hunter2",
        "jdbc:mysql://127.0.0.1/?sslMode=PREFERRED",
        "jdbc:mysql://127.0.0.1/?sslMode=hunter2",
        "jdbc:mysql://127.0.0.1/?sslMode=REQUIRED&sslMode=DISABLED",
        "jdbc:mysql://127.0.0.1/?connectTimeout=0",
        "jdbc:mysql://127.0.0.1/?hunter=2&tlsVersions=SSLv3",
        "vtctld://hunter2:15999",
      })
  void refusesALocationThatItDoesNotTakeAndRepeatsNoSecret(String url) {
    EngineException e = Live.refusal(url, Map.of(), "s");
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e).hasMessageThat().startsWith("expected ");
    assertThat(e).hasMessageThat().doesNotContain("hunter2");
  }

  @Test
  void refusesAPortWhereNobodyListens() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    EngineException e = Live.refusal(url(free), Live.account(server), schema.name(), SHIPS);
    assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(e).hasMessageThat().contains("ConnectException");
  }

  @Test
  void refusesAServerThatNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      EngineException e =
          Live.refusal(
              url(silent.getLocalPort()).replace("?", "?connectTimeout=300&socketTimeout=300&"),
              Live.account(server),
              schema.name(),
              SHIPS);
      assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(e).hasMessageThat().contains("Timeout");
    }
  }

  private EngineException refusalWhen(String statement, int time, String event) throws Exception {
    try (Wire wire = Wire.to(server.port(), statement, time, at -> schema.execute(event))) {
      return Live.refusal(url(wire.port()), Live.account(server), schema.name(), SHIPS);
    }
  }

  private SortedMap<String, String> texts(Replan replan) {
    return replan.live().tables().getOrDefault(place(), Collections.emptySortedMap());
  }

  private Place place() {
    return new Place(new Namespace(schema.name()), Optional.empty());
  }

  private String url() {
    return url(server.port());
  }

  private String url(int port) {
    return Live.url(server, port);
  }
}
