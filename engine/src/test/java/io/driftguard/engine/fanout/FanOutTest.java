package io.driftguard.engine.fanout;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.ADD_REGION;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.USERS;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.dispatch.DispatchWriter;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.testing.Sample;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FanOutTest {

  private static final FanOut.Template TEMPLATE =
      new FanOut.Template("plan-1", "shop", Sample.ENGINE, "production", "shop-eu");

  @Test
  void isPermittedPieceByPieceOnTheDeploymentThatItWasPlannedFor() {
    List<Dispatch> dispatches = fanOut(Sample.planned(), Sample.topology());

    assertThat(dispatches).hasSize(5);
    for (Dispatch dispatch : dispatches) {
      byte[] json = new DispatchWriter().write(dispatch);
      Verdict verdict =
          Sample.guard(Sample.engine())
              .check(CheckRequest.ofJson(json, Optional.empty(), Sample.SOURCE));
      assertThat(verdict.exitCode()).isEqualTo(0);
    }
  }

  @Test
  void qualifiesAShardThatAnotherNamespaceHasToo() {
    TreeMap<Namespace, SortedSet<ShardName>> alone = new TreeMap<>(Sample.topology().namespaces());
    alone.remove(USERS);
    List<PlannedChange> planned =
        List.of(Sample.planned(ORDERS, Optional.of(LOW), "purchase", Operation.ALTER, ADD_REGION));

    assertThat(fanOut(planned, Sample.topology()).get(0).targetShard())
        .hasValue(new TargetShard(Optional.of(ORDERS), LOW));
    assertThat(fanOut(planned, new Topology(alone)).get(0).targetShard())
        .hasValue(new TargetShard(Optional.empty(), LOW));
  }

  @Test
  void putsEveryVSchemaAndUnshardedTableIntoOneDispatch() {
    List<Dispatch> dispatches = fanOut(Sample.planned(), Sample.topology());

    assertThat(dispatches.get(4).targetShard()).isEmpty();
    assertThat(dispatches.get(4).changes()).isEqualTo(Sample.whole().changes());
  }

  @Test
  void isNothingWhenThereIsNothingToChange() {
    assertThat(fanOut(List.of(), Sample.topology())).isEmpty();
  }

  private static List<Dispatch> fanOut(List<PlannedChange> planned, Topology topology) {
    return FanOut.of(new Replan(planned, Sample.live()), topology, TEMPLATE, Sample.desired());
  }
}
