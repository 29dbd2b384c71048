package io.driftguard.engine.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Iterables;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.api.VisibleText;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.audit.Audit;
import io.driftguard.engine.audit.AuditState;
import io.driftguard.engine.audit.AuditedDeployment;
import io.driftguard.engine.audit.AuditedPlace;
import io.driftguard.engine.audit.AuditedTable;
import io.driftguard.engine.audit.Coverage;
import io.driftguard.engine.audit.TableForm;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the report of an audit. */
public final class AuditReport {

  /** So many places of one form are named in a sentence; the rest is a number. */
  private static final int NAMED = 8;

  private AuditReport() {}

  /** The report of an audit. */
  public static Report of(Audit audit, Asked asked) {
    ImmutableList<ReportProblem> problems = problems(audit);
    ImmutableList.Builder<ReportField> facts = ImmutableList.builder();
    facts.add(ReportField.words(ReportKey.CHECKED_AT, audit.auditedAt().toString()));
    facts.add(ReportField.code(ReportKey.TYPE, audit.engine().value()));
    facts.add(
        ReportField.entries(
            ReportKey.LOOKED_AT,
            audit.deployments().stream()
                .map(deployment -> ReportValue.words(summary(deployment)))
                .collect(toImmutableList())));
    addPending(facts, audit);
    facts.add(
        ReportField.entries(
            ReportKey.DEPLOYMENTS,
            audit.deployments().stream().map(AuditReport::deployment).collect(toImmutableList())));
    facts.add(
        ReportField.entries(
            ReportKey.TABLES,
            audit.tables().stream().map(AuditReport::table).collect(toImmutableList())));
    ImmutableList<ReportValue> next = next(audit, problems, asked);
    if (!next.isEmpty()) {
      facts.add(ReportField.entries(ReportKey.NEXT, next));
    }
    return new Report(
        outcome(audit),
        subject(audit),
        facts.build(),
        problems,
        Optional.of(AuditMap.of(audit, problems)));
  }

  /** The re-plan of the first deployment that has drifted, and what the first problem means. */
  private static ImmutableList<ReportValue> next(
      Audit audit, List<ReportProblem> problems, Asked asked) {
    ImmutableList.Builder<ReportValue> commands = ImmutableList.builder();
    audit.outliers().stream()
        .flatMap(table -> table.forms().stream())
        .filter(form -> form.state() == AuditState.DRIFTED)
        .flatMap(form -> form.places().stream())
        .map(AuditedPlace::deployment)
        .min(Comparator.comparing(name -> position(audit, name)))
        .map(name -> asked.live().isPresent() ? asked.at(name) : asked)
        .map(where -> where.plan(Optional.of(audit.engine())))
        .map(command -> isCovered(audit) ? command : command + " --fan-out DIR")
        .ifPresent(command -> commands.add(ReportValue.code(command)));
    problems.stream()
        .map(ReportProblem::code)
        .filter(VerdictReport::isOwnCode)
        .findFirst()
        .ifPresent(code -> commands.add(ReportValue.code("driftguard explain " + code)));
    return commands.build();
  }

  /** Tells whether no dispatch is missing, as none is where nobody gave any. */
  private static boolean isCovered(Audit audit) {
    return audit.deployments().stream()
        .flatMap(deployment -> deployment.coverage().stream())
        .allMatch(Coverage::isExact);
  }

  private static int position(Audit audit, String deployment) {
    return audit.deployments().stream()
        .map(AuditedDeployment::name)
        .collect(toImmutableList())
        .indexOf(deployment);
  }

  private static Outcome outcome(Audit audit) {
    return switch (audit.exitCode()) {
      case 0 ->
          new Outcome(
              Outcome.AS_DESIRED,
              audit.outliers().isEmpty() ? "AS DESIRED:" : "AS DESIRED OR PENDING AS REVIEWED:",
              0);
      case Verdict.EXIT_DRIFT -> new Outcome(Outcome.DRIFTED, "DRIFTED:", Verdict.EXIT_DRIFT);
      default -> new Outcome(Outcome.NOT_VERIFIED, "NOT VERIFIED:", Verdict.EXIT_NOT_VERIFIED);
    };
  }

  private static String subject(Audit audit) {
    int places = audit.deployments().stream().mapToInt(AuditedDeployment::places).sum();
    return count(audit.deployments().size(), "deployment", "deployments")
        + ", "
        + count(places, "place", "places")
        + ", "
        + count(audit.tables().size(), "table or VSchema", "tables and VSchemas");
  }

  private static String summary(AuditedDeployment deployment) {
    return VisibleText.of(deployment.name())
        + ": "
        + (deployment.places() == 0
            ? "nothing could be read"
            : count(deployment.places(), "place", "places"))
        + deployment
            .coverage()
            .map(
                coverage ->
                    (coverage.isExact() ? ", covered exactly by " : ", not covered exactly by ")
                        + count(coverage.dispatches().size(), "dispatch", "dispatches"))
            .orElse("");
  }

