package io.driftguard.propertytests;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ReviewedChange;
import io.driftguard.engine.guard.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** That two plans agree says nothing about which of them was reviewed. */
final class AgreementProperties {

  @Property(tries = 12_000)
  void agreementIsSymmetric(@ForAll("pairs") Pair pair, @ForAll @IntRange(max = 1000) int which) {
    DesiredSchema desired = pair.one().desired();
    Map<Optional<TargetShard>, Dispatch> others = new HashMap<>();
    Checks.fanOut(pair.other(), desired)
        .forEach(dispatch -> others.put(dispatch.targetShard(), dispatch));
    List<Dispatch> both =
        Checks.fanOut(pair.one()).stream()
            .filter(dispatch -> others.containsKey(dispatch.targetShard()))
            .toList();
    Assume.that(!both.isEmpty());
    Dispatch dispatch = both.get(which % both.size());
    Verdict forth = Checks.judge(dispatch, desired, pair.other());
    Verdict back =
        Checks.judge(others.getOrDefault(dispatch.targetShard(), dispatch), desired, pair.one());
    // The VSchema of one sharded namespace, alone, is a scope of its own.
    Assume.that(forth.context().scope().equals(back.context().scope()));
    Laws.decides(Laws.isPermitted(forth), back, pair);
    Statistics.collect(Laws.isPermitted(forth));
    Coverage.ofBothAnswersOf(10_000);
  }

  @Property(tries = 17_000)
  void onlyTheOrderWithinOneTableCounts(
      @ForAll("plans") PlanModel plan,
      @ForAll Random shuffling,
      @ForAll @IntRange(max = 1000) int which) {
    Agreement agreement = new Agreement(plan.topology(), plan.changes());
    List<Dispatch> several =
        Checks.fanOut(plan).stream().filter(dispatch -> dispatch.changes().size() > 1).toList();
    Assume.that(!several.isEmpty());
    Dispatch dispatch = several.get(which % several.size());
    List<ReviewedChange> shuffled = new ArrayList<>(dispatch.changes());
    Collections.shuffle(shuffled, shuffling);
    Dispatch permuted = dispatch.withChanges(shuffled);
    Assume.that(!permuted.equals(dispatch));
    boolean agrees = agreement.holdsFor(permuted);
    Laws.decides(agrees, Checks.judge(permuted, plan.desired(), plan), permuted);
    Statistics.collect(agrees);
    Coverage.ofBothAnswersOf(10_000);
  }

  /** Two plans for one topology, often the same and never far apart. */
  record Pair(PlanModel one, PlanModel other) {}

  @Provide
  Arbitrary<PlanModel> plans() {
    return Plans.plans();
  }

  @Provide
  Arbitrary<Pair> pairs() {
    return Combinators.combine(
            Plans.plans(),
            Arbitraries.of(PlanEdit.values()).list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.integers().between(0, 1000),
            Arbitraries.integers().between(0, 1000))
        .as(
            (plan, edits, which, choice) -> {
              PlanModel other = plan;
              for (PlanEdit edit : edits) {
                other = edit.applyTo(other, which, choice);
              }
              return new Pair(plan, other);
            })
        .withoutEdgeCases();
  }

  enum PlanEdit {
    LOSE,
    REPEAT,
    REPLACE,
    EXCHANGE;

    PlanModel applyTo(PlanModel plan, int which, int choice) {
      List<PlannedChange> changes = new ArrayList<>(plan.changes());
      if (changes.isEmpty()) {
        return plan;
      }
      int index = which % changes.size();
      int other = choice % changes.size();
      PlannedChange change = changes.get(index);
      switch (this) {
        case LOSE -> changes.remove(index);
        case REPEAT -> {
          if (change instanceof PlannedChange.TableChange) {
            changes.add(change);
          }
        }
        case REPLACE -> {
          List<PlannedChange> others =
              Plans.everyTableChange(plan.topology()).stream()
                  .filter(candidate -> standsWhereItDoes(candidate, change))
                  .toList();
          changes.set(index, others.isEmpty() ? change : others.get(choice % others.size()));
        }
        case EXCHANGE -> {
          changes.set(index, changes.get(other));
          changes.set(other, change);
        }
      }
      return plan.withChanges(changes);
    }

    private static boolean standsWhereItDoes(PlannedChange candidate, PlannedChange change) {
      return candidate instanceof PlannedChange.TableChange one
          && change instanceof PlannedChange.TableChange other
          && one.namespace().equals(other.namespace())
          && one.shard().equals(other.shard())
          && one.table().equals(other.table());
    }
  }
}
