package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSortedMap;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope.NamespaceFinalizer;
import io.driftguard.api.Scope.SingleShard;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource.Recorded;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.vitesstesting.Fault;
import io.driftguard.vitesstesting.LoopbackVtctld;
import io.driftguard.vitesstesting.VitessCluster;
import io.grpc.Status;
import io.vitess.proto.Topodata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tabletmanagerdata.Tabletmanagerdata.TableDefinition;

final class VtctldReaderTest {

  private static final String RIDES =
      "CREATE TABLE `rides` (\n  `id` bigint NOT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci";
  private static final String RIDES_WITH_FARE =
      "CREATE TABLE rides (id bigint NOT NULL, fare int, PRIMARY KEY (id))";
  private static final String CITIES =
      "CREATE TABLE `cities` (\n  `id` int NOT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci";
  private static final String VSCHEMA =
      "{\"sharded\": true, \"vindexes\": {\"h\": {\"type\": \"xxhash\"}},"
          + " \"tables\": {\"rides\": {\"column_vindexes\": [{\"column\": \"id\", \"name\": \"h\"}]}}}";

  private static final List<String> LIVE =
      List.of(
          "geo/cities.sql=" + CITIES,
          "trips/-80/rides.sql=" + RIDES,
          "trips/80-/rides.sql=" + RIDES,
          "trips/vschema.json=" + VSCHEMA);
  private static final List<String> DESIRED =
      List.of(
          "geo/cities.sql=" + CITIES,
          "trips/rides.sql=" + RIDES_WITH_FARE,
          "trips/vschema.json=" + VSCHEMA);

  private static final Place PLACE =
      new Place(new Namespace("trips"), Optional.of(new ShardName("-80")));

  private static LoopbackVtctld serve(List<String> rows) {
    return LoopbackVtctld.start(VitessCluster.of(Rows.snapshot(rows)));
  }

  private static SingleShard shard(String keyspace, String shard) {
    return new SingleShard(Optional.of(new Namespace(keyspace)), new ShardName(shard));
  }

