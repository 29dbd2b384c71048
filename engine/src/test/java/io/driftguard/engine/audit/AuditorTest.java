package io.driftguard.engine.audit;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.audit.AuditScenarios.audit;
import static io.driftguard.engine.testing.Sample.HIGH;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;
import static io.driftguard.engine.testing.Sample.USERS;

import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.Replan;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.explain.DriftClass;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.report.Asked;
import io.driftguard.engine.report.AuditReport;
import io.driftguard.engine.report.ReportFormat;
import io.driftguard.engine.report.TextStyle;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.ScriptedEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AuditorTest {

  /** Somebody has done something on one of the four shards; the rest waits for its plan. */
  private static ScriptedEngine drifted() {
    PlannedChange byHand =
        Sample.planned(
            USERS,
            Optional.of(HIGH),
            "purchase",
            Operation.ALTER,
            "ALTER TABLE `purchase` DROP KEY `by_hand`, ADD COLUMN `region` varchar(50)");
    return Sample.engine(
        changes ->
            changes.stream()
                .map(change -> isOf(change, "users", HIGH.value()) ? byHand : change)
                .toList());
  }

  private static boolean isOf(PlannedChange change, String namespace, String shard) {
    return change.match(
        table ->
            table.namespace().name().equals(namespace)
                && table.shard().map(s -> s.value().equals(shard)).orElse(false),
        vschema -> false);
  }

  @Test
  void callsDriftedWhatNobodyReviewed() {
    Audit audit = audit(Sample.engine(), Optional.empty());

    assertThat(audit.exitCode()).isEqualTo(1);
    assertThat(audit.tables().stream().map(AuditedTable::title).toList())
        .containsExactly(
            "VSchema of orders",
            "orders.purchase",
            "shop.item",
            "VSchema of users",
            "users.purchase")
        .inOrder();
    assertThat(audit.tables().stream().map(AuditedTable::state).distinct().toList())
        .containsExactly(AuditState.DRIFTED);
    assertThat(audit.deployments().get(0).places()).isEqualTo(5);
    assertThat(audit.deployments().get(0).problems()).isEmpty();
    assertThat(audit.deployments().get(0).coverage()).isEmpty();
  }

  @Test
  void callsAsDesiredWhatNeedsNothing() {
    Audit audit = audit(Sample.engine(changes -> List.of()), Optional.empty());

    assertThat(audit.exitCode()).isEqualTo(0);
    assertThat(audit.outliers()).isEmpty();
    assertThat(audit.tables()).hasSize(5);
  }

  @Test
  void callsPendingWhatDispatchesCoverExactly() {
    Audit audit = audit(Sample.engine(), Optional.of(AuditScenarios.dispatches()));

    assertThat(audit.tables().stream().map(AuditedTable::state).distinct().toList())
        .containsExactly(AuditState.PENDING);
    assertThat(coverage(audit).isExact()).isTrue();
    assertThat(audit.exitCode()).isEqualTo(0);
  }

  @Test
  void namesWhatIsNotCovered() {
    List<AuditedDispatch> some = new ArrayList<>(AuditScenarios.dispatches());
    some.remove(0);
    Audit audit = audit(Sample.engine(), Optional.of(some));

    assertThat(audit.exitCode()).isEqualTo(1);
    assertThat(coverage(audit).gaps().stream().map(Refusal::code).toList())
        .containsExactly("CHANGE_NOT_REVIEWED");
    assertThat(coverage(audit).gaps().get(0).where()).isEqualTo("orders/-80");
    assertThat(table(audit, "orders.purchase").forms().stream().map(TableForm::state).toList())
        .containsExactly(AuditState.PENDING, AuditState.DRIFTED);
  }

  @Test
  void namesWhatIsCoveredTwice() {
    List<AuditedDispatch> more = new ArrayList<>(AuditScenarios.dispatches());
    more.add(new AuditedDispatch("again", more.get(0).dispatch()));
    Audit audit = audit(Sample.engine(), Optional.of(more));

    assertThat(audit.exitCode()).isEqualTo(2);
    assertThat(coverage(audit).gaps().get(0).found()).isEqualTo("\"again\", \"orders/-80\"");
  }

  @Test
  void tellsTheOneShardThatHasDriftedFromTheOthers() {
    Audit audit = audit(drifted(), Optional.of(AuditScenarios.dispatches()));

    assertThat(audit.exitCode()).isEqualTo(1);
    TableForm outlier = table(audit, "users.purchase").forms().get(1);
    assertThat(outlier.state()).isEqualTo(AuditState.DRIFTED);
    assertThat(outlier.places()).containsExactly(new AuditedPlace("eu", Optional.of(HIGH)));
    assertThat(outlier.difference().orElseThrow().driftClass()).isEqualTo(DriftClass.DIVERGED);
    assertThat(table(audit, "orders.purchase").state()).isEqualTo(AuditState.PENDING);
  }

  @Test
  void putsPlacesOfOneFormTogetherAndCallsNoMajorityRight() {
    AuditedTable table = table(audit(drifted(), Optional.empty()), "orders.purchase");

    assertThat(table.forms()).hasSize(1);
    assertThat(table.majority().orElseThrow().state()).isEqualTo(AuditState.DRIFTED);
    assertThat(table.forms().get(0).places())
        .containsExactly(
            new AuditedPlace("eu", Optional.of(LOW)), new AuditedPlace("eu", Optional.of(HIGH)));
    assertThat(table.forms().get(0).statements()).containsExactly(Sample.ADD_REGION);
  }

  @Test
  void knowsNoMajorityOfTwoHalves() {
    assertThat(table(audit(drifted(), Optional.empty()), "users.purchase").majority()).isEmpty();
  }

  @Test
  void hidesNoDeploymentBehindOneThatCannotBeReached() {
    Audit audit =
        AuditScenarios.auditor(Sample.engine(changes -> List.of()))
            .audit(
                Sample.desired(),
                List.of(
                    AuditTarget.unreadable(
                        "us",
                        Refusal.of(RefusalCode.DEPLOYMENT_UNREACHABLE, "us", "it", "nothing")),
                    AuditTarget.of("eu", Sample.SOURCE)),
                Optional.empty(),
                Progress.NONE);

    assertThat(audit.exitCode()).isEqualTo(2);
    assertThat(audit.outliers()).isEmpty();
    assertThat(audit.tables()).hasSize(5);
    assertThat(text(audit))
        .startsWith("NOT VERIFIED: 2 deployments, 5 places, 5 tables and VSchemas\n");
  }

  @Test
  void hidesNoShardBehindOneThatCannotBeRead() {
    ScriptedEngine engine =
        new ScriptedEngine(
            Sample::topology,
            (desired, scope) -> {
              if (scope.coversTables(USERS, Optional.of(LOW))) {
                throw new EngineException(
                    EngineException.Reason.LIVE_SCHEMA_UNREADABLE, "no such tablet");
              }
              return new Replan(List.of(), Sample.live());
            });
    Audit audit = audit(engine, Optional.empty());

    assertThat(audit.exitCode()).isEqualTo(2);
    assertThat(audit.outliers().stream().map(AuditedTable::title).toList())
        .containsExactly("users.purchase");
    TableForm form = audit.outliers().get(0).forms().get(1);
    assertThat(form.state()).isEqualTo(AuditState.UNVERIFIABLE);
    assertThat(form.places()).containsExactly(new AuditedPlace("eu", Optional.of(LOW)));
    assertThat(form.problems().get(0)).contains("no such tablet");
  }

  @Test
  void saysSoWhenTheTopologyCannotBeRead() {
    ScriptedEngine engine =
        new ScriptedEngine(
            () -> {
              throw new EngineException(EngineException.Reason.TOPOLOGY_UNREADABLE, "no");
            },
            (desired, scope) -> Sample.replan());
    Audit audit = audit(engine, Optional.empty());

    assertThat(audit.exitCode()).isEqualTo(2);
    assertThat(audit.deployments().get(0).problems().stream().map(Refusal::code).toList())
        .containsExactly("TOPOLOGY_UNREADABLE");
  }

  @Test
  void refusesADispatchThatIsMalformed() {
    List<AuditedDispatch> all = new ArrayList<>(AuditScenarios.dispatches());
    all.add(
        new AuditedDispatch(
            "bad",
            new DispatchReading.Rejected(
                List.of(Refusal.of(RefusalCode.DISPATCH_NOT_JSON, "$", "JSON", "else")))));
    Audit audit = audit(Sample.engine(), Optional.of(all));

    assertThat(audit.exitCode()).isEqualTo(2);
    assertThat(coverage(audit).isExact()).isFalse();
    assertThat(text(audit)).contains("where:     dispatch \"bad\" $\n");
  }

  @Test
  void readsEachPartOnceAndClosesOnce() {
    List<String> asked = new ArrayList<>();
    ScriptedEngine engine =
        new ScriptedEngine(
            Sample::topology,
            (desired, scope) -> {
              asked.add(scope.toString());
              return Sample.replan();
            });
    audit(engine, Optional.of(AuditScenarios.dispatches()));

    assertThat(asked).containsNoDuplicates();
    assertThat(asked).hasSize(5);
    assertThat(engine.closed()).isEqualTo(1);
  }

  @Test
  void tellsHowFarItIs() {
    List<String> told = new ArrayList<>();
    AuditScenarios.auditor(Sample.engine())
        .audit(
            Sample.desired(),
            List.of(AuditTarget.of("eu", Sample.SOURCE)),
            Optional.empty(),
            (what, done, total) -> told.add(what + " " + done + "/" + total));

    assertThat(told)
        .containsExactly(
            "places of eu 1/5",
            "places of eu 2/5",
            "places of eu 3/5",
            "places of eu 4/5",
            "places of eu 5/5")
        .inOrder();
  }

  @Test
  void isShownForPeopleAndForPrograms() {
    Audit audit = audit(drifted(), Optional.of(AuditScenarios.dispatches()));

    String text = text(audit);
    assertThat(text).startsWith("DRIFTED: 1 deployment, 5 places, 5 tables and VSchemas\n");
    assertThat(text)
        .contains(
            """
            . CHANGE_NOT_REVIEWED
              where:     users/80-.purchase
              spread:    users.purchase is so in 1 of 2 places, and as desired in none
              cause:     diverged. The live table is another one than the desired schema has, in more than one way or in a way that has no simpler name.
              to do:     ALTER TABLE `purchase` DROP KEY `by_hand`, ADD COLUMN `region` varchar(50)
            """);
    String json = json(audit);
    assertThat(json).contains("\"exit_code\" : 1");
    assertThat(json).contains("\"covered\" : \"not exactly\"");
    assertThat(
            Stream.of("PENDING", "DRIFTED")
                .filter(state -> json.contains('"' + state + '"'))
                .toList())
        .hasSize(2);
    assertThat(table(audit, "shop.item").namespace()).isEqualTo(SHOP);
    assertThat(table(audit, "orders.purchase").namespace()).isEqualTo(ORDERS);
  }

  private static String text(Audit audit) {
    return ReportFormat.TEXT.render(AuditReport.of(audit, Asked.UNKNOWN), TextStyle.PLAIN);
  }

  private static String json(Audit audit) {
    return ReportFormat.JSON.render(AuditReport.of(audit, Asked.UNKNOWN), TextStyle.PLAIN);
  }

  private static Coverage coverage(Audit audit) {
    return audit.deployments().get(0).coverage().orElseThrow();
  }

  private static AuditedTable table(Audit audit, String title) {
    return audit.tables().stream()
        .filter(table -> table.title().equals(title))
        .findFirst()
        .orElseThrow();
  }
}
