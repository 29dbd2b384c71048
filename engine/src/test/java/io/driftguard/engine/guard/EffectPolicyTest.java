package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;
import static io.driftguard.engine.testing.Sample.USERS;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.engine.explain.DriftClass;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.rules.GeneratedRuleCatalog;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.ScriptedEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What passes for one change by its effect, under the policy that an embedding program chose. */
final class EffectPolicyTest {

  private static final String MODIFY = " MODIFY COLUMN `id` int DEFAULT 5";
  private static final String SET = " ALTER COLUMN `id` SET DEFAULT 5";

  @Test
  void permitsTheSameEffectOnlyUnderThePolicyThatSaysSo() {
    String reviewed = "ALTER TABLE `item` MODIFY COLUMN `id` int DEFAULT 5";
    String planned = "ALTER TABLE `item` ALTER COLUMN `id` SET DEFAULT 5";
    CheckRequest request = CheckRequest.of(dispatchOf(reviewed), Optional.empty(), Sample.SOURCE);

    Verdict refused = Sample.check(Sample.engineOf(planned), dispatchOf(reviewed));
    assertThat(codes(refused)).containsExactly("STATEMENT_DIFFERS");
    assertThat(refused.context().explanations().all().get(0).difference().driftClass())
        .isEqualTo(DriftClass.SAME_EFFECT);

    Verdict permitted = lenient(Sample.engineOf(planned)).check(request);
    assertPermitted(permitted);
    assertThat(evidence(permitted))
        .isEqualTo(
            "1 reviewed changes equal 1 re-planned changes, 1 of them in their effect only, by the"
                + " policy of the embedding program: shop.item: reviewed \"ALTER TABLE `item` MODIFY"
                + " COLUMN `id` int DEFAULT '5'\", re-planned \""
                + planned
                + "\"");
  }

  @Test
  void doesNotTakeAnotherEffectForTheSame() {
    for (String planned :
        List.of(
            "ALTER TABLE `item` ALTER COLUMN `id` SET DEFAULT 6",
            "ALTER TABLE `item` DROP COLUMN `id`, ADD COLUMN `id` int DEFAULT 5",
            "DROP TABLE `item`",
            "ALTER TABLE `item` DROP COLUMN `missing`")) {
      Verdict verdict =
          lenient(Sample.engineOf(planned))
              .check(
                  CheckRequest.of(
                      dispatchOf("ALTER TABLE `item` MODIFY COLUMN `id` int DEFAULT 5"),
                      Optional.empty(),
                      Sample.SOURCE));
      assertThat(codes(verdict)).contains("STATEMENT_DIFFERS");
    }
  }

  @Test
  void takesTheSameEffectOnlyWhereItWasFound() {
    Verdict verdict =
        lenient(
                engine(
                    Sample.live(),
                    planned(ORDERS, Optional.of(LOW), "purchase", SET),
                    planned(USERS, Optional.of(LOW), "purchase", MODIFY)))
            .check(
                CheckRequest.of(
                    Sample.dispatch(
                        Optional.of(new TargetShard(Optional.empty(), LOW)),
                        Sample.alter(ORDERS, "purchase", "ALTER TABLE purchase" + MODIFY),
                        Sample.alter(USERS, "purchase", "ALTER TABLE purchase" + MODIFY)),
                    Optional.empty(),
                    Sample.SOURCE));

    assertPermitted(verdict);
    assertThat(evidence(verdict))
        .startsWith(
            "2 reviewed changes equal 2 re-planned changes, 1 of them in their effect only");
  }

  @Test
  void looksAtTheEffectOfNoMoreThanOneStatementOnATable() {
    Verdict verdict =
        lenient(
                engine(
                    Sample.live(),
                    planned(SHOP, Optional.empty(), "item", " ADD n int"),
                    planned(SHOP, Optional.empty(), "item", SET)))
            .check(
                CheckRequest.of(
                    Sample.dispatch(
                        Optional.empty(),
                        Sample.alter(SHOP, "item", "ALTER TABLE item ADD n int"),
                        Sample.alter(SHOP, "item", "ALTER TABLE item" + MODIFY)),
                    Optional.empty(),
                    Sample.SOURCE));

    assertThat(codes(verdict)).containsExactly("STATEMENT_DIFFERS");
  }

  @Test
  void takesNoTwoStatementsForOne() {
    String both = " ADD a int, ADD b int";
    for (boolean reviewedAsOne : new boolean[] {true, false}) {
      List<String> one = List.of(both);
      List<String> two = List.of(" ADD a int", " ADD b int");
      Verdict verdict =
          lenient(
                  engine(
                      Sample.live(),
                      (reviewedAsOne ? two : one)
                          .stream()
                              .map(clauses -> planned(SHOP, Optional.empty(), "item", clauses))
                              .toArray(PlannedChange[]::new)))
              .check(
                  CheckRequest.of(
                      Sample.dispatch(
                          Optional.empty(),
                          (reviewedAsOne ? one : two)
                              .stream()
                                  .map(
                                      clauses ->
                                          Sample.alter(SHOP, "item", "ALTER TABLE item" + clauses))
                                  .toArray(ReviewedChange[]::new)),
                      Optional.empty(),
                      Sample.SOURCE));

      assertThat(codes(verdict))
          .containsExactly(
              reviewedAsOne ? "CHANGE_NOT_REVIEWED" : "CHANGE_NOT_REPLANNED", "STATEMENT_DIFFERS");
    }
  }

  @Test
  void takesNothingForTheSameWhereTheLiveSchemaCannotBeUnderstood() {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>(Sample.live().tables());
    tables.put(new Place(SHOP, Optional.empty()), new TreeMap<>(Map.of("item", "CREATE NONSENSE")));
    Verdict verdict =
        lenient(
                engine(
                    new LiveSchema(tables, Sample.live().vschemas()),
                    planned(SHOP, Optional.empty(), "item", SET)))
            .check(
                CheckRequest.of(
                    dispatchOf("ALTER TABLE item" + MODIFY), Optional.empty(), Sample.SOURCE));

    assertThat(codes(verdict)).containsExactly("STATEMENT_DIFFERS");
  }

  private static PlannedChange planned(
      Namespace namespace, Optional<ShardName> shard, String table, String clauses) {
    return Sample.planned(
        namespace, shard, table, Operation.ALTER, "ALTER TABLE " + table + clauses);
  }

  private static ScriptedEngine engine(LiveSchema live, PlannedChange... changes) {
    return new ScriptedEngine(
        Sample::topology, (desired, scope) -> new Replan(List.of(changes), live));
  }

  private static String evidence(Verdict verdict) {
    return Optional.ofNullable(verdict.context().evidence().get(DriftGuard.MATCH))
        .orElseThrow()
        .observation();
  }

  private static void assertPermitted(Verdict verdict) {
    assertThat(Scenario.refusals(verdict)).isEmpty();
    assertThat(verdict.exitCode()).isEqualTo(0);
  }

  private static List<String> codes(Verdict verdict) {
    return Scenario.refusals(verdict).stream().map(Refusal::code).toList();
  }

  private static Dispatch dispatchOf(String ddl) {
    return Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "item", ddl));
  }

  private static DriftGuard lenient(ScriptedEngine engine) {
    return new DriftGuard(
        EngineRegistry.of(List.of(engine)),
        RuleCatalogs.of(List.of(new GeneratedRuleCatalog())),
        Sample.CLOCK,
        GuardOptions.DEFAULT.withEffectPolicy(EffectPolicy.SAME_EFFECT_IS_ENOUGH));
  }
}
