package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code canonicalize}, {@code diff} and {@code simulate}. */
final class PartsTest {

  @TempDir Path directory;

  @Test
  void canonicalizesAScript() {
    Cli.Run run = Cli.runWithInput("drop table a; create unique index x on b (c);", "canonicalize");
    assertThat(run.out()).isEqualTo("DROP TABLE `a`;\nALTER TABLE `b` ADD UNIQUE KEY `x` (`c`);\n");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void canonicalizesFilesInTheirOrder() throws IOException {
    Cli.Run run =
        Cli.run("canonicalize", write("2.sql", "truncate b"), write("1.sql", "drop table a"));
    assertThat(run.out()).isEqualTo("TRUNCATE TABLE `b`;\nDROP TABLE `a`;\n");
  }

  @Test
  void printsNothingWhenOneStatementIsRefused() {
    for (String script :
        new String[] {"drop table a; select 1", "drop table", "", "-- nothing\n"}) {
      Cli.Run run = Cli.runWithInput(script, "canonicalize");
      assertWithMessage(script).that(run.out()).isEmpty();
      assertWithMessage(script).that(run.err().lines().count()).isEqualTo(1);
      assertWithMessage(script).that(run.status()).isEqualTo(2);
    }
    Cli.Run run = Cli.runWithInput(new byte[] {'d', (byte) 0xff}, "canonicalize");
    assertThat(run.err()).contains("expected UTF-8 in standard input");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void printsWhatIsUnderstoodAndRefusedAllTheSameWithTheRefusal() {
    Cli.Run run =
        Cli.runWithInput(
            "drop table a; drop schema d; create table t (a integer, a int)", "canonicalize");
    assertThat(run.out())
        .isEqualTo(
            "DROP TABLE `a`;\nDROP DATABASE `d`;\nCREATE TABLE `t` (\n  `a` int,\n  `a` int\n);\n");
    assertThat(run.err().lines().count()).isEqualTo(2);
    assertThat(run.err()).contains("DATABASE: ");
    assertThat(run.err()).contains("INVALID_DEFINITION: ");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void answersWithBothForWhatIsUnderstoodAndRefusedAllTheSame() {
    Cli.Run run =
        Cli.runWithInput(
            """
            {"id": 1, "sql": "drop temporary table t"}
            {"id": 2, "sql": "create table t (a integer, a int)"}
            """,
            "canonicalize",
            "--jsonl");
    assertThat(withoutMessages(run))
        .containsExactly(
            "{\"id\":1,\"canonical\":\"DROP TEMPORARY TABLE `t`\",\"error\":{\"code\":"
                + "\"TEMPORARY_TABLE\",\"line\":1,\"column\":1}}",
            "{\"id\":2,\"canonical\":\"CREATE TABLE `t` (\\n  `a` int,\\n  `a` int\\n)\",\"error\":{"
                + "\"code\":\"INVALID_DEFINITION\",\"line\":1,\"column\":1}}");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void printsNoSqlThatATerminalWouldActOn() {
    String hostile = "CREATE TABLE t (a int COMMENT '\u001b]0;owned\u0007')";
    Cli.Run run = Cli.runWithInput(hostile, "canonicalize");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("with --jsonl it is given as it is");
    assertThat(run.err()).doesNotContain("\u001b");
    assertThat(run.status()).isEqualTo(2);

    String question =
        "{\"id\":1,\"sql\":\"" + hostile.replaceAll("\\p{Cntrl}", "\\\\u0007") + "\"}\n";
    assertThat(Cli.runWithInput(question, "canonicalize", "--jsonl").out()).contains("\\u0007");
  }

  @Test
  void answersAboutCanonicalForm() {
    Cli.Run run =
        Cli.runWithInput(
            """
            {"id": 1, "sql": "create unique index x on t (b)"}
            {"id": 2, "sql": "DROP TABLE IF EXISTS `t`;"}
            {"id": 3, "sql": "drop table a;\\n drop table b"}
            {"id": 4, "sql": "select 1"}
            {"id": 5, "sql": "drop table t", "server_version": "8.0.31"}
            {"id": 6, "sql": "drop table t", "server_version": "5.7.1"}
            {"id": 7, "sql": ""}
            """,
            "canonicalize",
            "--jsonl");
    assertThat(withoutMessages(run))
        .containsExactly(
            "{\"id\":1,\"canonical\":\"ALTER TABLE `t` ADD UNIQUE KEY `x` (`b`)\",\"operation\":\"ALTER\","
                + "\"table\":\"t\"}",
            "{\"id\":2,\"canonical\":\"DROP TABLE IF EXISTS `t`\",\"operation\":\"DROP\",\"table\":\"t\"}",
            "{\"id\":3,\"error\":{\"code\":\"SECOND_STATEMENT\",\"line\":2,\"column\":2}}",
            "{\"id\":4,\"error\":{\"code\":\"DML\",\"line\":1,\"column\":1}}",
            "{\"id\":5,\"canonical\":\"DROP TABLE `t`\",\"operation\":\"DROP\",\"table\":\"t\"}",
            "{\"id\":6,\"error\":{\"code\":\"MALFORMED_LINE\"}}",
            "{\"id\":7,\"error\":{\"code\":\"NO_STATEMENT\",\"line\":1,\"column\":1}}")
        .inOrder();
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void diffsTwoFiles() throws IOException {
    String from =
        write("from.sql", "CREATE TABLE a (x int NOT NULL); CREATE TABLE b (x int NOT NULL)");
    String to =
        write(
            "to.sql",
            "CREATE TABLE a (x int NOT NULL, y int NOT NULL); CREATE TABLE b (x int NOT NULL)");
    Cli.Run run = Cli.run("diff", from, to);
    assertThat(run.out()).isEqualTo("ALTER TABLE `a` ADD COLUMN `y` int NOT NULL;\n");
    assertThat(run.status()).isEqualTo(0);
    Cli.Run equal = Cli.run("diff", from, from);
    assertThat(equal.out()).isEmpty();
    assertThat(equal.status()).isEqualTo(0);
  }

  @Test
  void diffsDirectoriesNamespaceByNamespace() throws IOException {
    write("from/a/t.sql", "CREATE TABLE t (x int NOT NULL)");
    write("from/b/t.sql", "CREATE TABLE t (x int NOT NULL)");
    write("to/b/t.sql", "CREATE TABLE t (x int NOT NULL, y int NOT NULL)");
    write("to/c/t.sql", "CREATE TABLE t (x int NOT NULL)");
    Cli.Run run =
        Cli.run("diff", directory.resolve("from").toString(), directory.resolve("to").toString());
    assertThat(run.out())
        .isEqualTo(
            """
            -- a
            DROP TABLE `t`;
            -- b
            ALTER TABLE `t` ADD COLUMN `y` int NOT NULL;
            -- c
            CREATE TABLE `t` (
              `x` int NOT NULL
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
            """);
  }

  @Test
  void diffsWhatIsLiveOnAShardWithWhatIsWanted() {
    Cli.Run run =
        Cli.run(
            "diff",
            Examples.path("vitess/live/commerce_sharded/80-c0"),
            Examples.path("vitess/schema/commerce_sharded"));
    assertThat(run.out()).contains("DROP KEY `incident_placed_at`");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void refusesToDiffWhatIsNoSchema() throws IOException {
    String schema = write("schema.sql", "CREATE TABLE a (x int NOT NULL)");
    String[] others = {
      write("alter.sql", "ALTER TABLE a ADD y int"),
      write("twice.sql", "CREATE TABLE a (x int NOT NULL); CREATE TABLE a (x int NOT NULL)"),
      write("broken.sql", "CREATE TABLE"),
      write("notes/a.txt", "notes").replace("a.txt", ""),
    };
    for (String other : others) {
      Cli.Run run = Cli.run("diff", schema, other);
      assertWithMessage(other).that(run.out()).isEmpty();
      assertWithMessage(other).that(run.err().lines().count()).isEqualTo(1);
      assertWithMessage(other).that(run.status()).isEqualTo(2);
    }
  }

  @Test
  void answersAboutDifferences() {
    Cli.Run run =
        Cli.runWithInput(
            """
            {"id": 1, "from": "", "to": "CREATE TABLE t (a int NOT NULL)"}
            {"id": 2, "from": "CREATE TABLE t (a int NOT NULL)", "to": "create table t (a integer not null)"}
            {"id": 3, "from": "DROP TABLE t", "to": ""}
            {"id": 4, "from": "CREATE TABLE t (", "to": ""}
            """,
            "diff",
            "--jsonl");
    assertThat(withoutMessages(run))
        .containsExactly(
            "{\"id\":1,\"statements\":[\"CREATE TABLE `t` (\\n  `a` int NOT NULL\\n) ENGINE=InnoDB DEFAULT"
                + " CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci\"]}",
            "{\"id\":2,\"statements\":[]}",
            "{\"id\":3,\"error\":{\"code\":\"NOT_CREATE_TABLE\"}}",
            "{\"id\":4,\"error\":{\"code\":\"SYNTAX_ERROR\",\"line\":1,\"column\":17}}")
        .inOrder();
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void simulatesStatementsOnASchema() throws IOException {
    String schema =
        write("shop/t.sql", "CREATE TABLE t (a int NOT NULL); CREATE TABLE u (a int NOT NULL)");
    Cli.Run run =
        Cli.runWithInput(
            "ALTER TABLE t ADD b int NOT NULL; DROP TABLE u",
            "simulate",
            schema.replace("/t.sql", ""),
            "-");
    assertThat(run.out())
        .isEqualTo(
            """
            CREATE TABLE `t` (
              `a` int NOT NULL,
              `b` int NOT NULL
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
            """);
    assertThat(run.status()).isEqualTo(0);
    Cli.Run refused = Cli.runWithInput("DROP TABLE v", "simulate", schema, "-");
    assertThat(refused.err()).contains("UNKNOWN_TABLE");
    assertThat(refused.status()).isEqualTo(2);
  }

  @Test
  void simulatesOneNamespaceOnly() {
    Cli.Run run = Cli.runWithInput("DROP TABLE t", "simulate", Examples.path("vitess/schema"), "-");
    assertThat(run.err())
        .contains("expected one namespace, but found [commerce, commerce_sharded]");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void answersAboutEffects() {
    Cli.Run run =
        Cli.runWithInput(
            """
            {"id": 1, "from": "CREATE TABLE t (a int NOT NULL)", "statements": ["DROP TABLE t"]}
            {"id": 2, "from": "CREATE TABLE t (a int NOT NULL)", "statements": ["ALTER TABLE t ADD b int NOT NULL", "ALTER TABLE t DROP a"]}
            {"id": 3, "from": "CREATE TABLE t (a int NOT NULL)", "statements": ["ALTER TABLE t DROP a"]}
            {"id": 4, "from": "CREATE TABLE t (a int NOT NULL)", "statements": ["DROP TABLE t", "DROP"]}
            {"id": 5, "from": "CREATE TABLE t (a int NOT NULL)", "statements": "DROP TABLE t"}
            """,
            "simulate",
            "--jsonl");
    assertThat(withoutMessages(run))
        .containsExactly(
            "{\"id\":1,\"tables\":{}}",
            "{\"id\":2,\"tables\":{\"t\":\"CREATE TABLE `t` (\\n  `b` int NOT NULL\\n) ENGINE=InnoDB DEFAULT"
                + " CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci\"}}",
            "{\"id\":3,\"error\":{\"code\":\"NO_COLUMN_LEFT\"}}",
            "{\"id\":4,\"error\":{\"code\":\"SYNTAX_ERROR\",\"line\":1,\"column\":5}}",
            "{\"id\":5,\"error\":{\"code\":\"MALFORMED_LINE\"}}")
        .inOrder();
    assertThat(run.status()).isEqualTo(0);
  }

  private static List<String> withoutMessages(Cli.Run run) {
    return run.out()
        .lines()
        .map(line -> line.replaceAll("(,?)\"message\":\"(?:[^\"\\\\]|\\\\.)*\"", ""))
        .toList();
  }

  private String write(String below, String text) throws IOException {
    Path file = directory.resolve(below);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }
}
