package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.ADD_NOTE;
import static io.driftguard.engine.testing.Sample.ADD_REGION;
import static io.driftguard.engine.testing.Sample.HIGH;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.NOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;
import static io.driftguard.engine.testing.Sample.USERS;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.api.Scope;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.explain.DriftClass;
import io.driftguard.engine.explain.Explanation;
import io.driftguard.engine.explain.Explanations;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.ScriptedEngine;
import io.driftguard.engine.testing.Undeclared;
import io.driftguard.engine.testing.VendorRules;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DriftGuardTest {

  @Test
  void permitsEachPartOfWhatTheDeploymentWouldPlanItself() {
    assertPermitted(Sample.check(Sample.engine(), Sample.whole()));
    assertPermitted(Sample.check(Sample.engine(), Sample.shard()));
    assertPermitted(Sample.check(Sample.engine(), Sample.finalizer()));
  }

  @Test
  void resolvesTheScopeOfEachPart() {
    assertThat(permit(Sample.whole()).scope()).isEqualTo(new Scope.WholeDeployment());
    assertThat(permit(Sample.shard()).scope())
        .isEqualTo(new Scope.SingleShard(Optional.of(ORDERS), LOW));
    assertThat(permit(Sample.finalizer()).scope()).isEqualTo(new Scope.NamespaceFinalizer(ORDERS));
  }

  @Test
  void comparesStatementsAndNotTheirSpelling() {
    Dispatch dispatch =
        Sample.dispatch(
            Optional.empty(),
            Sample.alter(
                SHOP, "item", "/* why */ alter table shop.item add note VARCHAR(50) null;"));

    assertPermitted(Sample.check(Sample.engineOf(ADD_NOTE), dispatch));
  }

  @Test
  void takesAShardWithoutNamespaceForThatShardOfEveryNamespaceThatHasIt() {
    Optional<TargetShard> low = Optional.of(new TargetShard(Optional.empty(), LOW));
    ReviewedChange ofOrders = Sample.alter(ORDERS, "purchase", ADD_REGION);
    ReviewedChange ofUsers = Sample.alter(USERS, "purchase", ADD_REGION);

    assertPermitted(Sample.check(Sample.engine(), Sample.dispatch(low, ofOrders, ofUsers)));
    assertThat(codes(Sample.check(Sample.engine(), Sample.dispatch(low, ofOrders))))
        .containsExactly("CHANGE_NOT_REVIEWED");
  }

  @Test
  void permitsAnEmptyDispatchOnlyWhenItSaysSoAndTheRePlanIsEmptyToo() {
    ScriptedEngine nothingToDo = Sample.engine(changes -> List.of());
    Dispatch shard = Sample.declaredEmpty(Optional.of(new TargetShard(Optional.of(ORDERS), LOW)));

    assertPermitted(Sample.check(nothingToDo, Sample.declaredEmpty(Optional.empty())));
    assertPermitted(Sample.check(nothingToDo, shard));
    assertThat(codes(Sample.check(nothingToDo, Sample.dispatch(Optional.empty()))))
        .containsExactly("DISPATCH_EMPTY");
    assertThat(codes(Sample.check(Sample.engine(), shard))).containsExactly("CHANGE_NOT_REVIEWED");
  }

  @Test
  void permitsARenameThatIsLabelledOtherWhenTheRePlanHoldsIt() {
    String rename = "RENAME TABLE `item` TO `goods`";
    Dispatch dispatch =
        Sample.dispatch(
            Optional.empty(),
            new ReviewedChange.Table(SHOP, "item", ClaimedOperation.OTHER, rename));
    PlannedChange planned =
        Sample.planned(SHOP, Optional.empty(), "item", Operation.RENAME, rename);

    assertPermitted(Sample.check(Sample.engine(changes -> List.of(planned)), dispatch));
    assertThat(codes(Sample.check(Sample.engine(changes -> List.of()), dispatch)))
        .containsExactly("CHANGE_NOT_REPLANNED");
  }

  @Test
  void permitsChangesOfIndependentTablesInAnyOrder() {
    ReviewedChange item = Sample.alter(SHOP, "item", ADD_NOTE);
    ReviewedChange goods =
        Sample.alter(SHOP, "goods", "ALTER TABLE `goods` ADD COLUMN `note` varchar(50)");
    ScriptedEngine engine =
        Sample.engine(
            changes ->
                List.of(
                    Sample.planned(SHOP, Optional.empty(), "item", Operation.ALTER, ADD_NOTE),
                    Sample.planned(
                        SHOP,
                        Optional.empty(),
                        "goods",
                        Operation.ALTER,
                        "ALTER TABLE `goods` ADD COLUMN `note` varchar(50)")));

    assertPermitted(Sample.check(engine, Sample.dispatch(Optional.empty(), item, goods)));
    assertPermitted(Sample.check(engine, Sample.dispatch(Optional.empty(), goods, item)));
  }

  @Test
  void showsBothVersionsOfAStatementThatDrifted() {
    String other = "ALTER TABLE `item` ADD COLUMN `note` varchar(60)";

    List<Refusal> refusals =
        Scenario.refusals(
            Sample.check(
                Sample.engineOf(other),
                Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "item", ADD_NOTE))));

    assertThat(refusals).hasSize(1);
    assertThat(refusals.get(0).code()).isEqualTo("STATEMENT_DIFFERS");
    assertThat(refusals.get(0).where()).isEqualTo("shop.item");
    assertThat(refusals.get(0).expected()).isEqualTo("reviewed once: " + ADD_NOTE);
    assertThat(refusals.get(0).found()).isEqualTo("re-planned once: " + other);
  }

  @Test
  void explainsADriftByClassAndEachClauseThatDiffers() {
    Verdict.Refused refused =
        refused(
            Sample.check(
                Sample.engineOf("ALTER TABLE `item` ADD COLUMN `note` varchar(60)"),
                Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "item", ADD_NOTE))));

    Explanation explanation = refused.explanationOf(refused.refusals().get(0)).orElseThrow();
    assertThat(explanation.place()).isEqualTo("shop.item");
    assertThat(explanation.difference().driftClass()).isEqualTo(DriftClass.DIVERGED);
    assertThat(refused.context().explanations().failure()).isEmpty();
  }

  private static LiveSchema unreadable() {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>(Sample.live().tables());
    tables.put(new Place(SHOP, Optional.empty()), new TreeMap<>(Map.of("item", "CREATE NONSENSE")));
    return new LiveSchema(tables, Sample.live().vschemas());
  }

  @Test
  void looksForNoExplanationWhereNothingDiffers() {
    ScriptedEngine engine =
        new ScriptedEngine(
            Sample::topology, (desired, scope) -> new Replan(Sample.planned(), unreadable()));
    VendorRules crash =
        VendorRules.of(
            "vendor-rule",
            facts -> {
              throw new IllegalStateException("told to");
            });

    Verdict refused =
        Sample.guard(engine, crash)
            .check(CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE));

    assertThat(codes(refused)).containsExactly("RULE_CRASHED");
    assertThat(refused.context().explanations()).isEqualTo(Explanations.NONE);
  }

  @Test
  void refusesTheSameWhenThereIsNoExplanation() {
    LiveSchema live = unreadable();
    Dispatch dispatch = Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "item", ADD_NOTE));

    Verdict.Refused refused =
        refused(
            Sample.check(
                new ScriptedEngine(
                    Sample::topology, (desired, scope) -> new Replan(List.of(), live)),
                dispatch));
    assertThat(codes(refused)).containsExactly("CHANGE_NOT_REPLANNED");
    assertThat(refused.exitCode()).isEqualTo(Verdict.EXIT_DRIFT);
    assertThat(refused.explanationOf(refused.refusals().get(0))).isEmpty();
    assertThat(refused.context().explanations().failure().orElseThrow())
        .startsWith("the live schema: item");
  }

  @Test
  void restrictsTheRePlanWhateverTheAdapterMadeOfTheScope() {
    ScriptedEngine engine =
        new ScriptedEngine(
            Sample::topology,
            (desired, scope) -> {
              assertThat(scope).isEqualTo(new Scope.SingleShard(Optional.of(ORDERS), HIGH));
              return Sample.replan();
            });
    Dispatch high =
        Sample.dispatch(
            Optional.of(new TargetShard(Optional.of(ORDERS), HIGH)),
            Sample.alter(ORDERS, "purchase", ADD_REGION));

    assertPermitted(Sample.check(engine, high));
  }

  @Test
  void findsDriftOnlyWhereTheScopeIs() {
    ScriptedEngine otherShardDrifted =
        Sample.engine(
            changes ->
                ImmutableList.<PlannedChange>builder()
                    .addAll(changes)
                    .add(
                        Sample.planned(
                            ORDERS,
                            Optional.of(HIGH),
                            "purchase",
                            Operation.ALTER,
                            "ALTER TABLE `purchase` DROP COLUMN `hotfix`"))
                    .build());
    Dispatch high =
        Sample.dispatch(
            Optional.of(new TargetShard(Optional.of(ORDERS), HIGH)),
            Sample.alter(ORDERS, "purchase", ADD_REGION));

    assertPermitted(Sample.check(otherShardDrifted, Sample.shard()));
    assertThat(codes(Sample.check(otherShardDrifted, high))).containsExactly("CHANGE_NOT_REVIEWED");
  }

  @Test
  void exitsByWhatIsWrong() {
    Verdict drift = Sample.check(Sample.engineOf(), onlyNote(ADD_NOTE));
    Verdict invalid = Sample.check(Sample.engineOf(ADD_NOTE), onlyNote("DROP DATABASE `shop`"));
    Verdict unverifiable = Sample.check(unreachable(), onlyNote(ADD_NOTE));
    Verdict both = Sample.check(unreachable(), onlyNote("DROP DATABASE `shop`"));

    assertThat(drift.exitCode()).isEqualTo(1);
    assertThat(kind(drift)).isEqualTo(RefusalKind.DRIFT);
    assertThat(invalid.exitCode()).isEqualTo(2);
    assertThat(kind(invalid)).isEqualTo(RefusalKind.INVALID);
    assertThat(unverifiable.exitCode()).isEqualTo(2);
    assertThat(kind(unverifiable)).isEqualTo(RefusalKind.UNVERIFIABLE);
    assertThat(kind(both)).isEqualTo(RefusalKind.INVALID);
    assertThat(codes(both)).containsExactly("DDL_DATABASE", "DEPLOYMENT_UNREACHABLE");
  }

  @Test
  void saysOnceWhyAFactIsMissing() {
    Verdict verdict = Sample.check(unreachable(), Sample.whole());

    assertThat(codes(verdict)).containsExactly("DEPLOYMENT_UNREACHABLE");
  }

  @Test
  void judgesLabelsEvenWhenTheDeploymentCannotBeReached() {
    Verdict verdict =
        Sample.check(
            unreachable(),
            Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "goods", ADD_NOTE)));

    assertThat(codes(verdict)).containsExactly("TABLE_LABEL_DIFFERS", "DEPLOYMENT_UNREACHABLE");
  }

  @Test
  void closesTheDeploymentOnceWhateverHappens() {
    ScriptedEngine fine = Sample.engine();
    ScriptedEngine failing =
        new ScriptedEngine(
            Sample::topology,
            (desired, scope) -> {
              throw new IllegalStateException("told to");
            });

    Sample.check(fine, Sample.whole());
    Sample.check(failing, Sample.whole());

    assertThat(fine.closed()).isEqualTo(1);
    assertThat(failing.closed()).isEqualTo(1);
  }

  @Test
  void keepsTheInterruptThatAnAdapterThrewUndeclared() {
    ScriptedEngine engine =
        new ScriptedEngine(Sample::topology, (desired, scope) -> Sample.replan()) {
          @Override
          protected void onClose() {
            Undeclared.thrown(new InterruptedException("told to"));
          }
        };

    Verdict verdict = Sample.check(engine, Sample.whole());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(codes(verdict)).containsExactly("CHECK_INTERRUPTED");
  }

  @Test
  void leavesAnAdapterBehindWhenTheCheckIsInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    ScriptedEngine engine =
        new ScriptedEngine(
            Sample::topology,
            (desired, scope) -> {
              asked.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return Sample.replan();
            }) {
          @Override
          protected void onClose() {
            closed.countDown();
          }
        };
    AtomicReference<Verdict> verdict = new AtomicReference<>();
    Thread check = new Thread(() -> verdict.set(Sample.check(engine, Sample.whole())));
    check.start();
    asked.await();
    check.interrupt();
    check.join();
    interrupted.await();
    closed.await();

    assertThat(codes(Optional.ofNullable(verdict.get()).orElseThrow()))
        .containsExactly("CHECK_INTERRUPTED");
  }

  @Test
  void saysThatATableOfAShardedNamespaceIsDriftEvenWhenNothingElseIsInScope() {
    TreeMap<Namespace, NamespaceFiles> sharded = new TreeMap<>();
    sharded.put(
        ORDERS,
        Sample.files("purchase.sql", "CREATE TABLE `purchase` (`id` int)", Optional.empty()));
    Dispatch dispatch =
        Sample.dispatch(Optional.empty(), Sample.alter(ORDERS, "purchase", ADD_REGION))
            .withSchemaFiles(Optional.of(new DesiredSchema(sharded)));

    Verdict verdict = Sample.check(Sample.engine(changes -> List.of()), dispatch);

    assertThat(codes(verdict)).containsExactly("CHANGE_NOT_REPLANNED", "NAMESPACE_IS_SHARDED");
    assertThat(verdict.exitCode()).isEqualTo(Verdict.EXIT_DRIFT);
  }

  @Test
  void issuesAPermitThatIsBoundToWhatItSaw() {
    PermitRecord permit = permit(Sample.whole());

    assertThat(permit.planId()).isEqualTo("plan-1");
    assertThat(permit.issuedAt()).isEqualTo(NOW);
    assertThat(permit.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    assertThat(permit.planDigest()).matches("[0-9a-f]{64}");
    assertThat(permit.liveFingerprint()).matches("[0-9a-f]{64}");
    assertThat(permit.evidence().keySet().stream().map(Object::toString).toList())
        .containsExactly(
            "dispatch-well-formed",
            "engine-contract",
            "labels-agree",
            "multiset-match",
            "namespace-known",
            "nothing-vacuous",
            "reviewed-order",
            "shard-scope-valid",
            "vschema-parity")
        .inOrder();
  }

  @Test
  void permitsAgainWhatHasNotChanged() {
    ApplyPermit permit = PermitScenarios.permit();
    Clock later = Clock.offset(Sample.CLOCK, Duration.ofMinutes(14));

    Verdict verdict =
        PermitScenarios.guard(Sample.engine(), later)
            .recheck(permit, PermitScenarios.request(Sample.whole()));

    assertPermitted(verdict);
  }

  @Test
  void refusesMoreAndNeverLessWithAFurtherRule() {
    RuleOutcome content = RuleOutcome.satisfied("content");
    List<VendorRules> further =
        List.of(
            VendorRules.of("vendor-rule", facts -> content),
            VendorRules.of(
                "vendor-rule",
                facts -> {
                  throw new IllegalStateException("told to");
                }));
    List<Dispatch> dispatches =
        List.of(
            Sample.whole(),
            Sample.shard(),
            Sample.finalizer(),
            Sample.dispatch(Optional.empty()),
            onlyNote(ADD_NOTE),
            onlyNote("DROP TABLE `item`"));

    for (Dispatch dispatch : dispatches) {
      List<Refusal> without = Scenario.refusals(Sample.check(Sample.engine(), dispatch));
      for (VendorRules rule : further) {
        List<Refusal> with =
            Scenario.refusals(
                Sample.guard(Sample.engine(), rule)
                    .check(CheckRequest.of(dispatch, Optional.empty(), Sample.SOURCE)));
        assertThat(with).containsAtLeastElementsIn(without);
      }
    }
  }

  @Test
  void asksAVendorsRuleOnlyForItsScopes() {
    VendorRules forShards =
        VendorRules.of(
            "vendor-rule",
            Set.of(ScopeKind.SINGLE_SHARD),
            facts -> {
              throw new IllegalStateException("told to");
            });
    DriftGuard guard = Sample.guard(Sample.engine(), forShards);

    assertPermitted(guard.check(CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE)));
    assertThat(codes(guard.check(CheckRequest.of(Sample.shard(), Optional.empty(), Sample.SOURCE))))
        .containsExactly("RULE_CRASHED");
  }

  @Test
  void asksAVendorsRuleForFinalizersOnlyForThose() {
    VendorRules forFinalizers =
        VendorRules.of(
            "vendor-rule",
            Set.of(ScopeKind.NAMESPACE_FINALIZER),
            facts -> {
              throw new IllegalStateException("told to");
            });
    DriftGuard guard = Sample.guard(Sample.engine(), forFinalizers);

    assertPermitted(guard.check(CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE)));
    assertThat(
            codes(
                guard.check(CheckRequest.of(Sample.finalizer(), Optional.empty(), Sample.SOURCE))))
        .containsExactly("RULE_CRASHED");
  }

  @Test
  void refusesForReasonsOfOthersAndSaysWhichDispatchItWas() {
    Refusal reason = Refusal.of(RefusalCode.CHECK_INTERRUPTED, "here", "this", "that");
    DriftGuard guard = Sample.guard(Sample.engine());

    Verdict.Refused read =
        guard.refuse(
            CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE), List.of(reason));
    Verdict.Refused unread =
        guard.refuse(
            CheckRequest.ofJson(new byte[0], Optional.empty(), Sample.SOURCE), List.of(reason));

    assertThat(read.refusals()).containsExactly(reason);
    assertThat(read.context().dispatch()).isEqualTo(Optional.of(Sample.whole()));
    assertThat(read.context().checkedAt()).isEqualTo(NOW);
    assertThat(unread.refusals()).containsExactly(reason);
    assertThat(unread.context().dispatch()).isEmpty();
  }

  @Test
  void takesTheDesiredSchemaFromWhereItIsGiven() {
    Dispatch bare = Sample.whole().withSchemaFiles(Optional.empty());
    DriftGuard guard = Sample.guard(Sample.engine());

    assertPermitted(
        guard.check(CheckRequest.of(bare, Optional.of(Sample.desired()), Sample.SOURCE)));
    assertPermitted(
        guard.check(CheckRequest.of(Sample.whole(), Optional.of(Sample.desired()), Sample.SOURCE)));
  }

  @Test
  void checksTheSameTwice() {
    Verdict once = Sample.check(Sample.engineOf(), Sample.whole());
    Verdict again = Sample.check(Sample.engineOf(), Sample.whole());

    assertThat(Scenario.refusals(once)).isEqualTo(Scenario.refusals(again));
    assertThat(Scenario.refusals(once)).isInStrictOrder();
  }

  /** What an adapter says, and what the refusal says was expected and found. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no answer in 3 s                               | an answer               | no answer in 3 s
          expected an answer in 3 s, but found none      | an answer in 3 s        | none
          expected TLS, but the server does not speak it | TLS                     | the server does not speak it
          expected "a, but b", but found c               | "a, but b"              | c
          expected a, or b, but found c, but not d       | a, or b                 | c, but not d
          expected "a, but found c                       | an answer               | expected "a, but found c
          nobody expected it, but found c                | an answer               | nobody expected it, but found c
          """)
  void saysWhatAnAdapterExpectedAndFound(String said, String expected, String found) {
    Refusal refusal = Scenario.refusals(Sample.check(unreachable(said), Sample.whole())).get(0);
    assertThat(refusal.code()).isEqualTo(RefusalCode.DEPLOYMENT_UNREACHABLE.name());
    assertThat(refusal.expected()).isEqualTo(expected);
    assertThat(refusal.found()).isEqualTo(found);
  }

  @Test
  void takesOnlyAShortTextForASentence() {
    String longest = "expected an answer, but found " + "x".repeat(1000 - 30);

    assertThat(longest).hasLength(1000);
    assertThat(expected(longest)).isEqualTo("an answer");
    assertThat(found(longest)).isEqualTo("x".repeat(970));
    assertThat(found(longest + "x")).isEqualTo(longest + "x");
  }

  private static String expected(String said) {
    return Scenario.refusals(Sample.check(unreachable(said), Sample.whole())).get(0).expected();
  }

  private static String found(String said) {
    return Scenario.refusals(Sample.check(unreachable(said), Sample.whole())).get(0).found();
  }

  private static ScriptedEngine unreachable() {
    return unreachable("no answer in 3 s");
  }

  private static ScriptedEngine unreachable(String said) {
    return new ScriptedEngine(
        () -> {
          throw new EngineException(EngineException.Reason.UNREACHABLE, said);
        },
        (desired, scope) -> new Replan(List.of(), Sample.live()));
  }

  private static Dispatch onlyNote(String ddl) {
    return Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "item", ddl));
  }

  private static PermitRecord permit(Dispatch dispatch) {
    return Sample.check(Sample.engine(), dispatch)
        .match(
            permitted -> permitted.permit().record(),
            refused -> {
              throw new AssertionError(refused.refusals().toString());
            });
  }

  private static Verdict.Refused refused(Verdict verdict) {
    return (Verdict.Refused) verdict;
  }

  private static void assertPermitted(Verdict verdict) {
    assertThat(Scenario.refusals(verdict)).isEmpty();
    assertThat(verdict.exitCode()).isEqualTo(0);
  }

  private static RefusalKind kind(Verdict verdict) {
    return verdict.match(
        permitted -> {
          throw new AssertionError("permitted");
        },
        Verdict.Refused::kind);
  }

  private static List<String> codes(Verdict verdict) {
    return Scenario.refusals(verdict).stream().map(Refusal::code).toList();
  }
}
