package io.driftguard.propertytests;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What a change is compared by, and how often. */
final class ChangeKeyProperties {

  @Property(tries = 1000)
  void everyDispatchOfAPlanIsPermittedWhereThatIsThePlan(@ForAll("plans") PlanModel plan) {
    List<Dispatch> dispatches = Checks.fanOut(plan);
    for (Dispatch dispatch : dispatches) {
      Laws.decides(true, Checks.check(dispatch, plan.desired(), plan), dispatch);
    }
    Statistics.label("dispatches of a plan").collect(Math.min(dispatches.size(), 4));
    Coverage.exists("dispatches of a plan", 1, 2, 3);
  }

  @Property(tries = 10_000)
  void anEditedDispatchIsPermittedExactlyWhenItStillAgrees(
      @ForAll("plans") PlanModel plan, @ForAll("edits") DispatchEdit edit) {
    Agreement agreement = new Agreement(plan.topology(), plan.changes());
    for (Dispatch dispatch : edit.applyTo(Checks.fanOut(plan))) {
      boolean agrees = agreement.holdsFor(dispatch);
      Laws.decides(agrees, Checks.judge(dispatch, plan.desired(), plan), dispatch);
      Statistics.collect(agrees);
      Statistics.label("edit").collect(edit.kind(), agrees);
    }
    Coverage.ofBothAnswers();
  }

  @Property(tries = 10_000)
  void aPlanThatDiffersInOneComponentOfOneKeyRefusesTheDispatchOfThatKey(
      @ForAll("plans") PlanModel plan,
      @ForAll Component component,
      @ForAll @IntRange(max = 1000) int which,
      @ForAll @IntRange(max = 1000) int replacement) {
    List<TableChange> tables = tableChanges(plan.changes());
    TableChange chosen = tables.get(which % tables.size());
    List<TableChange> others =
        tableChanges(Plans.everyTableChange(plan.topology())).stream()
            .filter(other -> component.isAllThatDiffers(chosen, other))
            .toList();
    Assume.that(!others.isEmpty());
    List<PlannedChange> changes = new ArrayList<>(plan.changes());
    changes.set(changes.indexOf(chosen), others.get(replacement % others.size()));
    PlanModel drifted = plan.withChanges(changes);

    Agreement agreement = new Agreement(plan.topology(), changes);
    DesiredSchema desired = plan.desired();
    for (Dispatch dispatch : Checks.fanOut(plan)) {
      boolean agrees = agreement.holdsFor(dispatch);
      if (agrees && isFor(dispatch, chosen)) {
        throw new AssertionError("expected no agreement on " + chosen + "\nfound " + dispatch);
      }
      Laws.decides(agrees, Checks.judge(dispatch, desired, drifted), drifted + "\n" + dispatch);
      Statistics.collect(agrees);
    }
    Statistics.label("component").collect(component);
    Coverage.ofBothAnswers();
    Coverage.exists("component", (Object[]) Component.values());
  }

  @Property(tries = 10_000)
  void aChangeIsPermittedExactlyAsOftenAsItWasReviewed(
      @ForAll("plans") PlanModel plan,
      @ForAll @IntRange(max = 1000) int which,
      @ForAll @IntRange(min = 1, max = 3) int reviewed,
      @ForAll @IntRange(min = 1, max = 3) int replanned) {
    List<TableChange> tables = tableChanges(plan.changes());
    TableChange chosen = tables.get(which % tables.size());
    PlanModel then = plan.withChanges(Collections.nCopies(reviewed, chosen));
    PlanModel now = plan.withChanges(Collections.nCopies(replanned, chosen));
    List<Dispatch> dispatches = Checks.fanOut(then);
    Laws.decides(
        reviewed == replanned, Checks.judge(dispatches.get(0), then.desired(), now), dispatches);
    Statistics.collect(reviewed == replanned);
    Coverage.ofBothAnswers();
  }

  @Provide
  Arbitrary<PlanModel> plans() {
    return Plans.plans();
  }

  @Provide
  Arbitrary<DispatchEdit> edits() {
    return DispatchEdit.edits();
  }

  /** The components of a change key. */
  enum Component {
    NAMESPACE,
    SHARD,
    TABLE,
    OPERATION,
    STATEMENT;

    boolean isAllThatDiffers(TableChange one, TableChange other) {
      boolean statements = statement(one).equals(statement(other));
      return (this == NAMESPACE) != one.namespace().equals(other.namespace())
          && (this == SHARD) != one.shard().equals(other.shard())
          && (this == TABLE) != one.table().equals(other.table())
          && (this == OPERATION) != (one.operation() == other.operation())
          // Another operation is another statement too.
          && (this == STATEMENT ? !statements : this == OPERATION || statements);
    }

    private static String statement(TableChange change) {
      return change.ddl().replace(TableModel.quoted(change.table()), "");
    }
  }

  private static boolean isFor(Dispatch dispatch, TableChange change) {
    return dispatch.targetShard().map(Dispatch.TargetShard::shard).equals(change.shard())
        && dispatch.changes().stream()
            .anyMatch(reviewed -> reviewed.namespace().equals(change.namespace()));
  }

  private static List<TableChange> tableChanges(List<PlannedChange> changes) {
    return changes.stream()
        .filter(TableChange.class::isInstance)
        .map(TableChange.class::cast)
        .toList();
  }
}
