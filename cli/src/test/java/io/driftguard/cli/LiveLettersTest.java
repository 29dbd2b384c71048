package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on a server to which letter case does not count in names of tables. */
final class LiveLettersTest {

  private static final String[] LIVE = {
    "CREATE TABLE Orders (Id int NOT NULL, Day date, PRIMARY KEY (Id), KEY By_Day (Day))",
    "CREATE TABLE Items (id int NOT NULL, o int, PRIMARY KEY (id),"
        + " CONSTRAINT Fk_O FOREIGN KEY (o) REFERENCES ORDERS (Id))",
    "CREATE VIEW Fleet AS SELECT O.Id FROM Orders O JOIN iTEMS i ON i.o = O.id WHERE i.ID > 0",
  };
  private static final String DESIRED =
      """
      CREATE TABLE ORDERS (Id int NOT NULL PRIMARY KEY, Day date, KEY By_Day (Day));
      CREATE TABLE items (id int NOT NULL PRIMARY KEY, o int,
        CONSTRAINT Fk_O FOREIGN KEY (o) REFERENCES oRDERS (Id));
      CREATE VIEW FLEET AS SELECT o.id AS Id FROM ORDERS o JOIN Items I ON I.o = o.Id WHERE I.id > 0;
      """;

  private static MySqlServer server;

  @TempDir Path directory;
  private TestSchema schema;

  @BeforeAll
  static void startAServer() {
    server = MySqlServer.start("--lower-case-table-names=1");
  }

  @AfterAll
  static void stopIt() {
    server.close();
  }

  @BeforeEach
  void createASchema() throws Exception {
    schema = server.createSchema();
    schema.execute(LIVE);
  }

  @AfterEach
  void dropIt() throws Exception {
    schema.close();
  }

  @Test
  void seesNoDifferenceInLetters() throws Exception {
    desire(DESIRED);
    assertThat(run("plan", "--schema", at("schema"), "--live", location()).out())
        .startsWith("-- nothing to do");
    for (Cli.Run same :
        List.of(
            run("diff", location(), at("schema")),
            run("diff", at("schema"), location()),
            run("diff", location(), location()))) {
      assertWithMessage(same.err()).that(same.status()).isEqualTo(0);
      assertThat(same.out()).isEmpty();
    }
  }

  /** Views as somebody writes them, each of which is to be what the server made of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ORDERS.Id, oRDERS.Day FROM Orders",
        "SELECT D.X FROM (SELECT O.Id AS X FROM ORDERS AS O) AS D",
        "WITH Cte AS (SELECT Id FROM Orders), Cb (A) AS (SELECT 1) SELECT CTE.Id, cb.A FROM CTE, Cb",
        "WITH Cte AS (SELECT Id FROM Orders) SELECT T.Id FROM CTE T",
        "SELECT Id FROM Orders WHERE EXISTS (SELECT 1 FROM Items AS O2 WHERE o2.o = ORDERS.iD)",
        "SELECT row_number() OVER Wn AS R FROM orders WINDOW Wn AS (ORDER BY Id)",
        "SELECT A.* FROM Orders A LEFT JOIN ITEMS b USING (Id)",
      })
  void takesEachViewForWhatTheServerMadeOfIt(String query) throws Exception {
    schema.execute("CREATE VIEW Mine AS " + query);
    desire(DESIRED + "CREATE VIEW MINE AS " + query);
    Cli.Run plan = run("plan", "--schema", at("schema"), "--live", location());
    assertWithMessage(plan.err()).that(plan.out()).startsWith("-- nothing to do");
  }

  /** The label and the statement of a dispatch, and the exit status of its check. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders | ALTER TABLE orders ADD COLUMN Region varchar(9) | 0",
        "Orders | ALTER TABLE Orders ADD COLUMN Region varchar(9) | 0",
        "orders | ALTER TABLE `ORDERS` ADD COLUMN Region varchar(9) | 0",
        "ORDERS | ALTER TABLE orders ADD COLUMN Region varchar(9) | 0",
        "orders | ALTER TABLE orders ADD COLUMN region varchar(9) | 1",
        "Items  | ALTER TABLE Orders ADD COLUMN Region varchar(9) | 2",
      })
  void checksNamesOfTablesAsTheServerLooksThemUp(String label, String ddl, int status)
      throws Exception {
    desire(DESIRED.replace("Day date,", "Day date, Region varchar(9),"));
    Files.writeString(
        directory.resolve("dispatch.json"),
        """
        {"plan_id": "plan-1", "database": "$", "type": "mysql", "ddl_changes": [
          {"namespace": "$", "table_name": "LABEL", "change_type": "alter", "ddl": "DDL"}]}
        """
            .replace("$", schema.name())
            .replace("LABEL", label)
            .replace("DDL", ddl));
    Cli.Run run =
        run(
            "check",
            "--dispatch",
            at("dispatch.json"),
            "--schema",
            at("schema"),
            "--live",
            location());
    assertWithMessage(run.out()).that(run.status()).isEqualTo(status);
  }

  @Test
  void simulatesWhatTheServerDoes() throws Exception {
    List<String> statements =
        List.of("RENAME TABLE ORDERS TO Jobs", "ALTER TABLE jobS DROP KEY BY_DAY");
    List<String> args = new ArrayList<>(List.of("simulate", location(), "-"));
    args.addAll(List.of("--user", server.user()));
    Cli.Run run = Cli.runWithInput(String.join(";", statements), args.toArray(String[]::new));
    assertWithMessage(run.err()).that(run.status()).isEqualTo(0);
    schema.execute(statements.toArray(String[]::new));
    desire(run.out());
    assertThat(run("plan", "--schema", at("schema"), "--live", location()).out())
        .startsWith("-- nothing to do");
  }

  @Test
  void saysInWhichLettersTheServerHasASchema() throws Exception {
    Path other =
        directory.resolve("schema").resolve(schema.name().replace("driftguard", "DriftGuard"));
    Files.createDirectories(other);
    Files.writeString(other.resolve("all.sql"), DESIRED);
    Cli.Run run = run("plan", "--schema", at("schema"), "--live", location());
    assertThat(run.err()).contains("NAMESPACE_MISSING");
    assertThat(run.err()).contains("but it has \"" + schema.name() + "\"");
    assertThat(run.status()).isEqualTo(2);
  }

  private void desire(String script) throws IOException {
    Path file = directory.resolve("schema").resolve(schema.name()).resolve("all.sql");
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
  }

  private Cli.Run run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--user", server.user()));
    return Cli.run(all.toArray(String[]::new));
  }

  private String location() {
    return "jdbc:mysql://"
        + server.host()
        + ":"
        + server.port()
        + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }

  private String at(String below) {
    return directory.resolve(below).toString();
  }
}
