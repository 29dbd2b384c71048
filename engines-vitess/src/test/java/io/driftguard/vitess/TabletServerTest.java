package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import io.driftguard.api.Scope.NamespaceFinalizer;
import io.driftguard.api.Scope.SingleShard;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerProfile.SqlMode;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.vitesstesting.LoopbackVtctld;
import io.driftguard.vitesstesting.VitessCluster;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the servers behind tablets are, and what is made of it. */
final class TabletServerTest {

  private static final String PRINTED =
      "CREATE TABLE `legs` (\n  `id` int DEFAULT NULL,\n  `note` char(9) DEFAULT NULL\n) ENGINE=InnoDB DEFAULT CHARSET=";
  private static final ImmutableList<String> LIVE =
      ImmutableList.of(
          "trips/-80/legs.sql=" + PRINTED + "utf8mb4 COLLATE=utf8mb4_0900_ai_ci",
          "trips/80-/legs.sql=" + PRINTED + "latin1");
  private static final ImmutableList<String> DESIRED =
      ImmutableList.of("trips/legs.sql=create table legs (id int, note char(9))");
  private static final Namespace TRIPS = new Namespace("trips");

  @ParameterizedTest
  @CsvSource({
    "8.0.40, 8.0.40",
    "8.0.40-31, 8.0.40",
    "8.4.3-Vitess, 8.4.3",
    "9.7.0, 9.7.0",
    "/usr/sbin/mysqld  Ver 8.0.31 for Linux on x86_64 (MySQL Community Server - GPL), 8.0.31",
    "5.7.44, -",
    "10.6.17-MariaDB, -",
    "8.0.31-MariaDB, -",
    "8.0, -",
    "'', -",
  })
  void readsTheVersionThatATabletSays(String said, String version) {
    if (version.equals("-")) {
      assertThrows(IllegalArgumentException.class, () -> TabletServer.version(said, ""));
    } else {
      assertThat(TabletServer.version(said, "").toString()).isEqualTo(version);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci, utf8mb4, utf8mb4_0900_ai_ci",
    "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, utf8mb4, utf8mb4_bin",
    "CHARACTER SET latin1, latin1, latin1_swedish_ci",
    "CHARACTER SET utf8mb3, utf8mb3, utf8mb3_general_ci",
  })
  void readsTheDefaultsOfADatabase(String printed, String characterSet, String collation)
      throws Exception {
    assertThat(
            TabletServer.of(
                ServerVersion.parse("8.0.40"),
                "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `d` /*!40100 DEFAULT "
                    + printed
                    + " */ /*!80016 DEFAULT ENCRYPTION='N' */"))
        .isEqualTo(new TabletServer(ServerVersion.parse("8.0.40"), characterSet, collation));
  }

  @Test
  void comparesEachShardByTheDefaultsOfItsOwnDatabase() throws Exception {
    try (LoopbackVtctld vtctld = serve()) {
      vtctld.cluster().setDefaults("trips", "80-", "CHARACTER SET latin1");
      assertThat(plan(vtctld, DESIRED)).isEmpty();
      // The shard's tables would still be of latin1, and its database is of another default.
      vtctld.cluster().setDefaults("trips", "80-", "CHARACTER SET utf8mb3");
      assertThat(plan(vtctld, DESIRED)).containsExactly("trips/80- legs ALTER");
    }
  }

  @Test
  void comparesEachShardByTheVersionOfItsOwnServer() throws Exception {
    ImmutableList<String> inline =
        ImmutableList.of(
            "trips/legs.sql=create table legs (id int, note char(9), k int references legs (id), key (id))");
    try (LoopbackVtctld vtctld = serve()) {
      vtctld.cluster().setDefaults("trips", "80-", "CHARACTER SET latin1");
      vtctld.cluster().setVersion("trips", "80-", "9.0.1");
      List<String> before = statements(vtctld, inline, "-80");
      List<String> after = statements(vtctld, inline, "80-");
      assertThat(before).hasSize(1);
      assertThat(before.get(0)).doesNotContain("FOREIGN KEY");
      assertThat(after.toString()).contains("FOREIGN KEY");
    }
  }

