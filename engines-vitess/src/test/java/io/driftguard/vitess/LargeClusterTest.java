package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.collect.ImmutableSet;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope.SingleShard;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.Replan;
import io.driftguard.replan.ReplanWork;
import io.driftguard.replan.Replanner;
import io.driftguard.vitesstesting.LoopbackVtctld;
import io.driftguard.vitesstesting.VitessCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A cluster of a size at which what is done once for each shard would be felt. */
final class LargeClusterTest {

  private static final int SHARDS = 256;
  private static final int TABLES = 400;
  private static final ImmutableSet<String> DRIFTED = ImmutableSet.of("-01", "7f-80", "ff-");

  private static String printed(String table, String more) {
    return "CREATE TABLE `"
        + table
        + "` (\n  `id` bigint NOT NULL,\n  `note` varchar(64) DEFAULT NULL,\n  PRIMARY KEY (`id`)"
        + more
        + "\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci";
  }

  private static List<String> shards() {
    List<String> shards = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      shards.add(
          (i == 0 ? "" : String.format("%02x", i))
              + "-"
              + (i == SHARDS - 1 ? "" : String.format("%02x", i + 1)));
    }
    return shards;
  }

  @Test
  void findsThreeDriftedShardsAndParsesEachDistinctTextOnce() throws Exception {
    TreeMap<String, String> tables = new TreeMap<>();
    List<String> desiredRows = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      String table = String.format("t%03d", i);
      tables.put(table, printed(table, ""));
      // written, not printed: what is wanted is another text than what is there
      desiredRows.add(
          "fleet/"
              + table
              + ".sql=CREATE TABLE "
              + table
              + " (id bigint NOT NULL PRIMARY KEY, note varchar(64))");
    }
    VitessCluster cluster = new VitessCluster().addKeyspace("fleet");
    cluster.setVSchema("fleet", "{\"sharded\": true}");
    for (String shard : shards()) {
      TreeMap<String, String> here = new TreeMap<>(tables);
      if (DRIFTED.contains(shard)) {
        here.put("t200", printed("t200", ",\n  KEY `by_hand` (`note`)"));
      }
      cluster.addShard("fleet", shard, here);
    }
    DesiredSchema desired = Rows.desired(desiredRows);
    Replanner replanner = LiveCluster.replanner();
    try (LoopbackVtctld vtctld = LoopbackVtctld.start(cluster);
        Deployment deployment = LiveCluster.open(vtctld, replanner)) {
      Replan replan = deployment.replan(desired, new WholeDeployment());
      assertThat(replan.live().tables()).hasSize(SHARDS);
      assertThat(Rows.lines(replan.changes()))
          .containsExactlyElementsIn(
              DRIFTED.stream().map(shard -> "fleet/" + shard + " t200 ALTER").toList());
      // 400 printed texts, one of a drifted table, and 400 written ones; the shards as they should
      // be, the drifted ones, and the desired schema; and one difference for each of the two.
      assertThat(replanner.done()).isEqualTo(new ReplanWork(2 * TABLES + 1, 3, 2));

      for (String shard : List.of("-01", "40-41")) {
        SingleShard scope =
            new SingleShard(Optional.of(new Namespace("fleet")), new ShardName(shard));
        List<PlannedChange> part = deployment.replan(desired, scope).changes();
        assertThat(part)
            .isEqualTo(replan.changes().stream().filter(change -> scope.covers(change)).toList());
      }
      assertThat(replanner.done()).isEqualTo(new ReplanWork(2 * TABLES + 1, 3, 2));
      assertThat(vtctld.count("GetSchema")).isEqualTo(SHARDS);
    }
  }

  @Test
  void fetchesOneShardOfManyForAShardScope() throws Exception {
    VitessCluster cluster = new VitessCluster().addKeyspace("fleet");
    for (String shard : shards()) {
      cluster.addShard("fleet", shard, Map.of("t000", printed("t000", "")));
    }
    try (LoopbackVtctld vtctld = LoopbackVtctld.start(cluster);
        Deployment deployment = LiveCluster.open(vtctld)) {
      SingleShard scope =
          new SingleShard(Optional.of(new Namespace("fleet")), new ShardName("40-41"));
      Replan replan =
          deployment.replan(Rows.desired(List.of("fleet/t.sql=" + printed("t000", ""))), scope);
      assertThat(replan.changes()).isEmpty();
      assertThat(vtctld.calls().stream().filter(call -> call.startsWith("GetSchema")).toList())
          .containsExactly("GetSchema fleet/40-41");
    }
  }
}