  @Test
  void plansForARunningClusterWhatItPlansForItsRecord() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment running = LiveCluster.open(vtctld);
        Deployment recorded = new VitessEngine().open(new Recorded(Rows.snapshot(LIVE)))) {
      assertThat(running.topology()).isEqualTo(recorded.topology());
      for (var scope :
          List.of(
              new WholeDeployment(),
              shard("trips", "-80"),
              new NamespaceFinalizer(new Namespace("trips")))) {
        Replan live = running.replan(Rows.desired(DESIRED), scope);
        Replan known = recorded.replan(Rows.desired(DESIRED), scope);
        assertThat(live.changes()).isEqualTo(known.changes());
        assertThat(live.live().tables()).isEqualTo(known.live().tables());
      }
    }
  }

  @Test
  void comparesViewsShardByShardWhereViewsAreDesired() throws Exception {
    String view = "CREATE VIEW ids AS SELECT id FROM rides WHERE id > 0";
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      addView(vtctld, "-80", "ids", printed("ids", "({{.DatabaseName}}.`rides`.`id` > 0)"));
      addView(vtctld, "80-", "ids", printed("ids", "({{.DatabaseName}}.`rides`.`id` > 1)"));
      Replan replan =
          deployment.replan(
              Rows.desired(with(DESIRED, "trips/ids.sql=" + view)), new WholeDeployment());
      assertThat(Rows.lines(replan.changes()))
          .containsExactly(
              "trips/-80 rides ALTER", "trips/80- rides ALTER", "trips/80- ids CREATE");
      assertThat(replan.live().tables().get(PLACE)).containsKey("ids");
    }
  }

  /** Tablets of later versions print a view by Vitess's own parser. */
  @Test
  void takesViewsInTheWordsOfVitess() throws Exception {
    String view = "CREATE VIEW ids AS SELECT r.id FROM rides r WHERE r.id > 0";
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      for (String shard : List.of("-80", "80-")) {
        addView(
            vtctld,
            shard,
            "ids",
            "create algorithm = UNDEFINED definer = vt_dba@localhost sql security DEFINER view"
                + " {{.DatabaseName}}.ids as select r.id as id from {{.DatabaseName}}.rides as r"
                + " where r.id > 0");
      }
      Replan replan =
          deployment.replan(
              Rows.desired(with(DESIRED, "trips/ids.sql=" + view)), new WholeDeployment());
      assertThat(Rows.lines(replan.changes()))
          .containsExactly("trips/-80 rides ALTER", "trips/80- rides ALTER");
    }
  }

  @Test
  void namesViewsThatItDoesNotCompare() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      addView(vtctld, "-80", "odd", "CREATE VIEW {{.DatabaseName}}.`odd` AS what nobody reads");
      Replan replan = deployment.replan(Rows.desired(DESIRED), new WholeDeployment());
      assertThat(Rows.lines(replan.changes()))
          .containsExactly("trips/-80 rides ALTER", "trips/80- rides ALTER");
      assertThat(replan.live().leftOut().get(PLACE)).containsKey("odd");
      assertThat(
              deployment
                  .read(new TreeSet<>(List.of(new Namespace("trips"))), new TreeSet<>())
                  .leftOut())
          .containsKey(PLACE);
    }
  }

  private static String printed(String view, String condition) {
    return "CREATE ALGORITHM=UNDEFINED DEFINER=`vt_dba`@`localhost` SQL SECURITY DEFINER VIEW"
        + " {{.DatabaseName}}.`"
        + view
        + "` AS select {{.DatabaseName}}.`rides`.`id` AS `id` from {{.DatabaseName}}.`rides`"
        + " where "
        + condition;
  }

  private static void addView(LoopbackVtctld vtctld, String shard, String name, String text) {
    vtctld
        .cluster()
        .editSchema(
            "trips",
            shard,
            answer -> {
              answer
                  .getSchemaBuilder()
                  .addTableDefinitionsBuilder()
                  .setName(name)
                  .setType("VIEW")
                  .setSchema(text);
              return answer;
            });
  }

  private static List<String> with(List<String> rows, String row) {
    List<String> more = new ArrayList<>(rows);
    more.add(row);
    return more;
  }

  @Test
  void readsAShardScopeFromThatShardAlone() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      vtctld.always("GetSchema trips/-80", Fault.status(Status.INTERNAL));
      vtctld.always("GetSchema geo/0", Fault.status(Status.INTERNAL));
      Replan part = deployment.replan(Rows.desired(DESIRED), shard("trips", "80-"));
      assertThat(Rows.lines(part.changes())).containsExactly("trips/80- rides ALTER");
      assertThat(vtctld.calls().stream().filter(call -> call.startsWith("GetSchema")).toList())
          .containsExactly("GetSchema trips/80-");
    }
  }

  @Test
  void restrictsAScopeToItsPartOfTheWhole() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment whole = LiveCluster.open(vtctld);
        Deployment part = LiveCluster.open(vtctld)) {
      List<PlannedChange> all =
          whole.replan(Rows.desired(DESIRED), new WholeDeployment()).changes();
      assertThat(all).hasSize(2);
      for (String shard : List.of("-80", "80-")) {
        assertThat(part.replan(Rows.desired(DESIRED), shard("trips", shard)).changes())
            .isEqualTo(all.stream().filter(shard("trips", shard)::covers).toList());
      }
    }
  }

  @Test
  void readsEachThingOnce() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      for (int i = 0; i < 3; i++) {
        deployment.topology();
        deployment.replan(Rows.desired(DESIRED), new WholeDeployment());
        deployment.replan(Rows.desired(DESIRED), shard("trips", "-80"));
      }
      assertThat(vtctld.count("GetKeyspaces")).isEqualTo(1);
      assertThat(vtctld.count("GetSchema")).isEqualTo(3);
      assertThat(vtctld.count("GetVSchema")).isEqualTo(2);
      // once to know the shards, and once to know that they were still the same
      assertThat(vtctld.count("FindAllShardsInKeyspace trips")).isEqualTo(2);
    }
  }

  @Test
  void seesWhatChangedWhenItIsOpenedAgain() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE)) {
      try (Deployment before = LiveCluster.open(vtctld)) {
        assertThat(before.replan(Rows.desired(DESIRED), shard("trips", "-80")).changes())
            .hasSize(1);
      }
      String altered = RIDES.replace("  PRIMARY", "  `fare` int DEFAULT NULL,\n  PRIMARY");
      vtctld.cluster().setTables("trips", "-80", Map.of("rides", altered));
      try (Deployment after = LiveCluster.open(vtctld)) {
        assertThat(after.replan(Rows.desired(DESIRED), shard("trips", "-80")).changes()).isEmpty();
      }
    }
  }

  @Test
  void seesTheOneShardThatDiffers() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE)) {
      vtctld
          .cluster()
          .setTables(
              "trips",
              "80-",
              Map.of("rides", RIDES.replace("PRIMARY", "KEY `by_hand` (`id`),\n  PRIMARY")));
      try (Deployment deployment = LiveCluster.open(vtctld)) {
        Replan replan =
            deployment.replan(
                Rows.desired(List.of("trips/rides.sql=" + RIDES)), new WholeDeployment());
        assertThat(Rows.lines(replan.changes())).containsExactly("trips/80- rides ALTER");
      }
    }
  }

  @Test
  void namesTheTablesOfVitessThatItLeavesOut() throws Exception {
    String leftover = "_vt_hld_6ace8bcef73211ea87e9f875a4d24e90_20240915120410_";
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      vtctld
          .cluster()
          .setTables(
              "trips", "-80", Map.of("rides", RIDES, leftover, RIDES.replace("rides", leftover)));
      Replan replan =
          deployment.replan(
              Rows.desired(List.of("trips/rides.sql=" + RIDES)), new WholeDeployment());
      assertThat(replan.changes()).isEmpty();
      assertThat(replan.live().leftOut())
          .containsExactly(
              new Place(new Namespace("trips"), Optional.of(new ShardName("-80"))),
              ImmutableSortedMap.of(leftover, "a table that the database made for itself"));
    }
  }

  @Test
  void keepsADefaultThatWasDroppedApartFromTheDefaultNull() throws Exception {
    String dropped = RIDES.replace("  PRIMARY", "  `note` varchar(9),\n  PRIMARY");
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      vtctld.cluster().setTables("trips", "-80", Map.of("rides", dropped));
      vtctld
          .cluster()
          .setTables(
              "trips",
              "80-",
              Map.of("rides", dropped.replace("varchar(9)", "varchar(9) DEFAULT NULL")));
      Replan replan =
          deployment.replan(
              Rows.desired(List.of("trips/rides.sql=" + dropped)), new WholeDeployment());
      assertThat(Rows.lines(replan.changes())).containsExactly("trips/-80 rides ALTER");
    }
  }

  @Test
  void saysHowFarItIs() throws Exception {
    List<String> steps = new ArrayList<>();
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment =
            LiveCluster.open(
                vtctld,
                new VtctldLimits(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    1,
                    64 << 20,
                    Duration.ofMillis(1)),
                (what, done, total) -> steps.add(what + " " + done + "/" + total))) {
      deployment.replan(Rows.desired(DESIRED), new WholeDeployment());
      assertThat(steps).containsExactly("shards 1/3", "shards 2/3", "shards 3/3").inOrder();
    }
  }

  @Test
  void triesAgainWhatTheServerDidNotTake() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      vtctld
          .next("GetKeyspaces", Fault.status(Status.UNAVAILABLE))
          .next("GetSchema trips/-80", Fault.status(Status.UNAVAILABLE))
          .next("GetSchema trips/-80", Fault.status(Status.UNAVAILABLE))
          .next("GetVSchema trips", Fault.status(Status.UNAVAILABLE));
      assertThat(deployment.replan(Rows.desired(DESIRED), new WholeDeployment()).changes())
          .hasSize(2);
      assertThat(vtctld.count("GetSchema trips/-80")).isEqualTo(3);
    }
  }

  /** Shards, VSchema, and whether the keyspace is one with shards. */
  static Stream<Arguments> shardings() {
    return Stream.of(
        Arguments.of("0", "{}", false),
        Arguments.of("0", "{\"tables\": {\"rides\": {}}}", false),
        Arguments.of("main", "{}", false),
        Arguments.of("c0ffee", "{}", false),
        Arguments.of("-", "{}", false),
        Arguments.of("-", "{\"tables\": {\"rides\": {}}}", false),
        Arguments.of("-", VSCHEMA, true),
        Arguments.of("-80 80-", VSCHEMA, true),
        Arguments.of("-80 80-", "{}", true));
  }

  @ParameterizedTest
  @MethodSource("shardings")
  void tellsKeyspacesWithShardsFromThoseWithout(String shards, String vschema, boolean sharded)
      throws Exception {
    VitessCluster cluster = new VitessCluster().addKeyspace("trips").setVSchema("trips", vschema);
    for (String shard : shards.split(" ", -1)) {
      cluster.addShard("trips", shard, Map.of("rides", RIDES));
    }
    try (LoopbackVtctld vtctld = LoopbackVtctld.start(cluster);
        Deployment deployment = LiveCluster.open(vtctld)) {
      Topology topology = deployment.topology();
      assertThat(topology.isSharded(new Namespace("trips"))).isEqualTo(sharded);
      Replan replan =
          deployment.replan(
              Rows.desired(List.of("trips/rides.sql=" + RIDES)), new WholeDeployment());
      assertThat(replan.changes()).isEmpty();
      assertThat(replan.live().tables().keySet().stream().map(Place::toString).toList())
          .containsExactlyElementsIn(
              sharded
                  ? Stream.of(shards.split(" ", -1)).map(shard -> "trips/" + shard).toList()
                  : List.of("trips"));
    }
  }

  @Test
  void leavesKeyspacesOutThatWereRestoredFromABackup() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      vtctld
          .cluster()
          .addKeyspace("restored")
          .makeSnapshot("restored")
          .addShard("restored", "-80", Map.of());
      assertThat(deployment.topology().knows(new Namespace("restored"))).isFalse();
    }
  }

  private static Arguments trouble(
      String what, Consumer<LoopbackVtctld> event, Reason reason, String message) {
    return Arguments.of(what, event, reason, message);
  }

  /** What goes wrong, the reason, and what the message says. */
  static Stream<Arguments> troubles() {
    return Stream.of(
        trouble(
            "a shard without a primary",
            vtctld -> vtctld.cluster().removePrimary("trips", "-80"),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected a primary tablet of shard \"-80\", but found none"),
        trouble(
            "a shard that fails",
            vtctld ->
                vtctld.always(
                    "GetSchema trips/80-",
                    Fault.status(Status.INTERNAL.withDescription("mysqld is\ngone"))),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "GetSchema of the primary of \"trips/80-\" ended with INTERNAL: mysqld is gone"),
        trouble(
            "two shards that fail",
            vtctld ->
                vtctld
                    .always("GetSchema trips/80-", Fault.status(Status.ABORTED))
                    .always("GetSchema trips/-80", Fault.status(Status.DATA_LOSS)),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "GetSchema of the primary of \"trips/-80\" ended with DATA_LOSS; GetSchema of the primary of \"trips/80-\" ended with ABORTED"),
        trouble(
            "a server that is never there",
            vtctld -> vtctld.always("GetKeyspaces", Fault.status(Status.UNAVAILABLE)),
            Reason.UNREACHABLE,
            "GetKeyspaces ended with UNAVAILABLE after 4 attempts; check the address"),
        trouble(
            "a keyspace that vanishes between two calls",
            vtctld -> vtctld.cluster().addKeyspace("gone"),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"gone\": expected a shard, but found none"),
        trouble(
            "a keyspace that the topology server does not have",
            vtctld ->
                vtctld.always(
                    "FindAllShardsInKeyspace trips",
                    Fault.status(
                        Status.UNKNOWN.withDescription("node doesn't exist: keyspaces/trips"))),
            Reason.TOPOLOGY_UNREADABLE,
            "FindAllShardsInKeyspace of \"trips\" ended with UNKNOWN: node doesn't exist: keyspaces/trips"),
        trouble(
            "a keyspace without a VSchema",
            vtctld -> vtctld.cluster().removeVSchema("trips"),
            Reason.LIVE_VSCHEMA_UNREADABLE,
            "GetVSchema of \"trips\" ended with UNKNOWN: node doesn't exist: keyspaces/trips/VSchema"),
        trouble(
            "a shard that vanishes before its tables are read",
            vtctld ->
                vtctld.next(
                    "GetSchema trips/-80",
                    Fault.after(() -> vtctld.cluster().removeShard("trips", "-80"))),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "GetSchema of the primary of \"trips/-80\" ended with UNKNOWN: node doesn't exist: tablets/zone1-"),
        trouble(
            "a shard that vanishes while others are read",
            vtctld ->
                vtctld.next(
                    "FindAllShardsInKeyspace trips",
                    Fault.after(
                        () ->
                            vtctld.next(
                                "FindAllShardsInKeyspace trips",
                                Fault.after(() -> vtctld.cluster().removeShard("trips", "80-"))))),
            Reason.LIVE_SCHEMA_CHANGED,
            "keyspace \"trips\": expected the same shards and primaries before and after"),
        trouble(
            "a primary that changes while shards are read",
            vtctld ->
                vtctld.next(
                    "FindAllShardsInKeyspace geo",
                    Fault.after(
                        () ->
                            vtctld.next(
                                "FindAllShardsInKeyspace geo",
                                Fault.after(() -> vtctld.cluster().reparent("geo", "0"))))),
            Reason.LIVE_SCHEMA_CHANGED,
            "keyspace \"geo\": expected the same shards and primaries before and after"),
        trouble(
            "a reshard under way",
            vtctld ->
                vtctld
                    .cluster()
                    .addShard("trips", "80-c0", Map.of())
                    .setServing("trips", "80-c0", false)
                    .addShard("trips", "c0-", Map.of())
                    .setServing("trips", "c0-", false),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected every shard to serve, but found \"80-c0\", \"c0-\" not serving beside \"-80\", \"80-\"; \"80-\" and \"80-c0\" overlap; \"80-\" and \"c0-\" overlap; finish or cancel the reshard"),
        trouble(
            "shards that overlap and all serve",
            vtctld -> vtctld.cluster().addShard("trips", "80-c0", Map.of()),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected shards that cover each key range once, but found \"80-\" and \"80-c0\" overlap"),
        trouble(
            "a range without a shard",
            vtctld -> vtctld.cluster().removeShard("trips", "80-"),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected shards that cover each key range once, but found no shard for 80-"),
        trouble(
            "two custom names",
            vtctld -> vtctld.cluster().addShard("geo", "1", Map.of()),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"geo\": expected shards with key ranges, as a sharded keyspace has them, but found the custom name \"0\""),
        trouble(
            "a custom name in a sharded keyspace",
            vtctld -> vtctld.cluster().addShard("trips", "spare", Map.of()),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected shards with key ranges"),
        trouble(
            "a name that means everything",
            vtctld ->
                vtctld
                    .cluster()
                    .addShard("trips", "-00", Map.of())
                    .editShard("trips", "-00", Topodata.Shard.Builder::clearKeyRange),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected a shard name with an end after the minimum, but found \"-00\""),
        trouble(
            "a name that hides an empty range",
            vtctld -> vtctld.cluster().addShard("trips", "80-8000", Map.of()),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected a shard name with a start before the end, but found \"80-8000\""),
        trouble(
            "a name in other letters than Vitess has them",
            vtctld -> vtctld.cluster().addShard("trips", "80-C0", Map.of()),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected a shard name with lower-case bounds, but found \"80-C0\""),
        trouble(
            "a name that ends in a newline",
            vtctld -> vtctld.cluster().addShard("trips", "c0-\n", Map.of()),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": shard name is blank or padded"),
        trouble(
            "a key range that is not that of the name",
            vtctld ->
                vtctld
                    .cluster()
                    .editShard(
                        "trips",
                        "80-",
                        record ->
                            record.setKeyRange(
                                Topodata.KeyRange.newBuilder()
                                    .setStart(ByteString.copyFrom(new byte[] {0x40})))),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected shard \"80-\" to have the key range of its name, but found a record with the key range \"40-\""),
        trouble(
            "an answer without a schema",
            vtctld -> vtctld.cluster().editSchema("trips", "-80", answer -> answer.clearSchema()),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected a schema, but found an answer without one"),
        trouble(
            "a table without its text",
            vtctld -> editTable(vtctld, TableDefinition.Builder::clearSchema),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected the CREATE text of every table and view, but found none of the table \"rides\""),
        trouble(
            "a schema without its database",
            vtctld ->
                vtctld
                    .cluster()
                    .editSchema(
                        "trips",
                        "-80",
                        answer -> {
                          answer.getSchemaBuilder().clearDatabaseSchema();
                          return answer;
                        }),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected the CREATE DATABASE text with its character set, but found \"\""),
        trouble(
            "a database without a character set",
            vtctld -> vtctld.cluster().setDefaults("trips", "-80", "ENCRYPTION='N'"),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected the CREATE DATABASE text with its character set, but found \"CREATE DATABASE /*!32312 IF NOT EXISTS*/ {{.DatabaseName}} /*!40100 DEFAULT ENCRYPTION='N' */ /*!80016 DEFAULT ENCRYPTION='N' */\""),
        trouble(
            "a server that is not MySQL",
            vtctld -> vtctld.cluster().setVersion("trips", "-80", "11.4.2-MariaDB"),
            Reason.SOURCE_NOT_SUPPORTED,
            "primary of \"trips/-80\": expected a MySQL server of version 8.0 to 9.x, but found version \"11.4.2-MariaDB\", which says of itself \"MySQL Community Server - GPL\""),
        trouble(
            "a server that is too old",
            vtctld -> vtctld.cluster().setVersion("trips", "-80", "5.7.44"),
            Reason.SOURCE_NOT_SUPPORTED,
            "primary of \"trips/-80\": expected a MySQL server of version 8.0 to 9.x, but found version \"5.7.44\", which says of itself \"MySQL Community Server - GPL\""),
        trouble(
            "a vtctld that does not tell the version",
            vtctld -> vtctld.next("GetFullStatus trips/-80", Fault.status(Status.UNIMPLEMENTED)),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "GetFullStatus of the primary of \"trips/-80\", which tells the version of its server unless the setting server-version does, ended with UNIMPLEMENTED; check that the address is that of a vtctld"),
        trouble(
            "the tablet's own schema within a string of a view",
            vtctld ->
                addView(
                    vtctld,
                    "-80",
                    "odd",
                    "CREATE VIEW {{.DatabaseName}}.`odd` AS select '{{.DatabaseName}}'"),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected the name of the tablet's own schema in the view \"odd\" before tables and columns only, but found it within a string or another name, where the tablet replaces it by {{.DatabaseName}}"),
        trouble(
            "a table without its name",
            vtctld -> editTable(vtctld, TableDefinition.Builder::clearName),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected the name of every table, but found a table without one"),
        trouble(
            "something that is neither a table nor a view",
            vtctld -> editTable(vtctld, table -> table.setType("SEQUENCE")),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected nothing but tables and views, but found \"rides\" of the type \"SEQUENCE\""),
        trouble(
            "a table twice",
            vtctld ->
                vtctld
                    .cluster()
                    .editSchema(
                        "trips",
                        "-80",
                        answer -> {
                          answer
                              .getSchemaBuilder()
                              .addTableDefinitions(answer.getSchema().getTableDefinitions(0));
                          return answer;
                        }),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": expected each table once, but found another \"rides\""),
        trouble(
            "a table whose text is cut off",
            vtctld -> editTable(vtctld, table -> table.setSchema("CREATE TABLE `rides` (")),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/-80\": rides: line 1, column "),
        trouble(
            "a VSchema that says more than is known here",
            vtctld ->
                vtctld
                    .cluster()
                    .editVSchema(
                        "trips",
                        vschema ->
                            vschema.setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                    .addField(
                                        99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                                    .build())),
            Reason.LIVE_VSCHEMA_UNREADABLE,
            "live VSchema of keyspace \"trips\": expected the fields of vschema.Keyspace that are known here, but found the field numbers [99]"),
        trouble(
            "a VSchema with a mode that is not known here",
            vtctld ->
                vtctld
                    .cluster()
                    .editVSchema("trips", vschema -> vschema.setForeignKeyModeValue(77)),
            Reason.LIVE_VSCHEMA_UNREADABLE,
            "but found 77"),
        trouble(
            "a caller who may not ask for the version",
            vtctld ->
                vtctld.always("GetFullStatus trips/-80", Fault.status(Status.PERMISSION_DENIED)),
            Reason.ACCOUNT_REFUSED,
            "GetFullStatus of the primary of \"trips/-80\", which tells the version of its server unless the setting server-version does, ended with PERMISSION_DENIED; expected to be let in"),
        trouble(
            "an unknown caller",
            vtctld -> vtctld.always("GetKeyspaces", Fault.status(Status.UNAUTHENTICATED)),
            Reason.ACCOUNT_REFUSED,
            "GetKeyspaces ended with UNAUTHENTICATED; expected to be let in: give a user"));
  }

  private static void editTable(LoopbackVtctld vtctld, Consumer<TableDefinition.Builder> edit) {
    vtctld
        .cluster()
        .editSchema(
            "trips",
            "-80",
            answer -> {
              edit.accept(answer.getSchemaBuilder().getTableDefinitionsBuilder(0));
              return answer;
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void refusesPartialAnswers(
      String what, Consumer<LoopbackVtctld> event, Reason reason, String message) throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      event.accept(vtctld);
      EngineException e =
          assertThrows(
              EngineException.class,
              () -> deployment.replan(Rows.desired(DESIRED), new WholeDeployment()));
      assertThat(e.reason()).isEqualTo(reason);
      assertThat(e).hasMessageThat().contains(message);
    }
  }

  @Test
  void givesUpOnAShardThatDoesNotAnswerInTime() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.openImpatiently(vtctld)) {
      deployment.topology();
      vtctld.always("GetSchema trips/80-", Fault.silence());
      EngineException e =
          assertThrows(
              EngineException.class,
              () -> deployment.replan(Rows.desired(DESIRED), shard("trips", "80-")));
      assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(e)
          .hasMessageThat()
          .startsWith("GetSchema of the primary of \"trips/80-\" ended with DEADLINE_EXCEEDED");
      assertThat(vtctld.count("GetSchema trips/80-")).isEqualTo(1);
      assertThat(deployment.replan(Rows.desired(DESIRED), shard("trips", "-80")).changes())
          .hasSize(1);
    }
  }

  @Test
  void refusesAnAnswerThatIsLargerThanAgreed() throws Exception {
    VtctldLimits small =
        new VtctldLimits(
            Duration.ofMinutes(1), Duration.ofMinutes(1), 4, 2000, Duration.ofMillis(1));
    try (LoopbackVtctld vtctld = serve(LIVE)) {
      vtctld
          .cluster()
          .setTables(
              "trips", "-80", Map.of("rides", RIDES + " COMMENT='" + "x".repeat(1900) + "'"));
      try (Deployment deployment = LiveCluster.open(vtctld, small)) {
        EngineException e =
            assertThrows(
                EngineException.class,
                () -> deployment.replan(Rows.desired(DESIRED), new WholeDeployment()));
        assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
        assertThat(e)
            .hasMessageThat()
            .startsWith("GetSchema of the primary of \"trips/-80\" ended with RESOURCE_EXHAUSTED");
        assertThat(e).hasMessageThat().contains("max-message-mib");
      }
    }
  }

  @Test
  void stopsWhenItIsInterrupted() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      deployment.topology();
      Thread.currentThread().interrupt();
      EngineException e =
          assertThrows(
              EngineException.class,
              () -> deployment.replan(Rows.desired(DESIRED), shard("trips", "80-")));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(e).hasMessageThat().contains("interrupted");
    }
  }

  @Test
  void refusesANamespaceThatIsNoKeyspaceOfTheCluster() throws Exception {
    try (LoopbackVtctld vtctld = serve(LIVE);
        Deployment deployment = LiveCluster.open(vtctld)) {
      EngineException e =
          assertThrows(
              EngineException.class,
              () -> deployment.replan(Rows.desired(List.of("riders/")), new WholeDeployment()));
      assertThat(e.reason()).isEqualTo(Reason.NAMESPACE_MISSING);
    }
  }
}
