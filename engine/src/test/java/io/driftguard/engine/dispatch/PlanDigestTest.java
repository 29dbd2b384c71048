package io.driftguard.engine.dispatch;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.ADD_NOTE;
import static io.driftguard.engine.testing.Sample.HIGH;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;
import static io.driftguard.engine.testing.Sample.USERS;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.engine.testing.Sample;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PlanDigestTest {

  @Test
  void isAnotherOneForEachThingThatIsAskedFor() {
    ReviewedChange note = Sample.alter(SHOP, "item", ADD_NOTE);
    ReviewedChange more = Sample.alter(SHOP, "item", ADD_NOTE + " ");
    ReviewedChange vschema = new ReviewedChange.VSchema(ORDERS);
    List<Dispatch> dispatches =
        List.of(
            dispatch("plan-1", "shop", "mysql", "production", "eu", Optional.empty(), note),
            dispatch("plan-2", "shop", "mysql", "production", "eu", Optional.empty(), note),
            dispatch("plan-1", "shops", "mysql", "production", "eu", Optional.empty(), note),
            dispatch("plan-1", "shop", "vitess", "production", "eu", Optional.empty(), note),
            dispatch("plan-1", "shop", "mysql", "staging", "eu", Optional.empty(), note),
            dispatch("plan-1", "shop", "mysql", "production", "us", Optional.empty(), note),
            dispatch("plan-1", "shop", "mysql", "productione", "u", Optional.empty(), note),
            shard(new TargetShard(Optional.empty(), LOW), note),
            shard(new TargetShard(Optional.empty(), HIGH), note),
            shard(new TargetShard(Optional.of(ORDERS), LOW), note),
            shard(new TargetShard(Optional.of(USERS), LOW), note),
            whole(),
            Sample.declaredEmpty(Optional.empty()),
            whole(more),
            whole(note, more),
            whole(more, note),
            whole(note, note),
            whole(Sample.alter(USERS, "item", ADD_NOTE)),
            whole(Sample.alter(SHOP, "items", ADD_NOTE)),
            whole(new ReviewedChange.Table(SHOP, "item", ClaimedOperation.DROP, ADD_NOTE)),
            whole(vschema),
            whole(new ReviewedChange.VSchema(USERS)),
            whole(vschema).withSchemaFiles(Optional.empty()),
            whole(vschema).withSchemaFiles(Optional.of(withVSchema("{}"))));

    assertThat(dispatches.stream().map(PlanDigest::of).distinct().toList())
        .hasSize(dispatches.size());
  }

  @Test
  void isTheSameForTheSameQuestionWhereverTheDesiredSchemaCameFrom() {
    Dispatch tablesOnly = whole(Sample.alter(SHOP, "item", ADD_NOTE));

    assertThat(PlanDigest.of(Sample.whole())).isEqualTo(PlanDigest.of(Sample.whole()));
    assertThat(PlanDigest.of(tablesOnly.withSchemaFiles(Optional.empty())))
        .isEqualTo(PlanDigest.of(tablesOnly));
  }

  private static Dispatch whole(ReviewedChange... changes) {
    return Sample.dispatch(Optional.empty(), changes);
  }

  private static Dispatch shard(TargetShard target, ReviewedChange change) {
    return Sample.dispatch(Optional.of(target), change);
  }

  private static Dispatch dispatch(
      String planId,
      String database,
      String engine,
      String environment,
      String deployment,
      Optional<TargetShard> target,
      ReviewedChange change) {
    return new Dispatch(
        planId,
        database,
        new EngineId(engine),
        environment,
        deployment,
        target,
        List.of(change),
        Optional.empty(),
        false);
  }

  private static DesiredSchema withVSchema(String document) {
    TreeMap<Namespace, DesiredSchema.NamespaceFiles> files = new TreeMap<>();
    files.put(ORDERS, Sample.files("a.sql", "", Optional.of(document)));
    return new DesiredSchema(files);
  }
}
