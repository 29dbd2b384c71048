package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code plan --shard}: the repair of one drifted shard. */
final class ShardPlanTest {

  private static final String ORDERS =
      "CREATE TABLE orders (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id))";
  private static final String DRIFTED =
      "CREATE TABLE orders (id bigint NOT NULL, day date NOT NULL, PRIMARY KEY (id), KEY by_hand"
          + " (day))";
  private static final String REPAIR = "ALTER TABLE `orders` DROP KEY `by_hand`;\n";

  @TempDir private Path directory;

  @BeforeEach
  void recordADeployment() throws IOException {
    write("schema/shop/orders.sql", ORDERS);
    write("schema/riders/orders.sql", ORDERS);
    write("schema/zones/orders.sql", ORDERS);
    write("live/shop/-80/orders.sql", ORDERS);
    write("live/shop/80-/orders.sql", DRIFTED);
    write("live/riders/-80/orders.sql", DRIFTED);
    write("live/riders/80-/orders.sql", DRIFTED);
    write("live/zones/orders.sql", DRIFTED);
    write("live/attic/-/orders.sql", DRIFTED);
  }

  @Test
  void repairsOneShardByAPlanThatIsReviewedAndChecked() throws IOException {
    Cli.Run plan = plan("shop/80-", "--fan-out", at("repair"), "--plan-id", "repair-1");
    assertThat(plan.out()).isEqualTo("-- shop/80-\n" + REPAIR);
    assertThat(plan.status()).isEqualTo(0);
    List<Path> dispatches;
    try (Stream<Path> files = Files.list(directory.resolve("repair"))) {
      dispatches = files.toList();
    }
    assertThat(dispatches).hasSize(1);
    Cli.Run permitted = check(dispatches.get(0));
    assertThat(permitted.out()).startsWith("PERMITTED plan \"repair-1\", shard shop/80-\n");
    assertThat(permitted.status()).isEqualTo(0);

    // on the shard as it is after the repair, the same dispatch is none of its plan any more
    write("live/shop/80-/orders.sql", ORDERS);
    assertThat(check(dispatches.get(0)).status()).isEqualTo(1);
  }

  @Test
  void plansForAShardOfThatNameInEveryNamespaceThatHasIt() throws IOException {
    Cli.Run plan = plan("80-", "--fan-out", at("repair"));
    assertThat(plan.out()).isEqualTo("-- riders/80-, shop/80-\n" + REPAIR);
    assertThat(plan.status()).isEqualTo(0);
    try (Stream<Path> files = Files.list(directory.resolve("repair"))) {
      for (Path dispatch : files.toList()) {
        assertThat(check(dispatch).status()).isEqualTo(0);
      }
    }
  }

  @Test
  void hasNothingToRepairOnAShardThatIsAsDesired() {
    Cli.Run plan = plan("shop/-80");
    assertThat(plan.out()).isEqualTo("-- nothing to do\n");
    assertThat(plan.status()).isEqualTo(0);
  }

  @Test
  void readsNothingOfOtherShards() throws IOException {
    write("live/shop/-80/orders.sql", "no SQL");
    write("live/zones/orders.sql", "no SQL");
    assertThat(plan("shop/80-").out()).isEqualTo("-- shop/80-\n" + REPAIR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          80-c0      | 2  | SHARD_UNKNOWN: expected one of
          zones/80-  | 2  | SHARD_UNKNOWN: expected one of
          zones/0    | 2  | SHARD_UNKNOWN: expected one of
          Shop/80-   | 2  | SHARD_UNKNOWN: expected one of
          8000-      | 2  | SHARD_UNKNOWN: expected one of
          attic/-    | 2  | NAMESPACE_NOT_MANAGED: expected the shard of a namespace of the desired schema
          a/b/c      | 64 | expected a shard, or namespace/shard, but found "a/b/c"
          shop/      | 64 | shard name is blank or padded
          /80-       | 64 | is blank or padded
          """)
  void plansForNoShardThatCannotBeMeant(String shard, int status, String message) {
    Cli.Run plan = plan(shard);
    assertThat(plan.err()).contains(message);
    assertThat(plan.out()).isEmpty();
    assertThat(plan.status()).isEqualTo(status);
  }

  private Cli.Run plan(String shard, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "plan",
                "--engine",
                "vitess",
                "--schema",
                at("schema"),
                "--live",
                "snapshot:" + at("live"),
                "--shard",
                shard));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(new String[0]));
  }

  private Cli.Run check(Path dispatch) {
    return Cli.run(
        "check",
        "--dispatch",
        dispatch.toString(),
        "--schema",
        at("schema"),
        "--live",
        "snapshot:" + at("live"));
  }

  private String at(String below) {
    return directory.resolve(below).toString();
  }

  private void write(String below, String text) throws IOException {
    Path file = directory.resolve(below);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
