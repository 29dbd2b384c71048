package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.collect.ImmutableMap;
import io.driftguard.vitesstesting.LoopbackVtctld;
import io.driftguard.vitesstesting.ServerSecurity;
import io.driftguard.vitesstesting.VitessCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a running cluster, over the wire. */
final class LiveVitessTest {

  private static final String SECRET = "hunter2-do-not-show";
  private static final String ORDERS =
      """
      CREATE TABLE `orders` (
        `id` bigint NOT NULL,
        `day` date NOT NULL,
        PRIMARY KEY (`id`)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci""";
  private static final String DRIFTED =
      ORDERS.replace("(`id`)\n)", "(`id`),\n  KEY `by_hand` (`day`)\n)");

  @TempDir private Path directory;

  private LoopbackVtctld vtctld;

  @BeforeEach
  void serve() throws IOException {
    write(
        "schema/shop/orders.sql", "create table orders (id bigint primary key, day date not null)");
    write(
        "schema/zones/orders.sql",
        "create table orders (id bigint primary key, day date not null)");
    VitessCluster cluster =
        new VitessCluster()
            .addKeyspace("shop")
            .addShard("shop", "-80", ImmutableMap.of("orders", ORDERS))
            .addShard("shop", "80-", ImmutableMap.of("orders", DRIFTED))
            .addKeyspace("zones")
            .addShard("zones", "0", ImmutableMap.of("orders", ORDERS));
    write("password", SECRET + "\n");
    vtctld =
        LoopbackVtctld.start(
            cluster,
            ServerSecurity.none().withHeader("username", "guard").withHeader("password", SECRET));
  }

  @AfterEach
  void stop() {
    vtctld.close();
  }

  @Test
  void plansARunningCluster() {
    Cli.Run run = run("plan", "--schema", at("schema"));
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("-- shop/80-\nALTER TABLE `orders` DROP KEY `by_hand`;\n");
    assertThat(run.status()).isEqualTo(0);
    assertThat(vtctld.count("GetSchema")).isEqualTo(3);
  }

  @Test
  void comparesARunningClusterWithASchemaDirectory() throws IOException {
    write(
        "other/zones/orders.sql", "create table orders (id bigint primary key, day date not null)");
    Cli.Run same = differ(at("other"));
    assertThat(same.err()).isEmpty();
    assertThat(same.out()).isEmpty();
    assertThat(same.status()).isEqualTo(0);

    write("other/zones/orders.sql", "create table orders (id bigint primary key)");
    assertThat(differ(at("other")).out()).isEqualTo("ALTER TABLE `orders` DROP COLUMN `day`;\n");
  }

  @Test
  void comparesViewsInBothDirections() throws IOException {
    addView("select {{.DatabaseName}}.`orders`.`id` AS `id` from {{.DatabaseName}}.`orders`");
    write(
        "other/zones/orders.sql", "create table orders (id bigint primary key, day date not null)");
    assertThat(differ(at("other")).err())
        .isEqualTo(
            "driftguard: not compared: zones.ids, a view, and views are not compared here\n");

    write("other/zones/ids.sql", "create view ids as select o.id from orders o");
    String other = "`o`";
    Cli.Run replaced = differ(at("other"));
    assertThat(replaced.out())
        .isEqualTo(
            "CREATE OR REPLACE VIEW `ids` AS select `o`.`id` from `orders` " + other + ";\n");

    write("other/zones/ids.sql", "create view ids as select id from orders");
    for (Cli.Run same :
        List.of(differ(at("other")), run(List.of("diff", at("other"), vtctld.location())))) {
      assertThat(same.out()).isEmpty();
      assertThat(same.err()).contains("not compared: zones.ids.DEFINER");
      assertThat(same.status()).isEqualTo(0);
    }
  }

