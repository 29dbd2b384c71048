package io.driftguard.examples;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.propertytests.contract.Clause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is packaged finds the plug-ins as their own builds have packaged them. */
final class PlugInsTest {

  private static final Path BUILT = Path.of("target", "plug-ins");
  private static final Path COMMAND = Path.of("..", "cli", "target", "driftguard.jar");

  private static final String DESIRED = table("");

  @TempDir Path directory;
  private Path plugIns;
  private Path schema;
  private Path live;

  /** How a run of the command ended, and all that it said. */
  private record Run(int status, String said) {}

  @BeforeEach
  void putThePlugInsIntoADirectory() throws IOException {
    plugIns = Files.createDirectory(directory.resolve("plug-ins"));
    for (String jar :
        List.of(
            "engine-plugin/target/driftguard-ring-1.0.0.jar",
            "rule-plugin/target/driftguard-window-1.0.0.jar")) {
      Path built = BUILT.resolve(jar);
      Files.copy(built, plugIns.resolve(built.getFileName()));
    }
    schema = directory.resolve("schema");
    live = directory.resolve("live");
    write(schema.resolve("shop/t.sql"), DESIRED);
    write(live.resolve("shop/ring-0/t.sql"), DESIRED);
  }

  @Test
  void eachKeepsEveryClauseOfItsContract() throws IOException {
    String engine = report("engine-plugin", "com.example.ring.RingEngineTest");
    assertThat(engine).contains("tests=\"" + Clause.values().length + "\"");
    String rule = report("rule-plugin", "com.example.window.NoDropColumnOutsideWindowRuleTest");
    for (String report : List.of(engine, rule)) {
      assertThat(report).contains("errors=\"0\"");
      assertThat(report).contains("failures=\"0\"");
      assertThat(report).contains("skipped=\"0\"");
    }
  }

  @Test
  void theEngineIsFoundAndPlans() throws Exception {
    write(live.resolve("shop/ring-1/other.sql"), DESIRED.replace("`t`", "`other`"));
    assertThat(run("engines").said()).contains("ring\n");
    Run plan = planned();
    assertWithMessage(plan.said()).that(plan.status()).isEqualTo(0);
    assertThat(plan.said()).contains("shop/ring-1");
    assertThat(plan.said()).contains("CREATE TABLE `t`");
    assertThat(plan.said()).contains("DROP TABLE `other`");
    assertThat(plan.said()).doesNotContain("ring-0");
  }

  @Test
  void theRuleIsFoundAndRefuses() throws Exception {
    write(live.resolve("shop/ring-1/t.sql"), table("  `note` text,\n"));
    assertThat(run("rules").said()).contains("example-no-drop-column-outside-window\n");
    Run outside = checked("production");
    assertWithMessage(outside.said()).that(outside.status()).isEqualTo(2);
    assertThat(outside.said()).contains("EXAMPLE_DROP_COLUMN_OUTSIDE_WINDOW");
    Run within = checked("maintenance");
    assertWithMessage(within.said()).that(within.status()).isEqualTo(0);
  }

  /** The first element of a report of the plug-in's own build, which has the counts. */
  private static String report(String plugIn, String test) throws IOException {
    String report =
        Files.readString(
            BUILT.resolve(plugIn).resolve("target/surefire-reports/TEST-" + test + ".xml"));
    int start = report.indexOf("<testsuite ");
    return report.substring(start, report.indexOf('>', start));
  }

  private Run planned(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("plan", "--engine", "ring", "--schema", schema.toString(), "--live", at(live)));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** The verdict on the one dispatch of the re-plan, sent back to where it was planned. */
  private Run checked(String environment) throws Exception {
    Path dispatches = directory.resolve(environment);
    Run plan = planned("--environment", environment, "--fan-out", dispatches.toString());
    assertWithMessage(plan.said()).that(plan.status()).isEqualTo(0);
    List<Path> written;
    try (Stream<Path> files = Files.list(dispatches)) {
      written = files.toList();
    }
    assertThat(written).hasSize(1);
    String dispatch = written.get(0).toString();
    return run("check", "--dispatch", dispatch, "--schema", schema.toString(), "--live", at(live));
  }

  private Run run(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-jar",
                COMMAND.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--plugin-path", plugIns.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), said);
  }

  private static String at(Path directory) {
    return "snapshot:" + directory;
  }

  private static String table(String columns) {
    return "CREATE TABLE `t` (\n"
        + "  `id` int NOT NULL,\n"
        + columns
        + "  PRIMARY KEY (`id`)\n"
        + ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci\n";
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
