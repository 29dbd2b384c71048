package io.driftguard.engine.report;

import io.driftguard.api.Dispatch;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.audit.Audit;
import io.driftguard.engine.audit.AuditScenarios;
import io.driftguard.engine.audit.AuditedDispatch;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports that tests hold the formats against. */
final class Reports {

  private Reports() {}

  /** One report of each kind, by a name for messages. */
  static Map<String, Report> all() {
    Map<String, Report> reports = new LinkedHashMap<>();
    reports.put("permitted", VerdictReport.of(permitted()));
    reports.put("drift", VerdictReport.of(drift()));
    reports.put("drift, asked on the command line", VerdictReport.of(drift(), asked("plan.json")));
    reports.put("unreadable", VerdictReport.of(unreadable(), asked("dispatches/a b.json")));
    reports.put("unreadable from standard input", VerdictReport.of(unreadable(), asked("-")));
    reports.put("several places", VerdictReport.of(everywhere()));
    reports.put("planned here", VerdictReport.plannedHere(Sample.whole()));
    reports.put(
        "signed", VerdictReport.signed(Sample.whole(), List.of("the key 0123abcd of \"me.pem\"")));
    reports.put("with a map", withMap());
    reports.put("audit", AuditReport.of(audit(Optional.empty()), Asked.UNKNOWN));
    reports.put(
        "audit with dispatches",
        AuditReport.of(audit(Optional.of(AuditScenarios.dispatches())), asked("-")));
    return reports;
  }

  private static Audit audit(Optional<List<AuditedDispatch>> dispatches) {
    return AuditScenarios.audit(Sample.engine(), dispatches);
  }

  static Verdict permitted() {
    return Sample.check(Sample.engine(), Sample.shard());
  }

  static Verdict drift() {
    return Sample.check(
        Sample.engineOf(
            "ALTER TABLE `item` ADD COLUMN `note` varchar(60)",
            "ALTER TABLE `item` DROP COLUMN `hotfix`"),
        Sample.dispatch(Optional.empty(), Sample.alter(Sample.SHOP, "item", Sample.ADD_NOTE)));
  }

  static Verdict unreadable() {
    return Sample.guard(Sample.engine())
        .check(
            CheckRequest.ofJson(
                "{\"plan\": \"\\u001b[32mPERMITTED\"}".getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Sample.SOURCE));
  }

  /** The same of twelve places, and something else of one more. */
  static Verdict everywhere() {
    List<Refusal> refusals = new ArrayList<>();
    for (int i = 10; i < 22; i++) {
      refusals.add(refusal("shop/" + i + ".item", "re-planned once: DROP TABLE `item`"));
    }
    refusals.add(refusal("shop/30.item", "re-planned twice: DROP TABLE `item`"));
    return refused(refusals, Optional.empty());
  }

  private static Refusal refusal(String where, String found) {
    return new Refusal(
        "CHANGE_NOT_REVIEWED",
        RefusalKind.DRIFT,
        where,
        "no change that was not reviewed",
        found,
        "look there",
        Optional.empty());
  }

  static Report withMap() {
    Report report = VerdictReport.of(drift());
    return new Report(
        report.outcome(),
        report.subject(),
        report.facts(),
        report.problems(),
        Optional.of(
            new ReportMap(
                List.of("shop/-80", "shop/80-"),
                List.of("item", "order"),
                List.of(
                    new ReportMap.Cell(0, 0, ReportMap.State.AS_DESIRED, -1),
                    new ReportMap.Cell(0, 1, ReportMap.State.PENDING, -1),
                    new ReportMap.Cell(1, 0, ReportMap.State.DRIFTED, 0)))));
  }

  /** A refusal in which one text stands wherever a text from elsewhere can stand. */
  static Verdict hostile(String text) {
    Refusal refusal =
        new Refusal(
            "VENDOR_CODE",
            RefusalKind.DRIFT,
            "shop." + text,
            "expected " + text,
            "found " + text,
            "do " + text,
            Optional.empty());
    Dispatch sample = Sample.whole();
    Dispatch dispatch =
        new Dispatch(
            "plan " + text,
            "database " + text,
            sample.engine(),
            "environment " + text,
            "target " + text,
            sample.targetShard(),
            sample.changes(),
            sample.schemaFiles(),
            false);
    return refused(List.of(refusal), Optional.of(dispatch));
  }

  static Verdict refused(List<Refusal> refusals, Optional<Dispatch> dispatch) {
    return new Verdict.Refused(refusals, CheckContext.unchecked(Sample.NOW, dispatch));
  }

  static Asked asked(String dispatch) {
    return new Asked(
            Optional.of(dispatch),
            Optional.of("my schema"),
            Optional.of("snapshot:it's/live"),
            Optional.empty())
        .ofDocument(new byte[] {1, 2, 3});
  }

  static String render(ReportFormat format, Report report) {
    return format.render(report, TextStyle.PLAIN);
  }
}