  private static void addPending(ImmutableList.Builder<ReportField> facts, Audit audit) {
    ImmutableList.Builder<ReportValue> pending = ImmutableList.builder();
    for (AuditedTable table : audit.tables()) {
      for (TableForm form : table.forms()) {
        if (form.state() == AuditState.PENDING) {
          pending.add(
              ReportValue.words(
                  table.title()
                      + " in "
                      + some(audit, form.places())
                      + ": "
                      + String.join("; ", form.statements())));
        }
      }
    }
    if (!pending.build().isEmpty()) {
      facts.add(ReportField.entries(ReportKey.PENDING, pending.build()));
    }
  }

  private static String some(Audit audit, Collection<AuditedPlace> places) {
    ImmutableList<String> named =
        ImmutableList.copyOf(Iterables.limit(places, NAMED)).stream()
            .map(place -> name(audit, place))
            .filter(name -> !name.isEmpty())
            .collect(toImmutableList());
    return count(places.size(), "place", "places")
        + (named.isEmpty()
            ? ""
            : " ("
                + String.join(", ", named)
                + (places.size() > NAMED ? ", and " + (places.size() - NAMED) + " more" : "")
                + ")");
  }

  /** What tells the place from others; nothing when it is the only one that there can be. */
  private static String name(Audit audit, AuditedPlace place) {
    return audit.deployments().size() == 1
        ? place.shard().map(ShardName::value).orElse("")
        : place.toString();
  }

  private static ImmutableList<ReportProblem> problems(Audit audit) {
    ImmutableListMultimap.Builder<Refusal, String> refusals = ImmutableListMultimap.builder();
    for (AuditedDeployment deployment : audit.deployments()) {
      String name = prefix(audit, deployment.name());
      deployment.problems().forEach(refusal -> add(refusals, name, refusal));
      deployment
          .coverage()
          .ifPresent(
              coverage -> {
                coverage.gaps().forEach(gap -> add(refusals, name, gap));
                for (Coverage.JudgedDispatch each : coverage.dispatches()) {
                  each.verdict()
                      .match(permitted -> List.<Refusal>of(), Verdict.Refused::refusals)
                      .forEach(
                          refusal ->
                              add(refusals, "dispatch " + Quoted.text(each.name()) + " ", refusal));
                }
              });
    }
    ImmutableList.Builder<ReportProblem> problems = ImmutableList.builder();
    refusals
        .build()
        .asMap()
        .forEach(
            (refusal, places) ->
                problems.add(
                    new ReportProblem(
                        refusal.code(),
                        refusal.kind(),
                        ImmutableList.copyOf(places),
                        ProblemFields.of(refusal, Optional.empty(), false))));
    for (AuditedTable table : audit.outliers()) {
      for (TableForm form : table.forms()) {
        if (form.state() == AuditState.DRIFTED || form.state() == AuditState.UNVERIFIABLE) {
          problems.add(problem(audit, table, form));
        }
      }
    }
    return problems.build().stream()
        .sorted(Comparator.comparing(problem -> rank(problem.kind())))
        .collect(toImmutableList());
  }

  private static int rank(RefusalKind kind) {
    return switch (kind) {
      case INVALID -> 0;
      case UNVERIFIABLE -> 1;
      case DRIFT -> 2;
    };
  }

  /** Refusals that say the same of several places are one; the place is told apart. */
  private static void add(
      ImmutableListMultimap.Builder<Refusal, String> refusals, String prefix, Refusal refusal) {
    Refusal anywhere =
        new Refusal(
            refusal.code(),
            refusal.kind(),
            "anywhere",
            refusal.expected(),
            refusal.found(),
            refusal.recovery(),
            refusal.rule());
    refusals.put(anywhere, prefix + refusal.where());
  }

  private static ReportProblem problem(Audit audit, AuditedTable table, TableForm form) {
    boolean drifted = form.state() == AuditState.DRIFTED;
    RefusalCode code =
        !drifted
            ? RefusalCode.LIVE_SCHEMA_UNREADABLE
            : table.table().isPresent()
                ? RefusalCode.CHANGE_NOT_REVIEWED
                : RefusalCode.VSCHEMA_NOT_REVIEWED;
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    int all = table.forms().stream().mapToInt(each -> each.places().size()).sum();
    int desired =
        table.forms().stream()
            .filter(each -> each.state() == AuditState.AS_DESIRED)
            .mapToInt(each -> each.places().size())
            .sum();
    fields.add(ReportField.words(ReportKey.SHARE, share(table, form, all, desired)));
    form.difference()
        .ifPresent(
            difference -> {
              fields.add(ReportField.words(ReportKey.DRIFT_CLASS, difference.driftClass().name()));
              fields.add(
                  ReportField.words(
                      ReportKey.CAUSE,
                      difference.driftClass().title()
                          + ". "
                          + difference.driftClass().meaningWithoutReview()));
            });
    if (!form.statements().isEmpty()) {
      fields.add(
          ReportField.entries(
              ReportKey.TO_DO,
              form.statements().stream().map(ReportValue::code).collect(toImmutableList())));
    }
    if (!form.problems().isEmpty()) {
      fields.add(ReportField.words(ReportKey.FOUND, String.join("\n", form.problems())));
    }
    fields.add(
        ReportField.words(
            ReportKey.RECOVERY,
            form.difference()
                .filter(difference -> drifted)
                .map(difference -> difference.driftClass().recovery())
                .orElse(code.recovery())));
    return new ReportProblem(
        code.name(),
        code.kind(),
        form.places().stream().map(place -> place(audit, table, place)).toList(),
        fields.build());
  }

