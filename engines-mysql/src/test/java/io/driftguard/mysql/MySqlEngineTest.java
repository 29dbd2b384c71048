package io.driftguard.mysql;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.SpiVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MySqlEngineTest {

  private static final String HOUSES = "CREATE TABLE houses (id int NOT NULL, PRIMARY KEY (id))";
  private static final String HOUSES_WITH_AREA =
      "CREATE TABLE houses (id int NOT NULL, area int, PRIMARY KEY (id))";
  private static final String OWNERS = "CREATE TABLE owners (name varchar(80))";

  private final EngineAdapter engine = new MySqlEngine();

  @Test
  void isFoundAsAService() {
    List<EngineAdapter> found =
        ServiceLoader.load(EngineAdapter.class).stream().map(ServiceLoader.Provider::get).toList();
    assertThat(found).hasSize(1);
    assertThat(found.get(0)).isInstanceOf(MySqlEngine.class);
    assertThat(found.get(0).id()).isEqualTo(new EngineId("mysql"));
    assertThat(found.get(0).spiVersion()).isEqualTo(SpiVersion.CURRENT);
    assertThat(found.get(0).description()).isNotEmpty();
  }

  @Test
  void hasNamespacesWithoutShards() throws Exception {
    try (Deployment deployment = open(List.of("estate/houses.sql=" + HOUSES, "archive/"))) {
      assertThat(deployment.topology().namespaces().keySet())
          .containsExactly(new Namespace("archive"), new Namespace("estate"))
          .inOrder();
      assertThat(deployment.topology().isSharded(new Namespace("estate"))).isFalse();
    }
  }

  /** Live rows, desired rows, changes, and the places that were read. */
  static Stream<Arguments> replans() {
    return Stream.of(
        Arguments.of(
            List.of("estate/houses.sql=" + HOUSES),
            List.of("estate/all.sql=" + HOUSES),
            List.of(),
            List.of("estate")),
        Arguments.of(
            List.of("estate/houses.sql=" + HOUSES, "estate/owners.sql=" + OWNERS),
            List.of("estate/houses.sql=" + HOUSES_WITH_AREA),
            List.of("estate houses ALTER", "estate owners DROP"),
            List.of("estate")),
        Arguments.of(
            List.of("estate/", "archive/houses.sql=" + HOUSES_WITH_AREA),
            List.of("estate/owners.sql=" + OWNERS, "archive/houses.sql=" + HOUSES),
            List.of("archive houses ALTER", "estate owners CREATE"),
            List.of("archive", "estate")),
        // a namespace that is not desired is not managed, nor even read
        Arguments.of(
            List.of("estate/houses.sql=" + HOUSES, "mail/x.sql=not SQL"),
            List.of("estate/houses.sql=" + HOUSES),
            List.of(),
            List.of("estate")),
        Arguments.of(List.of("estate/houses.sql=" + HOUSES), List.of(), List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("replans")
  void replansEveryDesiredNamespace(
      List<String> live, List<String> desired, List<String> changes, List<String> read)
      throws Exception {
    try (Deployment deployment = open(live)) {
      Replan replan = deployment.replan(Rows.desired(desired), new WholeDeployment());
      assertThat(Rows.lines(replan.changes())).containsExactlyElementsIn(changes).inOrder();
      assertThat(replan.live().tables().keySet().stream().map(Place::toString).toList())
          .containsExactlyElementsIn(read)
          .inOrder();
      assertThat(replan.live().vschemas()).isEmpty();
    }
  }

  @Test
  void hasNothingForAShardOrAVSchema() throws Exception {
    List<Scope> scopes =
        List.of(
            new SingleShard(Optional.empty(), new ShardName("-80")),
            new NamespaceFinalizer(new Namespace("estate")));
    try (Deployment deployment = open(List.of("estate/houses.sql=" + HOUSES))) {
      for (Scope scope : scopes) {
        Replan replan = deployment.replan(Rows.desired(List.of("estate/")), scope);
        assertThat(replan.changes()).isEmpty();
        assertThat(replan.live().tables()).isEmpty();
      }
    }
  }

  /** Live rows, desired rows, the reason and the start of the message. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            List.of("estate/-80/houses.sql=" + HOUSES),
            List.of("estate/"),
            Reason.SOURCE_NOT_SUPPORTED,
            "expected a snapshot of MySQL schemas, but found shards in namespace \"estate\", which only Vitess has"),
        Arguments.of(
            List.of("estate/houses.sql=" + HOUSES, "estate/vschema.json={}"),
            List.of("estate/"),
            Reason.SOURCE_NOT_SUPPORTED,
            "expected a snapshot of MySQL schemas, but found a VSchema in namespace \"estate\", which only Vitess has"),
        Arguments.of(
            List.of("estate/"),
            List.of("estate/vschema.json={}"),
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "expected only tables in the desired schema of \"estate\", but found a vschema.json, which only Vitess has"),
        Arguments.of(
            List.of("estate/"),
            List.of("Estate/"),
            Reason.NAMESPACE_MISSING,
            "expected every desired namespace in the deployment, but found no \"Estate\""),
        Arguments.of(
            List.of("estate/owners.sql=" + OWNERS + " TABLESPACE attic"),
            List.of("estate/owners.sql=" + OWNERS),
            Reason.DIFFERENCE_INEXPRESSIBLE,
            "from the live to the desired schema of \"estate\": "),
        Arguments.of(
            List.of("estate/houses.sql=INSERT INTO houses VALUES (1)"),
            List.of("estate/"),
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of \"estate\": houses.sql: line 1, column 1: "),
        Arguments.of(
            List.of("estate/"),
            List.of("estate/houses.sql=" + HOUSES + ";\nDELETE FROM houses"),
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired schema of \"estate\": houses.sql: line 2, column 1: "));
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

  @Test
  void takesNoSettingsForASnapshot() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                engine.open(
                    new Recorded(
                        Rows.snapshot(List.of("estate/")), new TreeMap<>(Map.of("user", "x")))));
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo("expected no settings for a snapshot, but found \"user\"");
  }

  private Deployment open(List<String> rows) throws EngineException {
    return engine.open(new Recorded(Rows.snapshot(rows)));
  }
}
