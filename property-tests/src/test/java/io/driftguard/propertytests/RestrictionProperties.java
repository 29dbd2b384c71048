package io.driftguard.propertytests;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.Dispatch;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.rule.FactSource;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.ReplannedChanges;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.api.rule.WholeReplan;
import io.driftguard.engine.guard.Verdict;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** A dispatch is compared with the part of the re-plan that its scope covers, whoever cuts it. */
final class RestrictionProperties {

  @Property(tries = 300)
  void itMakesNoDifferenceWhetherTheAdapterRestrictsToo(
      @ForAll("plans") PlanModel plan, @ForAll("edits") DispatchEdit edit) {
    for (Dispatch dispatch : edit.applyTo(Checks.fanOut(plan))) {
      Verdict everything =
          Checks.check(
              Checks.guard(ReferenceEngine.planningEverything(plan)),
              dispatch,
              plan.desired(),
              Checks.NOWHERE);
      Verdict scope =
          Checks.check(
              Checks.guard(ReferenceEngine.planningTheScope(plan)),
              dispatch,
              plan.desired(),
              Checks.NOWHERE);
      Laws.decides(Laws.isPermitted(everything), scope, dispatch);
      Statistics.collect(Laws.isPermitted(everything));
    }
    Coverage.ofBothAnswers();
  }

  @Property(tries = 300)
  void restrictingAndKeyingCommute(@ForAll("plans") PlanModel plan) {
    for (Dispatch dispatch : Checks.fanOut(plan)) {
      List<KeyedChange> restricted = new ArrayList<>();
      List<KeyedChange> whole = new ArrayList<>();
      ExtraRule sees =
          new ExtraRule("sees-both") {
            @Override
            public RuleOutcome evaluate(FactSource facts) throws FactUnavailableException {
              restricted.addAll(facts.get(ReplannedChanges.class).changes());
              whole.addAll(
                  coveredOnes(facts.get(WholeReplan.class), facts.get(ScopeFact.class).scope()));
              return RuleOutcome.satisfied("saw both");
            }
          };
      Verdict verdict =
          Checks.check(
              Checks.guard(ReferenceEngine.planningEverything(plan), sees.besideTheBuiltIn()),
              dispatch,
              plan.desired(),
              Checks.NOWHERE);
      Laws.decides(true, verdict, dispatch);
      assertThat(restricted).containsExactlyElementsIn(whole).inOrder();
      Statistics.label("changes in scope").collect(Math.min(restricted.size(), 3));
      Statistics.label("some left out").collect(restricted.size() < plan.changes().size());
    }
    Coverage.exists("changes in scope", 0, 1, 2, 3);
    Coverage.exists("some left out", true, false);
  }

  @Provide
  Arbitrary<PlanModel> plans() {
    return Plans.plans();
  }

  @Provide
  Arbitrary<DispatchEdit> edits() {
    return DispatchEdit.edits();
  }

  /** Keyed first, restricted then. */
  private static List<KeyedChange> coveredOnes(WholeReplan replan, Scope scope) {
    List<KeyedChange> covered = new ArrayList<>();
    int next = 0;
    for (PlannedChange change : replan.changes()) {
      if (change instanceof PlannedChange.TableChange) {
        KeyedChange keyed = replan.keyed().get(next++);
        if (scope.covers(change)) {
          covered.add(keyed);
        }
      }
    }
    return covered;
  }
}
