package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import io.driftguard.api.Scope.NamespaceFinalizer;
import io.driftguard.api.Scope.SingleShard;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource.Recorded;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.api.engine.Topology;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VitessEngineTest {

  private static final String RIDES =
      "CREATE TABLE rides (id bigint NOT NULL, rider_id bigint NOT NULL, PRIMARY KEY (id))";
  private static final String RIDES_WITH_FARE =
      "CREATE TABLE rides (id bigint NOT NULL, rider_id bigint NOT NULL, fare int, PRIMARY KEY (id))";
  private static final String CITIES = "CREATE TABLE cities (id int NOT NULL, PRIMARY KEY (id))";
  private static final String VSCHEMA =
      "{\"sharded\": true, \"vindexes\": {\"h\": {\"type\": \"xxhash\"}},"
          + " \"tables\": {\"rides\": {\"column_vindexes\": [{\"column\": \"rider_id\", \"name\": \"h\"}]}}}";
  private static final String SAME_VSCHEMA =
      "{\"tables\":{\"rides\":{\"columnVindexes\":[{\"columns\":[\"Rider_ID\"],\"name\":\"h\"}]}},"
          + "\"vindexes\":{\"h\":{\"type\":\"xxhash\",\"params\":{}}},\"sharded\":true}";

  private static final String NO_VINDEX = "{\"sharded\": true, \"tables\": {\"rides\": {}}}";

  private final EngineAdapter engine = new VitessEngine();

  @Test
  void isFoundAsAService() {
    List<EngineAdapter> found =
        ServiceLoader.load(EngineAdapter.class).stream().map(ServiceLoader.Provider::get).toList();
    assertThat(found).hasSize(1);
    assertThat(found.get(0)).isInstanceOf(VitessEngine.class);
    assertThat(found.get(0).id()).isEqualTo(new EngineId("vitess"));
    assertThat(found.get(0).spiVersion()).isEqualTo(SpiVersion.CURRENT);
    assertThat(found.get(0).description()).isNotEmpty();
  }

  @Test
  void hasKeyspacesWithAndWithoutShards() throws Exception {
    try (Deployment deployment =
        open(List.of("geo/cities.sql=" + CITIES, "trips/-80/", "trips/80-/"))) {
      Topology topology = deployment.topology();
      assertThat(topology.namespaces().keySet())
          .containsExactly(new Namespace("geo"), new Namespace("trips"));
      assertThat(topology.isSharded(new Namespace("geo"))).isFalse();
      assertThat(topology.namespaces().get(new Namespace("trips")))
          .containsExactly(new ShardName("-80"), new ShardName("80-"))
          .inOrder();
    }
  }

  /** Live rows, desired rows, and the changes. */
  static Stream<Arguments> replans() {
    return Stream.of(
        replan(
            List.of("trips/-80/a.sql=" + RIDES, "trips/80-/b.sql=" + RIDES),
            List.of("trips/rides.sql=" + RIDES)),
        replan(
            List.of("trips/-80/a.sql=" + RIDES, "trips/80-/b.sql=" + RIDES),
            List.of("trips/rides.sql=" + RIDES_WITH_FARE),
            "trips/-80 rides ALTER",
            "trips/80- rides ALTER"),
        replan(
            List.of("trips/-80/a.sql=" + RIDES, "trips/80-/"),
            List.of("trips/rides.sql=" + RIDES_WITH_FARE),
            "trips/-80 rides ALTER",
            "trips/80- rides CREATE"),
        replan(
            List.of("trips/-80/a.sql=" + RIDES, "trips/80-/a.sql=" + RIDES_WITH_FARE),
            List.of("trips/rides.sql=" + RIDES_WITH_FARE),
            "trips/-80 rides ALTER"),
        // a VSchema comes after the tables of its keyspace
        replan(
            List.of(
                "geo/",
                "geo/vschema.json={}",
                "trips/-/",
                "trips/vschema.json={\"sharded\": true}",
                "zones/"),
            List.of(
                "zones/cities.sql=" + CITIES,
                "geo/vschema.json={\"require_explicit_routing\": true}",
                "geo/cities.sql=" + CITIES,
                "trips/vschema.json=" + VSCHEMA,
                "trips/rides.sql=" + RIDES),
            "geo cities CREATE",
            "geo VSchema {\"require_explicit_routing\": true}",
            "trips/- rides CREATE",
            "trips VSchema " + VSCHEMA,
            "zones cities CREATE"),
        // tables that Vitess made for itself
        replan(
            List.of(
                "trips/-/rides.sql=" + RIDES,
                "trips/-/a.sql=CREATE TABLE _vt_hld_6ace8bcef73211ea87e9f875a4d24e90_20240915120410_ (id int)",
                "trips/-/b.sql=CREATE TABLE _4e5dcf80_354b_11eb_82cd_f875a4d24e90_20201203114014_vrepl (id int)"),
            List.of("trips/rides.sql=" + RIDES)),
        replan(
            List.of("trips/-/rides.sql=" + RIDES, "trips/-/b.sql=CREATE TABLE _rides_old (id int)"),
            List.of("trips/rides.sql=" + RIDES),
            "trips/- _rides_old DROP"),
        // a keyspace that is not desired is not managed, nor even read
        replan(
            List.of("geo/cities.sql=not SQL", "geo/vschema.json=not JSON", "trips/-/"),
            List.of("trips/")));
  }

  private static Arguments replan(List<String> live, List<String> desired, String... changes) {
    return Arguments.of(live, desired, List.of(changes));
  }

  @ParameterizedTest
  @MethodSource("replans")
  void replansEveryShardOfEveryDesiredKeyspace(
      List<String> live, List<String> desired, List<String> changes) throws Exception {
    try (Deployment deployment = open(live)) {
      Replan replan = deployment.replan(Rows.desired(desired), new WholeDeployment());
      assertThat(Rows.lines(replan.changes())).containsExactlyElementsIn(changes).inOrder();
    }
  }

  /** Shards, the live VSchema, the desired one, and the one that the re-plan sets. */
  static Stream<Arguments> vschemas() {
    String other = VSCHEMA.replace("xxhash", "hash");
    return Stream.of(
        Arguments.of("-80 80-", VSCHEMA, VSCHEMA, ""),
        Arguments.of("-80 80-", VSCHEMA, SAME_VSCHEMA, ""),
        Arguments.of("-80 80-", SAME_VSCHEMA, VSCHEMA, ""),
        Arguments.of("-80 80-", VSCHEMA, other, other),
        Arguments.of("-80 80-", other, VSCHEMA, VSCHEMA),
        // a keyspace that was never given one has the empty one, whatever its topology
        Arguments.of("-80 80-", "", VSCHEMA, VSCHEMA),
        Arguments.of("-80 80-", "{}", VSCHEMA, VSCHEMA),
        Arguments.of("", "", "{}", ""),
        // one that Vitess cannot work with is not judged when it is live already
        Arguments.of("-80 80-", NO_VINDEX, NO_VINDEX, ""),
        // not managed
        Arguments.of("-80 80-", VSCHEMA, "", ""),
        Arguments.of("-80 80-", "", "", ""),
        // without shards
        Arguments.of("", "{}", "{\"sharded\": false}", ""),
        Arguments.of("", "{}", "{\"tables\": {\"t\": {}}}", "{\"tables\": {\"t\": {}}}"));
  }

  @ParameterizedTest
  @MethodSource("vschemas")
  void setsAVSchemaOnlyWhenItMeansSomethingElse(
      String shards, String live, String desired, String set) throws Exception {
    List<String> changes = set.isEmpty() ? List.of() : List.of("trips VSchema " + set);
    List<Scope> scopes =
        List.of(new WholeDeployment(), new NamespaceFinalizer(new Namespace("trips")));
    try (Deployment deployment = open(keyspace(shards, live))) {
      for (Scope scope : scopes) {
        Replan replan = deployment.replan(Rows.desired(keyspace("", desired)), scope);
        assertThat(Rows.lines(replan.changes())).containsExactlyElementsIn(changes);
        assertThat(replan.live().vschemas())
            .containsExactly(new Namespace("trips"), live.isEmpty() ? "{}" : live);
      }
    }
  }

  private static List<String> keyspace(String shards, String vschema) {
    ImmutableList.Builder<String> rows = ImmutableList.builder();
    rows.add("trips/");
    for (String shard : shards.isEmpty() ? new String[0] : shards.split(" ", -1)) {
      rows.add("trips/" + shard + "/");
    }
    if (!vschema.isEmpty()) {
      rows.add("trips/vschema.json=" + vschema);
    }
    return rows.build();
  }

  /** Live rows, desired rows, the reason and the start of the message. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            List.of("trips/-80/", "trips/80-8000/", "trips/80-/"),
            List.of("trips/"),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"trips\": expected a shard name with a start before the end, but found \"80-8000\""),
        // every keyspace, managed or not: a topology is right as a whole
        Arguments.of(
            List.of("trips/-/", "geo/0/"),
            List.of("trips/"),
            Reason.TOPOLOGY_UNREADABLE,
            "keyspace \"geo\": expected shards with key ranges"),
        Arguments.of(
            List.of("trips/-80/", "trips/80-/", "trips/vschema.json={\"tables\": {\"t\": {}}}"),
            List.of("trips/"),
            Reason.TOPOLOGY_UNREADABLE,
            "live VSchema of keyspace \"trips\": expected sharded to be true, as the topology has shards there, but found false"),
        Arguments.of(
            List.of("trips/rides.sql=" + RIDES, "trips/vschema.json=" + VSCHEMA),
            List.of("trips/"),
            Reason.TOPOLOGY_UNREADABLE,
            "live VSchema of keyspace \"trips\": expected sharded to be false, as the topology has no shards there, but found true"),
        Arguments.of(
            List.of("trips/-80/", "trips/80-/", "trips/vschema.json=" + VSCHEMA),
            List.of("trips/vschema.json={}"),
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired VSchema of keyspace \"trips\": expected sharded to be true, as the topology has shards there, but found false"),
        Arguments.of(
            List.of("trips/"),
            List.of("trips/vschema.json=" + VSCHEMA),
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired VSchema of keyspace \"trips\": expected sharded to be false, as the topology has no shards there, but found true"),
        Arguments.of(
            List.of("trips/-/", "trips/vschema.json={\"sharded\": true, \"shardedd\": 1}"),
            List.of("trips/vschema.json=" + VSCHEMA),
            Reason.LIVE_VSCHEMA_UNREADABLE,
            "live VSchema of keyspace \"trips\": $.shardedd: expected a field of a keyspace's VSchema, but found \"shardedd\""),
        Arguments.of(
            List.of("trips/-/", "trips/vschema.json="),
            List.of("trips/"),
            Reason.LIVE_VSCHEMA_UNREADABLE,
            "live VSchema of keyspace \"trips\": $: expected one JSON object, but found an empty text"),
        Arguments.of(
            List.of("trips/-/", "trips/vschema.json=" + VSCHEMA),
            List.of("trips/vschema.json={\"sharded\": true, \"sharded\": true}"),
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired VSchema of keyspace \"trips\": $: expected each key once"),
        Arguments.of(
            List.of("trips/-/"),
            List.of(
                "trips/vschema.json=" + VSCHEMA.replace("\"name\": \"h\"", "\"name\": \"hsh\"")),
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired VSchema of keyspace \"trips\": $.tables.rides.column_vindexes[0].name: expected a vindex of the keyspace, but found \"hsh\""),
        Arguments.of(
            List.of("geo/", "trips/-/"),
            List.of(
                "geo/vschema.json={\"tables\": {\"ride_seq\": {}}}",
                "trips/vschema.json="
                    + VSCHEMA.replace(
                        "\"rides\": {",
                        "\"rides\": {\"auto_increment\": {\"column\": \"id\", \"sequence\": \"geo.ride_seq\"}, ")),
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired VSchema of keyspace \"trips\": $.tables.rides.auto_increment.sequence: expected a table of the type \"sequence\", but found \"geo.ride_seq\", which is no sequence"),
        Arguments.of(
            List.of("trips/-/"),
            List.of("geo/", "trips/"),
            Reason.NAMESPACE_MISSING,
            "expected every desired namespace in the deployment, but found no \"geo\""),
        Arguments.of(
            List.of("trips/-80/a.sql=" + CITIES, "trips/80-/a.sql=" + CITIES + " TABLESPACE attic"),
            List.of("trips/a.sql=" + CITIES),
            Reason.DIFFERENCE_INEXPRESSIBLE,
            "from the live to the desired schema of \"trips/80-\": "),
        Arguments.of(
            List.of("trips/-80/", "trips/80-/a.sql=UPDATE rides SET id = 1"),
            List.of("trips/"),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"trips/80-\": a.sql: line 1, column 1: "),
        Arguments.of(
            List.of("trips/-80/", "trips/80-/"),
            List.of("trips/a.sql=" + RIDES + "; TRUNCATE rides"),
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired schema of \"trips\": a.sql: "));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWithAReason(List<String> live, List<String> desired, Reason reason, String message) {
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> open(live).replan(Rows.desired(desired), new WholeDeployment()));
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e).hasMessageThat().startsWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trips/-00/", "trips/0/", "trips/-C0/"})
  void refusesATopologyThatMisleads(String row) {
    EngineException e =
        assertThrows(EngineException.class, () -> open(List.of("geo/", row)).topology());
    assertThat(e.reason()).isEqualTo(Reason.TOPOLOGY_UNREADABLE);
  }

  /** A scope and the places that are read for it. */
  static Stream<Arguments> scopes() {
    return Stream.of(
        Arguments.of(shard("trips", "-80"), List.of("trips/-80")),
        Arguments.of(shard("trips", "80-"), List.of("trips/80-")),
        Arguments.of(
            new SingleShard(Optional.empty(), new ShardName("80-")),
            List.of("riders/80-", "trips/80-")),
        Arguments.of(
            new SingleShard(Optional.empty(), new ShardName("-40")), List.of("riders/-40")),
        Arguments.of(new SingleShard(Optional.empty(), new ShardName("c0-")), List.of()),
        Arguments.of(new NamespaceFinalizer(new Namespace("trips")), List.of()),
        Arguments.of(new NamespaceFinalizer(new Namespace("riders")), List.of()));
  }

  private static SingleShard shard(String namespace, String shard) {
    return new SingleShard(Optional.of(new Namespace(namespace)), new ShardName(shard));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void givesARestrictedScopeItsPartOfTheWhole(Scope scope, List<String> places) throws Exception {
    List<String> live =
        List.of(
            "geo/",
            "trips/-80/a.sql=" + RIDES,
            "trips/80-/",
            "trips/vschema.json={\"sharded\": true}",
            "riders/-40/",
            "riders/40-80/a.sql=" + RIDES,
            "riders/80-/a.sql=" + CITIES);
    List<String> desired =
        List.of(
            "geo/cities.sql=" + CITIES,
            "trips/rides.sql=" + RIDES_WITH_FARE,
            "trips/vschema.json=" + VSCHEMA,
            "riders/rides.sql=" + RIDES);
    try (Deployment deployment = open(live)) {
      Replan whole = deployment.replan(Rows.desired(desired), new WholeDeployment());
      Replan part = deployment.replan(Rows.desired(desired), scope);
      assertThat(part.changes())
          .containsExactlyElementsIn(whole.changes().stream().filter(scope::covers).toList())
          .inOrder();
      assertThat(part.live().tables().keySet().stream().map(Place::toString).toList())
          .containsExactlyElementsIn(places)
          .inOrder();
      part.live()
          .tables()
          .forEach(
              (place, tables) -> assertThat(tables).isEqualTo(whole.live().tables().get(place)));
    }
  }

  @Test
  void readsNothingOfOtherShards() throws Exception {
    List<String> live =
        List.of(
            "trips/-80/a.sql=" + RIDES,
            "trips/80-/a.sql=not SQL",
            "trips/vschema.json=not JSON",
            "geo/cities.sql=not SQL");
    List<String> desired =
        List.of("trips/rides.sql=" + RIDES_WITH_FARE, "geo/cities.sql=not SQL either");
    try (Deployment deployment = open(live)) {
      Replan part = deployment.replan(Rows.desired(desired), shard("trips", "-80"));
      assertThat(Rows.lines(part.changes())).containsExactly("trips/-80 rides ALTER");
      assertThrows(
          EngineException.class,
          () -> deployment.replan(Rows.desired(desired), shard("trips", "80-")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:mysql://root:hunter2@db.example/", "vtctl://root:hunter2@v:1"})
  void saysWhatItReadsAndRepeatsNoLocation(String location) {
    EngineException e =
        assertThrows(EngineException.class, () -> engine.open(new Running(location)));
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "expected a snapshot or vtctld://HOST:PORT, which is what the engine vitess reads, but found another kind of location");
  }

  @Test
  void refusesSettingsThatAnotherSourceHas() {
    Recorded source =
        new Recorded(Rows.snapshot(List.of("geo/")), ImmutableSortedMap.of("plaintext", "true"));
    EngineException e = assertThrows(EngineException.class, () -> engine.open(source));
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e).hasMessageThat().contains("\"plaintext\"");
  }

  private Deployment open(List<String> rows) throws EngineException {
    return engine.open(new Recorded(Rows.snapshot(rows)));
  }
}
