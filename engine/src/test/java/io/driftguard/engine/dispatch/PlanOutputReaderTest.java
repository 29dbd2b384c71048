package io.driftguard.engine.dispatch;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.ADD_NOTE;
import static io.driftguard.engine.testing.Sample.HIGH;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.ReviewedChange;
import io.driftguard.engine.dispatch.PlanOutputReader.PlanReading;
import io.driftguard.engine.testing.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanOutputReaderTest {

  @Test
  void fansOutIntoOneDispatchForEachRowAndOneForTheRest() {
    List<Dispatch> dispatches =
        read(
            """
            {"staging": {}, "production": {
              "plan_id": "plan-1", "database": "shop", "database_type": "scripted",
              "environment": "production", "deployment": "eu", "engine": "spirit",
              "errors": null, "lint_violations": [{"message": "x"}], "existing_copies": [],
              "changes": [
                {"namespace": "shop", "table_changes": [@CHANGE]},
                {"namespace": "orders", "table_changes": [@CHANGE],
                 "metadata": {"vschema": "+ hash", "vschema_changed": "true"}}],
              "shards": [
                {"namespace": "orders", "shard": "80-", "changes": [@CHANGE]},
                {"namespace": "orders", "shard": "-80", "changes": []}]}}
            """);

    assertThat(dispatches).hasSize(3);
    assertThat(dispatches.get(0).targetShard())
        .hasValue(new TargetShard(Optional.of(ORDERS), HIGH));
    assertThat(dispatches.get(0).changes()).containsExactly(Sample.alter(ORDERS, "item", ADD_NOTE));
    assertThat(dispatches.get(0).declaredEmpty()).isFalse();
    assertThat(dispatches.get(1).targetShard()).hasValue(new TargetShard(Optional.of(ORDERS), LOW));
    assertThat(dispatches.get(1).changes()).isEmpty();
    assertThat(dispatches.get(1).declaredEmpty()).isTrue();
    assertThat(dispatches.get(2).targetShard()).isEmpty();
    assertThat(dispatches.get(2).changes())
        .containsExactly(Sample.alter(SHOP, "item", ADD_NOTE), new ReviewedChange.VSchema(ORDERS))
        .inOrder();
    for (Dispatch dispatch : dispatches) {
      assertThat(dispatch.planId()).isEqualTo("plan-1");
      assertThat(dispatch.environment()).isEqualTo("production");
      assertThat(dispatch.target()).isEqualTo("shop-eu");
      assertThat(dispatch.schemaFiles()).hasValue(Sample.desired());
      assertThat(new DispatchWriter().write(dispatch)).isNotEmpty();
    }
  }

  @Test
  void makesNoDispatchForARestThatIsEmpty() {
    List<Dispatch> dispatches =
        read(
            """
            {"production": {"plan_id": "plan-1", "shards": [
              {"namespace": "orders", "shard": "-80", "changes": [@CHANGE]}]}}
            """);

    assertThat(dispatches).hasSize(1);
    assertThat(dispatches.get(0).targetShard()).isPresent();
  }

  @Test
  void makesAnEmptyDispatchThatNobodyDeclaredOfAPlanWithoutChanges() {
    List<Dispatch> dispatches = read("{\"production\": {\"plan_id\": \"plan-1\"}}");

    assertThat(dispatches).hasSize(1);
    assertThat(dispatches.get(0).changes()).isEmpty();
    assertThat(dispatches.get(0).declaredEmpty()).isFalse();
  }

  private static List<Dispatch> read(String document) {
    return PlanOutputs.read(document)
        .match(
            PlanReading.FannedOut::dispatches,
            rejected -> {
              throw new AssertionError(rejected.refusals().toString());
            });
  }
}
