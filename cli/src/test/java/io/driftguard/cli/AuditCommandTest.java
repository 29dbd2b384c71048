package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.driftguard.engine.report.TextStyle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit} on recorded deployments, with the adapters as they are installed. */
final class AuditCommandTest {

  private static final String WANTED =
      "CREATE TABLE orders (id bigint NOT NULL, PRIMARY KEY (id), KEY k (id))";
  private static final String BEFORE = "CREATE TABLE orders (id bigint NOT NULL, PRIMARY KEY (id))";
  private static final String BY_HAND =
      "CREATE TABLE orders (id bigint NOT NULL, hot int, PRIMARY KEY (id))";

  @TempDir Path directory;

  @BeforeEach
  void recordDeployments() throws IOException {
    write("schema/shop/orders.sql", WANTED);
    for (String shard : List.of("-40", "40-80", "80-c0", "c0-")) {
      write("eu/shop/" + shard + "/orders.sql", BEFORE);
      write("us/shop/" + shard + "/orders.sql", WANTED);
    }
  }

  @Test
  void saysThatAllIsAsDesired() {
    Cli.Run run = audit("us");
    assertThat(run.out())
        .isEqualTo(
            "AS DESIRED: 1 deployment, 4 places, 1 table or VSchema\n"
                + "  looked at: "
                + live("us")
                + ": 4 places\n");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void groupsShardsThatHaveDriftedAlike() throws IOException {
    write("eu/shop/80-c0/orders.sql", BY_HAND);
    Cli.Run run = audit("eu", "us");

    assertThat(run.out()).startsWith("DRIFTED: 2 deployments, 8 places, 1 table or VSchema\n");
    assertThat(run.out()).contains("shop.orders is so in 3 of 8 places, and as desired in 4\n");
    assertThat(run.out()).contains("  cause:     live has less. ");
    assertThat(run.out()).contains("  where:     " + live("eu") + " shop/-40.orders, ");
    assertThat(run.out()).contains("  where:     " + live("eu") + " shop/80-c0.orders\n");
    assertThat(run.out())
        .contains("  to do:     ALTER TABLE `orders` DROP COLUMN `hot`, ADD KEY `k` (`id`)\n");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void findsThatTheFanOutOfAPlanCoversIt() throws IOException {
    assertThat(plan().status()).isEqualTo(0);
    Cli.Run run = audit("--dispatches", at("dispatches"), "eu");

    assertThat(run.out()).startsWith("AS DESIRED OR PENDING AS REVIEWED: ");
    assertThat(run.out()).contains("covered exactly by 4 dispatches\n");
    assertThat(run.status()).isEqualTo(0);

    Files.copy(first(), directory.resolve("dispatches/again.json"));
    assertThat(audit("--dispatches", at("dispatches"), "eu").out())
        .contains("CHANGE_COVERED_TWICE");
    assertThat(audit("--dispatches", at("dispatches"), "eu").status()).isEqualTo(2);

    Files.delete(directory.resolve("dispatches/again.json"));
    Files.delete(first());
    assertThat(audit("--dispatches", at("dispatches"), "eu").out()).contains("CHANGE_NOT_REVIEWED");
    assertThat(audit("--dispatches", at("dispatches"), "eu").status()).isEqualTo(1);
  }

  @Test
  void refusesDispatchesForADeploymentThatHasThemAlready() {
    assertThat(plan().status()).isEqualTo(0);
    Cli.Run run = audit("--dispatches", at("dispatches"), "us");
    assertThat(run.out()).contains("CHANGE_NOT_REPLANNED");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void hidesNoDeploymentBehindOneThatIsNotThere() {
    Cli.Run run = audit("nowhere", "us");
    assertThat(run.out()).startsWith("NOT VERIFIED: 2 deployments, 4 places, 1 table or VSchema\n");
    assertThat(run.out()).contains("LIVE_SCHEMA_UNREADABLE");
    assertThat(run.out()).contains(live("us") + ": 4 places\n");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void writesJson() throws IOException {
    Cli.Run run = audit("--format", "json", "--output", at("audit.json"), "eu", "us");
    assertThat(run.status()).isEqualTo(1);
    String json = Files.readString(directory.resolve("audit.json"));
    assertThat(json).contains("\"exit_code\" : 1");
    assertThat(json).contains("\"shard\" : \"40-80\"");
  }

  @Test
  void showsHowFarItIsOnlyToThoseWhoWatch() {
    String[] args = args("us").toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(args, new ByteArrayInputStream(new byte[0]), out, err, TextStyle.PLAIN, true);
    assertThat(status).isEqualTo(0);
    assertThat(err.toString(UTF_8)).contains("\rplaces of " + live("us") + ": 4 of 4\n");
    assertThat(audit("us").err()).isEmpty();
  }

  @Test
  void asksForWhatItNeeds() throws IOException {
    assertThat(Cli.run("audit", "--engine", "vitess", "--schema", at("schema")).status())
        .isEqualTo(64);
    assertThat(audit("us", "us").status()).isEqualTo(64);
    assertThat(audit("--dispatches", at("schema/shop/orders.sql"), "us").status()).isEqualTo(64);
    assertThat(audit("--dispatches", at("schema"), "us").status()).isEqualTo(2);
    Files.createDirectory(directory.resolve("none"));
    assertThat(audit("--dispatches", at("none"), "us").err())
        .contains("expected dispatches (*.json), but found none");
    assertThat(audit("--dispatches", at("none"), "us").status()).isEqualTo(2);
  }

  private Path first() throws IOException {
    try (var files = Files.list(directory.resolve("dispatches"))) {
      return files.filter(file -> !file.endsWith("again.json")).sorted().findFirst().orElseThrow();
    }
  }

  private Cli.Run plan() {
    return Cli.run(
        "plan",
        "--engine",
        "vitess",
        "--schema",
        at("schema"),
        "--live",
        live("eu"),
        "--fan-out",
        at("dispatches"));
  }

  /** Options, and then the names of deployments. */
  private Cli.Run audit(String... given) {
    return Cli.run(args(given).toArray(String[]::new));
  }

  private List<String> args(String... given) {
    List<String> args =
        new ArrayList<>(List.of("audit", "--engine", "vitess", "--schema", at("schema")));
    for (int i = 0; i < given.length; i++) {
      if (given[i].startsWith("--")) {
        args.add(given[i]);
        args.add(given[++i]);
      } else {
        args.add("--live");
        args.add(live(given[i]));
      }
    }
    return args;
  }

  private String live(String name) {
    return "snapshot:" + at(name);
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