  @Test
  void simulatesOnTheOneKeyspaceOfACluster() {
    vtctld.cluster().setTables("shop", "80-", ImmutableMap.of("orders", ORDERS));
    assertThat(simulate("DROP TABLE orders").err())
        .contains("expected one namespace, but found [shop, zones]");

    vtctld.cluster().removeKeyspace("shop");
    addView("select {{.DatabaseName}}.`orders`.`id` AS `id` from {{.DatabaseName}}.`orders`");
    Cli.Run run = simulate("ALTER TABLE orders ADD note text; DROP VIEW ids");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("CREATE TABLE `orders` (");
    assertThat(run.out()).contains("`note` text");
    assertThat(run.out()).doesNotContain("VIEW");
    assertThat(run.status()).isEqualTo(0);

    Cli.Run refused = simulate("ALTER TABLE orders DROP COLUMN nobody");
    assertThat(refused.err()).contains("nobody");
    assertThat(refused.out()).isEmpty();
    assertThat(refused.status()).isEqualTo(2);
  }

  @Test
  void simulatesAShardedKeyspaceWhoseShardsAreAlike() {
    vtctld.cluster().removeKeyspace("zones");
    assertThat(simulate("DROP TABLE orders").err())
        .contains("expected one schema on all shards of \"shop\"");
    vtctld.cluster().setTables("shop", "80-", ImmutableMap.of("orders", ORDERS));
    assertThat(simulate("ALTER TABLE orders DROP COLUMN day").out()).doesNotContain("`day`");
  }

  @Test
  void simulatesByTheVersionAndTheDefaultsOfTheServers() {
    vtctld.cluster().removeKeyspace("shop");
    String create = "CREATE TABLE parts (id int, o bigint REFERENCES orders (id), t char(2))";
    assertThat(simulate(create).out()).contains("`parts`");
    assertThat(simulate(create).out()).doesNotContain("FOREIGN KEY");
    vtctld
        .cluster()
        .setVersion("zones", "0", "9.1.0")
        .setDefaults("zones", "0", "CHARACTER SET latin1");
    Cli.Run run = simulate(create);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("FOREIGN KEY");
    assertThat(run.out()).contains("latin1");
  }

  private void addView(String query) {
    vtctld
        .cluster()
        .editSchema(
            "zones",
            "0",
            schema -> {
              schema
                  .getSchemaBuilder()
                  .addTableDefinitionsBuilder()
                  .setName("ids")
                  .setType("VIEW")
                  .setSchema(
                      "CREATE ALGORITHM=UNDEFINED DEFINER=`vt_dba`@`localhost` SQL SECURITY"
                          + " DEFINER VIEW {{.DatabaseName}}.`ids` AS "
                          + query);
              return schema;
            });
  }

  private Cli.Run simulate(String sql) {
    List<String> all = new ArrayList<>(List.of("simulate", vtctld.location(), "-"));
    all.addAll(account());
    return Cli.runWithInput(sql, all.toArray(new String[0]));
  }

