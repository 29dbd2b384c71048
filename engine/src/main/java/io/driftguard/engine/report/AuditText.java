package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.driftguard.engine.audit.Audit;
import io.driftguard.engine.audit.AuditState;
import io.driftguard.engine.audit.AuditedDeployment;
import io.driftguard.engine.audit.AuditedPlace;
import io.driftguard.engine.audit.AuditedTable;
import io.driftguard.engine.audit.Coverage;
import io.driftguard.engine.audit.TableForm;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Quoted;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Renders an audit for people: the answer in the first line, then what is not as desired. */
public final class AuditText {

  /** So many places of one form are named; the rest is a number. */
  private static final int NAMED = 12;

  /** The audit as text, ending in a newline. */
  public String render(Audit audit) {
    StringBuilder out = new StringBuilder();
    int places = audit.deployments().stream().mapToInt(AuditedDeployment::places).sum();
    out.append(answer(audit))
        .append(": ")
        .append(count(audit.deployments().size(), "deployment"))
        .append(", ")
        .append(count(places, "place"))
        .append(", ")
        .append(count(audit.tables().size(), "table or VSchema", "tables and VSchemas"))
        .append('\n');
    audit.deployments().forEach(deployment -> append(out, deployment));
    audit.outliers().forEach(table -> append(out, table));
    return out.toString();
  }

  private static String answer(Audit audit) {
    return switch (audit.exitCode()) {
      case 0 -> audit.outliers().isEmpty() ? "AS DESIRED" : "AS DESIRED OR PENDING AS REVIEWED";
      case Verdict.EXIT_DRIFT -> "DRIFTED";
      default -> "NOT VERIFIED";
    };
  }

  private static void append(StringBuilder out, AuditedDeployment deployment) {
    out.append('\n')
        .append(Quoted.visible(deployment.name()))
        .append(": ")
        .append(count(deployment.places(), "place"));
    deployment.coverage().ifPresent(coverage -> out.append(", ").append(words(coverage)));
    out.append('\n');
    deployment.problems().forEach(problem -> append(out, problem));
    deployment.coverage().ifPresent(coverage -> append(out, coverage));
  }

  private static String words(Coverage coverage) {
    String dispatches = count(coverage.dispatches().size(), "dispatch", "dispatches");
    return coverage.isExact()
        ? "covered exactly by " + dispatches
        : "not covered exactly by " + dispatches;
  }

  private static void append(StringBuilder out, Coverage coverage) {
    coverage.gaps().forEach(gap -> append(out, gap));
    for (Coverage.JudgedDispatch each : coverage.dispatches()) {
      List<Refusal> refusals =
          each.verdict().match(permitted -> List.of(), Verdict.Refused::refusals);
      if (!refusals.isEmpty()) {
        line(out, 2, "dispatch " + Quoted.text(each.name()) + " is refused:");
        refusals.forEach(refusal -> append(out, refusal));
      }
    }
  }

  private static void append(StringBuilder out, Refusal refusal) {
    line(out, 2, refusal.code() + ": " + refusal.where());
    line(out, 4, "expected: " + refusal.expected());
    line(out, 4, "found:    " + refusal.found());
    line(out, 4, "do:       " + refusal.recovery());
  }

  private static void append(StringBuilder out, AuditedTable table) {
    int all = table.forms().stream().mapToInt(form -> form.places().size()).sum();
    int desired =
        table.forms().stream()
            .filter(form -> form.state() == AuditState.AS_DESIRED)
            .mapToInt(form -> form.places().size())
            .sum();
    out.append('\n')
        .append(Quoted.visible(table.title()))
        .append(": ")
        .append(desired)
        .append(" of ")
        .append(count(all, "place"))
        .append(" as desired\n");
    for (TableForm form : table.forms()) {
      if (form.state() != AuditState.AS_DESIRED) {
        append(out, form, table.majority().filter(form::equals).isPresent());
      }
    }
  }

  private static void append(StringBuilder out, TableForm form, boolean majority) {
    String drift =
        form.difference()
            .filter(difference -> form.state() == AuditState.DRIFTED)
            .map(difference -> ", " + difference.driftClass().title())
            .orElse("");
    line(
        out,
        2,
        form.state().title()
            + drift
            + (majority ? ", the form that most places have" : "")
            + ": "
            + places(form.places()));
    form.statements().forEach(statement -> line(out, 4, "to do: " + statement));
    form.problems().forEach(problem -> line(out, 4, problem));
  }

  private static String places(SortedSet<AuditedPlace> places) {
    String named =
        ImmutableList.copyOf(Iterables.limit(places, NAMED)).stream()
            .map(AuditedPlace::toString)
            .collect(Collectors.joining(", "));
    return count(places.size(), "place")
        + " ("
        + named
        + (places.size() > NAMED ? " and " + (places.size() - NAMED) + " more" : "")
        + ")";
  }

  private static void line(StringBuilder out, int indent, String text) {
    String margin = " ".repeat(indent);
    text.lines().forEach(line -> out.append(margin).append(Quoted.visible(line)).append('\n'));
  }

  private static String count(int number, String one) {
    return count(number, one, one + "s");
  }

  private static String count(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