  /** Most places are no argument, so what most places have is never shown without the desired. */
  private static String share(AuditedTable table, TableForm form, int all, int desired) {
    int places = form.places().size();
    if (form.state() == AuditState.UNVERIFIABLE) {
      return table.title()
          + " could not be verified in "
          + places
          + " of "
          + count(all, "place", "places");
    }
    if (all == 1) {
      return table.title() + " is so in the only place that was looked at";
    }
    if (places == all) {
      return table.title() + " is so in all " + all + " places, and as desired in none";
    }
    return table.title()
        + " is so in "
        + places
        + " of "
        + all
        + " places, and as desired in "
        + (desired == 0 ? "none" : String.valueOf(desired))
        + (table.majority().filter(form::equals).isPresent()
            ? "; that most places have it does not make it right"
            : "");
  }

  /** The place of a table as it is named everywhere, after the name of one of many deployments. */
  static String place(Audit audit, AuditedTable table, AuditedPlace place) {
    return table
        .table()
        .map(name -> row(audit, table, place) + "." + name)
        .orElse(prefix(audit, place.deployment()) + "VSchema of " + table.namespace());
  }

  /** The only deployment there is has not to be told from others. */
  private static String prefix(Audit audit, String deployment) {
    return audit.deployments().size() == 1 ? "" : deployment + " ";
  }

  static String row(Audit audit, AuditedTable table, AuditedPlace place) {
    return prefix(audit, place.deployment())
        + table.namespace()
        + place.shard().map(shard -> "/" + shard).orElse("");
  }

  private static ReportValue deployment(AuditedDeployment deployment) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    fields.add(ReportField.code(ReportKey.NAME, deployment.name()));
    fields.add(ReportField.amount(ReportKey.PLACES, deployment.places()));
    deployment
        .coverage()
        .ifPresent(
            coverage -> {
              fields.add(
                  ReportField.words(
                      ReportKey.COVERED, coverage.isExact() ? "exactly" : "not exactly"));
              fields.add(
                  ReportField.entries(
                      ReportKey.DISPATCHES,
                      coverage.dispatches().stream()
                          .map(AuditReport::dispatch)
                          .collect(toImmutableList())));
            });
    return ReportValue.fields(fields.build());
  }

  private static ReportValue dispatch(Coverage.JudgedDispatch judged) {
    return ReportValue.fields(
        ImmutableList.of(
            ReportField.code(ReportKey.NAME, judged.name()),
            ReportField.amount(ReportKey.EXIT_CODE, judged.verdict().exitCode())));
  }

  private static ReportValue table(AuditedTable table) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    fields.add(ReportField.code(ReportKey.NAMESPACE, table.namespace().name()));
    table.table().ifPresent(name -> fields.add(ReportField.code(ReportKey.TABLE, name)));
    fields.add(ReportField.words(ReportKey.STATE, table.state().name()));
    fields.add(
        ReportField.entries(
            ReportKey.FORMS,
            table.forms().stream().map(AuditReport::form).collect(toImmutableList())));
    return ReportValue.fields(fields.build());
  }

  private static ReportValue form(TableForm form) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    fields.add(ReportField.words(ReportKey.STATE, form.state().name()));
    fields.add(ReportField.amount(ReportKey.COUNT, form.places().size()));
    // Where all is well the number says it, and a thousand shards stay readable.
    if (form.state() != AuditState.AS_DESIRED) {
      fields.add(
          ReportField.entries(
              ReportKey.FORM_PLACES,
              form.places().stream().map(AuditReport::formPlace).collect(toImmutableList())));
      form.live().ifPresent(live -> fields.add(ReportField.code(ReportKey.LIVE, live)));
      fields.add(
          ReportField.entries(
              ReportKey.TO_DO,
              form.statements().stream().map(ReportValue::code).collect(toImmutableList())));
    }
    return ReportValue.fields(fields.build());
  }

  private static ReportValue formPlace(AuditedPlace place) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    fields.add(ReportField.code(ReportKey.DEPLOYMENT, place.deployment()));
    place.shard().ifPresent(shard -> fields.add(ReportField.code(ReportKey.SHARD, shard.value())));
    return ReportValue.fields(fields.build());
  }

  private static String count(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