  @Test
  void holdsADatabaseThatIsDeclaredAgainstThatOfTheTablets() throws Exception {
    ImmutableList<String> declared =
        ImmutableList.of(
            DESIRED.get(0), "trips/database.sql=create database trips character set utf8mb4");
    try (LoopbackVtctld vtctld = serve();
        Deployment deployment = open(vtctld)) {
      vtctld.cluster().setDefaults("trips", "80-", "CHARACTER SET latin1");
      assertThat(deployment.replan(Rows.desired(declared), shard("-80")).changes()).isEmpty();
      EngineException e =
          assertThrows(
              EngineException.class, () -> deployment.replan(Rows.desired(declared), shard("80-")));
      assertThat(e.reason()).isEqualTo(Reason.DIFFERENCE_INEXPRESSIBLE);
      assertThat(e).hasMessageThat().contains("latin1");
    }
  }

  @Test
  void asksTheServersOfAScopeAndOfNoOtherPlace() throws Exception {
    try (LoopbackVtctld vtctld = serve();
        Deployment deployment = open(vtctld)) {
      vtctld.cluster().setVersion("trips", "80-", "8.4.3");
      assertThat(inputs(deployment, new NamespaceFinalizer(TRIPS))).isEmpty();
      assertThat(vtctld.count("GetFullStatus")).isEqualTo(0);
      ServerInputs inputs = said(deployment, shard("80-"));
      assertThat(inputs.version()).isEqualTo("8.4.3");
      assertThat(inputs.characterSet()).isEqualTo("utf8mb4");
      assertThat(vtctld.count("GetFullStatus trips/80-")).isEqualTo(1);
      assertThat(vtctld.count("GetFullStatus")).isEqualTo(1);
      assertThat(inputs(deployment, new WholeDeployment())).containsKey(TRIPS);
    }
  }

  @Test
  void takesFromTheDeclaredProfileWhatTabletsDoNotSay() throws Exception {
    ServerProfile profile =
        new ServerProfile(
            ServerVersion.parse("8.0.11"),
            new SqlMode(true, true, true, true, true, true),
            1,
            "latin1",
            "latin1_swedish_ci");
    try (LoopbackVtctld vtctld = serve();
        Deployment deployment = new VitessEngine(profile).open(source(vtctld))) {
      ServerInputs inputs = said(deployment, shard("-80"));
      assertThat(
              ServerProfile.of(
                  inputs.version(),
                  inputs.sqlModes(),
                  inputs.lowerCaseTableNames(),
                  inputs.characterSet(),
                  inputs.collation(),
                  inputs.timeZone()))
          .isEqualTo(
              profile
                  .withVersion(ServerVersion.parse("8.0.40"))
                  .withDefaults("utf8mb4", "utf8mb4_0900_ai_ci"));
    }
  }

  @Test
  void asksNoServerForAVersionThatIsDeclared() throws Exception {
    try (LoopbackVtctld vtctld = serve();
        Deployment deployment =
            new VitessEngine()
                .open(
                    new Running(
                        vtctld.location(),
                        ImmutableSortedMap.of("plaintext", "true", "server-version", "8.4.2")))) {
      assertThat(said(deployment, shard("-80")).version()).isEqualTo("8.4.2");
      assertThat(vtctld.count("GetFullStatus")).isEqualTo(0);
    }
  }

  private static LoopbackVtctld serve() {
    return LoopbackVtctld.start(VitessCluster.of(Rows.snapshot(LIVE)));
  }

  private static Running source(LoopbackVtctld vtctld) {
    return new Running(vtctld.location(), ImmutableSortedMap.of("plaintext", "true"));
  }

  private static Deployment open(LoopbackVtctld vtctld) throws EngineException {
    return new VitessEngine().open(source(vtctld));
  }

  private static SingleShard shard(String shard) {
    return new SingleShard(Optional.of(TRIPS), new ShardName(shard));
  }

  private static SortedMap<Namespace, ServerInputs> inputs(Deployment deployment, Scope scope)
      throws EngineException {
    return deployment.inputs(new TreeSet<>(List.of(TRIPS)), scope);
  }

  private static ServerInputs said(Deployment deployment, Scope scope) throws EngineException {
    return Optional.ofNullable(inputs(deployment, scope).get(TRIPS)).orElseThrow();
  }

  private static List<String> plan(LoopbackVtctld vtctld, List<String> desired)
      throws EngineException {
    try (Deployment deployment = open(vtctld)) {
      return Rows.lines(deployment.replan(Rows.desired(desired), new WholeDeployment()).changes());
    }
  }

  private static List<String> statements(LoopbackVtctld vtctld, List<String> desired, String shard)
      throws EngineException {
    try (Deployment deployment = open(vtctld)) {
      Replan replan = deployment.replan(Rows.desired(desired), shard(shard));
      return replan.changes().stream()
          .map(change -> change.match(table -> table.ddl(), vschema -> "a VSchema"))
          .toList();
    }
  }
}
