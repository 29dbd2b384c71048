package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check}, {@code materialize} and {@code plan} with the adapters as they are installed. */
final class GuardCommandsTest {

  private static final String DISPATCH =
      """
      {"plan_id": "plan-1", "database": "shop", "type": "vitess", "target_shards": ["-80"],
       "ddl_changes": [
         {"namespace": "shop", "table_name": "orders", "change_type": "alter",
          "ddl": "ALTER TABLE `orders` ADD KEY `by_day` (`day`)"}]}
      """;

  private static final String WANTED =
      "CREATE TABLE orders (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id), KEY by_day"
          + " (day))";
  private static final String LIVE =
      "CREATE TABLE orders (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id))";
  private static final String DRIFTED =
      "CREATE TABLE orders (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id), KEY hot (id,"
          + " day))";

  @TempDir Path directory;

  @BeforeEach
  void recordADeployment() throws IOException {
    write("schema/shop/orders.sql", WANTED);
    write("live/shop/-80/orders.sql", LIVE);
    write("live/shop/80-/orders.sql", DRIFTED);
    write("dispatch.json", DISPATCH);
    write("drifted.json", DISPATCH.replace("\"-80\"", "\"80-\""));
    Files.createDirectory(directory.resolve("store"));
  }

  @Test
  void permitsWhatTheDeploymentWouldPlanNow() {
    Cli.Run run = check("dispatch.json");
    assertThat(run.out()).startsWith("PERMITTED plan \"plan-1\", shard -80\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void refusesAShardThatHasDrifted() {
    Cli.Run run = check("drifted.json");
    assertThat(run.out()).startsWith("REFUSED (DRIFT) plan \"plan-1\", shard 80-\n");
    assertThat(run.out()).contains("STATEMENT_DIFFERS");
    assertThat(run.out()).contains("DROP KEY `hot`");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void readsTheDispatchFromStandardInput() {
    String[] args = {"check", "--dispatch", "-", "--schema", at("schema"), "--live", live()};
    assertThat(Cli.runWithInput(DISPATCH, args).status()).isEqualTo(0);
    assertThat(Cli.runWithInput("", args).status()).isEqualTo(2);
  }

  /** Each row is one edit of the dispatch that is permitted above. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "plan-1"                    | null                                   | 2 | NULL_VALUE
          "plan_id"                   | "plan"                                 | 2 | UNKNOWN_FIELD
          "target_shards"             | "target_shard"                         | 2 | UNKNOWN_FIELD
          "target_shards": ["-80"],   | "target_shards": ["-80", "80-"],       | 2 | TARGET_SHARDS_SEVERAL
          "target_shards": ["-80"],   | "target_shards": ["-80", "-80"],       | 2 | TARGET_SHARD_REPEATED
          "target_shards": ["-80"],   | "target_shards": [""],                 | 2 | TARGET_SHARD_BLANK
          "target_shards": ["-80"],   | "target_shards": [" -80"],             | 2 | TARGET_SHARD_PADDED
          "target_shards": ["-80"],   | "target_shards": ["-c0"],              | 2 | SHARD_UNKNOWN
          "target_shards": ["-80"],   | "target_shards": ["shop/80-"],         | 1 | STATEMENT_DIFFERS
          "target_shards": ["-80"],   | "target_shards": ["other/-80"],        | 2 | NAMESPACE_UNKNOWN
          "target_shards": ["-80"],   | "target_shards": [],                   | 1 | NAMESPACE_IS_SHARDED
          "target_shards": ["-80"],   | "options": {"expect_no_changes": "true"}, | 2 | DISPATCH_NOT_EMPTY
          "vitess"                    | "postgres"                             | 2 | ENGINE_UNKNOWN
          "vitess"                    | "mysql"                                | 2 | SOURCE_NOT_SUPPORTED
          "alter"                     | "drop"                                 | 2 | OPERATION_LABEL_DIFFERS
          "orders"                    | "baskets"                              | 2 | TABLE_LABEL_DIFFERS
          "shop", "table_name"        | "mall", "table_name"                   | 2 | NAMESPACE_UNKNOWN
          ADD KEY `by_day` (`day`)    | ADD KEY `by_days` (`day`)              | 1 | STATEMENT_DIFFERS
          ADD KEY `by_day` (`day`)    | ADD KEY `by_day` (`day` DESC)          | 1 | STATEMENT_DIFFERS
          ADD KEY `by_day` (`day`)    | ADD KEY `by_day` (`day`); DROP TABLE t | 2 | DDL_SECOND_STATEMENT
          ADD KEY `by_day` (`day`)    | ADD KEY `by_day` (`day`                | 2 | DDL_SYNTAX_ERROR
          ALTER TABLE                 | -- ALTER TABLE                         | 2 | DDL_NO_STATEMENT
          ALTER TABLE                 | UPDATE                                 | 2 | DDL_DML
          """)
  void endsInNothingButARefusalWhenOneThingIsWrong(String from, String to, int status, String code)
      throws IOException {
    String edited = DISPATCH.replace(from, to);
    assertThat(edited).isNotEqualTo(DISPATCH);
    write("edited.json", edited);
    Cli.Run run = check("edited.json");
    assertWithMessage(run.out() + run.err()).that(run.out()).contains(code);
    assertWithMessage(run.out()).that(run.status()).isEqualTo(status);
  }

  @Test
  void endsIn2WhenASideCannotBeRead() throws IOException {
    String[][] unreadable = {
      {"--schema", at("nowhere"), "--live", live()},
      {"--schema", at("dispatch.json"), "--live", live()},
      {"--schema", at("schema"), "--live", "snapshot:" + at("nowhere")},
      {"--schema", at("schema"), "--live", "snapshot:" + at("schema/shop")},
      {"--schema", at("schema"), "--live", "jdbc:mysql://127.0.0.1:1/"},
      {"--schema", at("schema"), "--live", "vtctld://127.0.0.1:1"},
      {"--live", live()},
    };
    for (String[] sides : unreadable) {
      Cli.Run run =
          Cli.run(concat(new String[] {"check", "--dispatch", at("dispatch.json")}, sides));
      assertWithMessage(run.out()).that(run.out()).startsWith("REFUSED (");
      assertWithMessage(run.out()).that(run.status()).isEqualTo(2);
    }
  }

  @Test
  void doesNotEndIn0WhenNobodyTakesThePermit() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    String[] sides = {"--schema", at("schema"), "--live", live()};
    String[] dispatch = {"--dispatch", at("dispatch.json")};
    String[][] commands = {{"check"}, {"materialize", "--store", at("store")}};
    for (String[] command : commands) {
      int status =
          Main.run(
              concat(concat(command, dispatch), sides),
              InputStream.nullInputStream(),
              closed,
              OutputStream.nullOutputStream());
      assertThat(status).isEqualTo(2);
    }
  }

  @Test
  void writesTheVerdictIntoAFileWholeOrNotAtAll() throws IOException {
    write("verdict.json", "an older verdict that is longer than nothing");
    Cli.Run run = check("drifted.json", "--format", "json", "--output", at("verdict.json"));
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("verdict.json")))
        .startsWith("{\n  \"format\" : 2,\n  \"verdict\" : \"refused\",\n  \"kind\" : \"DRIFT\"");

    Cli.Run nowhere = check("dispatch.json", "--output", at("nowhere/verdict.json"));
    assertThat(nowhere.status()).isEqualTo(2);
    Cli.Run onto = check("dispatch.json", "--output", at("schema"));
    assertThat(onto.status()).isEqualTo(2);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactly(
              "schema", "live", "store", "dispatch.json", "drifted.json", "verdict.json");
    }
  }

  @Test
  void storesAPlanOnlyWithAPermit() throws IOException {
    Cli.Run refused = materialize("drifted.json");
    assertThat(refused.out()).startsWith("REFUSED (DRIFT)");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(stored()).isEmpty();

    Cli.Run permitted = materialize("dispatch.json");
    assertThat(permitted.out()).startsWith("PERMITTED");
    assertThat(permitted.status()).isEqualTo(0);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void letsThePrimaryGoOnWithoutACheck() throws IOException {
    String[] plannedHere = {
      "materialize",
      "--dispatch",
      at("drifted.json"),
      "--schema",
      at("schema"),
      "--store",
      at("store"),
      "--planned-here"
    };
    assertThat(Cli.run(concat(plannedHere, new String[] {"--live", live()})).status())
        .isEqualTo(64);
    assertThat(stored()).isEmpty();

    Cli.Run kept = Cli.run(plannedHere);
    assertThat(kept.out()).isEqualTo("PLANNED HERE: this deployment made \"plan-1\" itself\n");
    assertThat(kept.status()).isEqualTo(0);
    assertThat(stored()).hasSize(1);

    Cli.Run again = materialize("drifted.json", "--format", "json");
    assertThat(again.out()).contains("\"verdict\" : \"planned here\"");
    assertThat(again.status()).isEqualTo(0);

    Cli.Run other = materialize("dispatch.json");
    assertThat(other.out()).contains("PLAN_CONTENT_DIFFERS");
    assertThat(other.status()).isEqualTo(2);
  }

  @Test
  void keepsNothingAsPlannedHereThatIsNotADispatchWithASchema() throws IOException {
    write("broken.json", DISPATCH.replace("]}", "]"));
    String[][] commands = {
      {"--dispatch", at("broken.json"), "--schema", at("schema")},
      {"--dispatch", at("dispatch.json")},
      {"--dispatch", at("dispatch.json"), "--schema", at("nowhere")},
    };
    for (String[] command : commands) {
      Cli.Run run =
          Cli.run(
              concat(
                  new String[] {"materialize", "--planned-here", "--store", at("store")}, command));
      assertWithMessage(run.out() + run.err()).that(run.status()).isEqualTo(2);
      assertThat(stored()).isEmpty();
    }
  }

  @Test
  void fansItsPlanOutIntoDispatchesThatArePermitted() throws IOException {
    String[] plan = {
      "plan",
      "--engine",
      "vitess",
      "--schema",
      at("schema"),
      "--live",
      live(),
      "--fan-out",
      at("planned")
    };
    Cli.Run run = Cli.run(plan);
    assertThat(run.status()).isEqualTo(0);
    assertThat(run.out())
        .isEqualTo(
            """
            -- shop/-80
            ALTER TABLE `orders` ADD KEY `by_day` (`day`);

            -- shop/80-
            ALTER TABLE `orders` DROP KEY `hot`, ADD KEY `by_day` (`day`);
            """);
    List<Path> dispatches;
    try (Stream<Path> files = Files.list(directory.resolve("planned"))) {
      dispatches = files.sorted().toList();
    }
    assertThat(dispatches.stream().map(file -> file.getFileName().toString()).toList())
        .containsExactly("001--80.json", "002-80-.json")
        .inOrder();
    for (Path dispatch : dispatches) {
      Cli.Run verdict = Cli.run("check", "--dispatch", dispatch.toString(), "--live", live());
      assertWithMessage(verdict.out()).that(verdict.status()).isEqualTo(0);
    }

    Cli.Run again = Cli.run(plan);
    assertThat(again.err()).contains("is not empty");
    assertThat(again.status()).isEqualTo(64);
  }

  @Test
  void gluesNoPlanToTheIdOfAnother() throws IOException {
    for (String to : ImmutableList.of("one", "two")) {
      Cli.run(
          "plan",
          "--engine",
          "vitess",
          "--schema",
          at("schema"),
          "--live",
          live(),
          "--fan-out",
          at(to));
    }
    assertThat(planId("one")).startsWith("plan-");
    assertThat(planId("one")).isNotEqualTo(planId("two"));
  }

  @Test
  void plansOnlyWithTheEngineThatIsNamed() {
    String[] plan = {"plan", "--schema", at("schema"), "--live", live()};
    Cli.Run unnamed = Cli.run(plan);
    assertThat(unnamed.err())
        .contains("the option --engine is missing; the installed engines are: mysql, vitess");
    assertThat(unnamed.status()).isEqualTo(64);
    Cli.Run unknown = Cli.run(concat(plan, new String[] {"--engine", "Vitess"}));
    assertThat(unknown.err()).contains("there is no engine \"Vitess\"");
    assertThat(unknown.status()).isEqualTo(64);
    Cli.Run other = Cli.run(concat(plan, new String[] {"--engine", "mysql"}));
    assertThat(other.err()).contains("SOURCE_NOT_SUPPORTED");
    assertThat(other.status()).isEqualTo(2);
  }

  /** No run of backquotes in the plan ends the block that it stands in. */
  @Test
  void printsAPlanForAPullRequest() throws IOException {
    String[] plan = {
      "plan",
      "--engine",
      "vitess",
      "--schema",
      at("schema"),
      "--live",
      live(),
      "--format",
      "markdown"
    };
    assertThat(Cli.run(plan).out())
        .isEqualTo(
            """
            ### driftguard: 2 changes in 2 places

            ```sql
            -- shop/-80
            ALTER TABLE `orders` ADD KEY `by_day` (`day`);

            -- shop/80-
            ALTER TABLE `orders` DROP KEY `hot`, ADD KEY `by_day` (`day`);
            ```
            """);
    Path table = directory.resolve("schema/shop/orders.sql");
    Files.writeString(table, Files.readString(table).replace("by_day", "`by````@octocat`"));
    assertThat(Cli.run(plan).out())
        .startsWith("### driftguard: 2 changes in 2 places\n\n`````sql\n-- shop/-80\n");
    assertThat(Cli.run(plan).out()).endsWith(" ADD KEY `by````@octocat` (`day`);\n`````\n");
  }

  @Test
  void printsAPlanForPrograms() {
    Cli.Run run =
        Cli.run(
            "plan",
            "--engine",
            "vitess",
            "--schema",
            at("schema"),
            "--live",
            live(),
            "--format",
            "json");
    assertThat(run.out())
        .startsWith(
            "{\"format\":1,\"engine\":\"vitess\",\"changes\":[{\"namespace\":\"shop\","
                + "\"ddl\":\"ALTER TABLE `orders` ADD KEY `by_day` (`day`)\",\"operation\":\"ALTER\","
                + "\"shard\":\"-80\",\"table\":\"orders\"},");
    assertThat(run.status()).isEqualTo(0);
  }

  private Cli.Run check(String dispatch, String... more) {
    return Cli.run(
        concat(
            new String[] {
              "check", "--dispatch", at(dispatch), "--schema", at("schema"), "--live", live()
            },
            more));
  }

  private Cli.Run materialize(String dispatch, String... more) {
    return Cli.run(
        concat(
            new String[] {
              "materialize",
              "--dispatch",
              at(dispatch),
              "--schema",
              at("schema"),
              "--live",
              live(),
              "--store",
              at("store")
            },
            more));
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("store"))) {
      return files.toList();
    }
  }

  private String planId(String fanOut) throws IOException {
    String dispatch = Files.readString(directory.resolve(fanOut).resolve("001--80.json"));
    return dispatch.replaceAll("(?s).*\"plan_id\" : \"([^\"]*)\".*", "$1");
  }

  private String live() {
    return "snapshot:" + at("live");
  }

  private String at(String below) {
    return directory.resolve(below).toString();
  }

  private void write(String below, String text) throws IOException {
    Path file = directory.resolve(below);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(UTF_8));
  }

  private static String[] concat(String[] first, String[] second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
  }
}
