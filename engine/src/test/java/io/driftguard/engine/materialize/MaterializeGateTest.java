package io.driftguard.engine.materialize;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.materialize.GateScenarios.noteOnly;
import static io.driftguard.engine.testing.Sample.ADD_NOTE;

import io.driftguard.api.Dispatch;
import io.driftguard.api.engine.EngineException;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.ScriptedEngine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MaterializeGateTest {

  private final MemoryPlanStore store = new MemoryPlanStore();

  @Test
  void storesAPlanOfAnotherDeploymentTogetherWithItsPermit() {
    Materialization materialization = materialize(Sample.engine(), Sample.whole());

    assertThat(materialization.exitCode()).isEqualTo(0);
    assertThat(store.plans()).hasSize(1);
    StoredPlan stored = store.plans().get(0);
    assertThat(stored.plan()).isEqualTo(Sample.whole());
    assertThat(stored).isInstanceOf(StoredPlan.Materialized.class);
    assertThat(((StoredPlan.Materialized) stored).permit().planId()).isEqualTo("plan-1");
  }

  @Test
  void storesNothingWhenItRefuses() {
    assertThat(materialize(Sample.engineOf(), noteOnly()).exitCode()).isEqualTo(1);
    assertThat(materialize(Sample.engineOf(), Sample.dispatch(Optional.empty())).exitCode())
        .isEqualTo(2);
    assertThat(
            new MaterializeGate(Sample.guard(Sample.engine()), store)
                .materialize(CheckRequest.ofJson(new byte[0], Optional.empty(), Sample.SOURCE))
                .exitCode())
        .isEqualTo(2);
    assertThat(store.plans()).isEmpty();
  }

  @Test
  void letsThePrimaryGoOnWithoutAskingTheDeployment() {
    store.savePlannedHere(Sample.whole());
    ScriptedEngine unreachable =
        new ScriptedEngine(
            () -> {
              throw new EngineException(EngineException.Reason.UNREACHABLE, "down");
            },
            (desired, scope) -> Sample.replan());

    Materialization materialization = materialize(unreachable, Sample.whole());

    assertThat(materialization.exitCode()).isEqualTo(0);
    assertThat(
            materialization.<Optional<StoredPlan>>match(
                primary -> Optional.of(primary.plan()),
                materialized -> Optional.empty(),
                notMaterialized -> Optional.empty()))
        .hasValue(new StoredPlan.PlannedHere(Sample.whole()));
    assertThat(store.plans()).hasSize(1);
  }

  @Test
  void takesTheDirectoryAndTheFilesOfTheDispatchForTheSameDesiredSchema() {
    store.savePlannedHere(Sample.whole());
    Dispatch bare = Sample.whole().withSchemaFiles(Optional.empty());

    Materialization materialization =
        new MaterializeGate(Sample.guard(Sample.engine()), store)
            .materialize(CheckRequest.of(bare, Optional.of(Sample.desired()), Sample.SOURCE));

    assertThat(materialization).isInstanceOf(Materialization.Primary.class);
  }

  @Test
  void storesTheDesiredSchemaThatTheDispatchWasCheckedWith() {
    Dispatch bare = Sample.whole().withSchemaFiles(Optional.empty());

    new MaterializeGate(Sample.guard(Sample.engine()), store)
        .materialize(CheckRequest.of(bare, Optional.of(Sample.desired()), Sample.SOURCE));

    assertThat(store.plans().get(0).plan()).isEqualTo(Sample.whole());
  }

  @Test
  void materializesEachPieceOfAFanOutUnderOneId() {
    for (Dispatch piece : List.of(Sample.whole(), Sample.shard(), Sample.finalizer())) {
      assertThat(materialize(Sample.engine(), piece).exitCode()).isEqualTo(0);
    }
    assertThat(store.plans()).hasSize(3);
  }

  @Test
  void checksAgainWhatWasMaterializedBefore() {
    assertThat(materialize(Sample.engineOf(ADD_NOTE), noteOnly()).exitCode()).isEqualTo(0);
    assertThat(materialize(Sample.engineOf(ADD_NOTE), noteOnly()).exitCode()).isEqualTo(0);
    assertThat(materialize(Sample.engineOf(), noteOnly()).exitCode()).isEqualTo(1);
  }

  @Test
  void keepsWhatTheCheckFoundForThoseWhoExplainIt() {
    Materialization materialization = materialize(Sample.engineOf(), noteOnly());

    Optional<Verdict> verdict =
        materialization.match(
            primary -> Optional.empty(),
            materialized -> Optional.of(materialized.verdict()),
            notMaterialized -> Optional.of(notMaterialized.verdict()));
    assertThat(verdict.orElseThrow().context().scope()).isPresent();
    assertThat(verdict.orElseThrow().context().reviewed().orElseThrow()).hasSize(1);
  }

  private Materialization materialize(ScriptedEngine engine, Dispatch dispatch) {
    return new MaterializeGate(Sample.guard(engine), store)
        .materialize(CheckRequest.of(dispatch, Optional.empty(), Sample.SOURCE));
  }
}