  @Test
  void comparesNoKeyspaceWhoseShardsDiffer() {
    Cli.Run run = differ(at("schema"));
    assertThat(run.err()).contains("expected one schema on all shards of \"shop\"");
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void auditsAClusterInOneReading() {
    Cli.Run run = run("audit", "--schema", at("schema"));
    assertThat(run.out()).contains("by_hand");
    assertThat(run.status()).isEqualTo(1);
    assertThat(vtctld.count("GetKeyspaces")).isEqualTo(1);
    assertThat(vtctld.count("GetSchema")).isEqualTo(3);
  }

  private Cli.Run differ(String schema) {
    return run(List.of("diff", vtctld.location(), schema));
  }

  @Test
  void repairsOneShardByAPlanThatIsReviewedAndChecked() throws IOException {
    Cli.Run plan =
        run(
            "plan",
            "--schema",
            at("schema"),
            "--shard",
            "shop/80-",
            "--fan-out",
            at("repair"),
            "--plan-id",
            "repair-1");
    assertThat(plan.out()).isEqualTo("-- shop/80-\nALTER TABLE `orders` DROP KEY `by_hand`;\n");
    assertThat(plan.status()).isEqualTo(0);
    assertThat(vtctld.calls().stream().filter(call -> call.startsWith("GetSchema")).toList())
        .containsExactly("GetSchema shop/80-");

    List<Path> written;
    try (Stream<Path> files = Files.list(directory.resolve("repair"))) {
      written = files.toList();
    }
    assertThat(written).hasSize(1);
    String dispatch = written.get(0).toString();
    Cli.Run permitted = run("check", "--dispatch", dispatch, "--schema", at("schema"));
    assertThat(permitted.out()).startsWith("PERMITTED plan \"repair-1\", shard 80-\n");
    assertThat(permitted.status()).isEqualTo(0);

    Files.createDirectory(directory.resolve("store"));
    Cli.Run stored =
        run(
            "materialize",
            "--dispatch",
            dispatch,
            "--schema",
            at("schema"),
            "--store",
            at("store"));
    assertThat(stored.status()).isEqualTo(0);

    vtctld.cluster().setTables("shop", "80-", ImmutableMap.of("orders", ORDERS));
    Cli.Run refused = run("check", "--dispatch", dispatch, "--schema", at("schema"));
    assertThat(refused.out()).startsWith("REFUSED (DRIFT) plan \"repair-1\"");
    assertThat(refused.status()).isEqualTo(1);
  }

  @Test
  void hasNothingToRepairOnAShardThatIsAsDesired() {
    Cli.Run run =
        run("plan", "--schema", at("schema"), "--shard", "-80", "--fan-out", at("repair"));
    assertThat(run.out()).isEqualTo("-- nothing to do\n");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void plansForNoShardThatTheClusterDoesNotHave() {
    assertRefused("SHARD_UNKNOWN: expected one of", "--shard", "80-c0");
    assertRefused("SHARD_UNKNOWN: expected one of", "--shard", "zones/80-");
    // a keyspace without shards has none of that name
    assertRefused("SHARD_UNKNOWN: expected one of", "--shard", "0");
    assertThat(run("plan", "--schema", at("schema"), "--shard", "a/b/c").status()).isEqualTo(64);
    assertThat(run("plan", "--schema", at("schema"), "--shard", "").status()).isEqualTo(64);
    assertThat(run("plan", "--schema", at("schema"), "--shard", "shop/").status()).isEqualTo(64);
  }

  @Test
  void plansForNoShardThatIsNotManaged() throws IOException {
    Files.delete(directory.resolve("schema/shop/orders.sql"));
    Files.delete(directory.resolve("schema/shop"));
    assertRefused("NAMESPACE_NOT_MANAGED: expected the shard of", "--shard", "80-");
  }

  @Test
  void refusesAClusterThatDoesNotLetItIn() {
    Cli.Run run =
        Cli.run(
            "plan",
            "--schema",
            at("schema"),
            "--live",
            vtctld.location(),
            "--live-option",
            "plaintext=true");
    assertThat(run.err()).contains("ACCOUNT_REFUSED: GetKeyspaces ended with UNAUTHENTICATED");
    assertThat(run.status()).isEqualTo(2);
  }

  private void assertRefused(String message, String... more) {
    List<String> args = new ArrayList<>(List.of("plan", "--schema", at("schema")));
    args.addAll(List.of(more));
    Cli.Run run = run(args.toArray(new String[0]));
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  private Cli.Run run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--live", vtctld.location()));
    return run(all);
  }

  private List<String> account() {
    return List.of(
        "--live-option", "plaintext=true", "--user", "guard", "--password-file", at("password"));
  }

  private Cli.Run run(List<String> args) {
    List<String> all = new ArrayList<>(args);
    all.addAll(account());
    Cli.Run run = Cli.run(all.toArray(new String[0]));
    assertThat(run.out() + run.err()).doesNotContain(SECRET);
    return run;
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
