package io.driftguard.engine.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope;
import io.driftguard.api.VisibleText;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.rule.Evidence;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.api.rule.RuleId;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.explain.Difference;
import io.driftguard.engine.explain.Explanation;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.PermitRecord;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the report of a verdict. */
public final class VerdictReport {

  /** The report of a verdict that an embedding program asked for. */
  public static Report of(Verdict verdict) {
    return of(verdict, Asked.UNKNOWN);
  }

  /** The report of a verdict, with the commands that help whoever asked in this way. */
  public static Report of(Verdict verdict, Asked asked) {
    return verdict.match(
        permitted -> permitted(permitted, asked), refused -> refused(refused, asked));
  }

  /** Says that a plan needs no verdict, because this deployment made it. */
  public static Report plannedHere(Dispatch complete) {
    return new Report(
        new Outcome(Outcome.PLANNED_HERE, "PLANNED HERE:", 0),
        "this deployment made " + Quoted.text(complete.planId()) + " itself",
        plan(complete),
        ImmutableList.of(),
        Optional.empty());
  }

  /**
   * Says that a dispatch is what was reviewed and signed.
   *
   * @param complete the dispatch with the desired schema that it is applied with
   * @param signedBy whose signatures count
   */
  public static Report signed(Dispatch complete, List<String> signedBy) {
    return new Report(
        new Outcome(Outcome.SIGNED, "SIGNED", 0),
        "plan " + Quoted.text(complete.planId()) + " is what was reviewed and signed",
        ImmutableList.<ReportField>builder()
            .addAll(plan(complete))
            .add(
                ReportField.entries(
                    ReportKey.SIGNED_BY,
                    signedBy.stream().map(ReportValue::words).collect(toImmutableList())))
            .build(),
        ImmutableList.of(),
        Optional.empty());
  }

  private VerdictReport() {}

  private static ImmutableList<ReportField> plan(Dispatch complete) {
    return ImmutableList.of(
        ReportField.code(ReportKey.PLAN_ID, complete.planId()),
        ReportField.code(ReportKey.DISPATCH_DIGEST, PlanDigest.of(complete)));
  }

  private static Report permitted(Verdict.Permitted permitted, Asked asked) {
    ImmutableList.Builder<ReportField> facts = facts(permitted.context(), asked);
    facts.add(new ReportField(ReportKey.PERMIT, permit(permitted.permit().record())));
    return new Report(
        Outcome.permitted(),
        subject(permitted.context()),
        facts.build(),
        ImmutableList.of(),
        VerdictMap.of(permitted.context(), ImmutableList.of()));
  }

  private static Report refused(Verdict.Refused refused, Asked asked) {
    ImmutableList<ReportProblem> problems = problems(refused);
    ImmutableList.Builder<ReportField> facts = facts(refused.context(), asked);
    refused
        .context()
        .explanations()
        .failure()
        .ifPresent(why -> facts.add(ReportField.words(ReportKey.UNEXPLAINED, why)));
    facts.add(ReportField.entries(ReportKey.NEXT, next(refused, asked)));
    return new Report(
        Outcome.refused(refused.kind(), refused.exitCode()),
        subject(refused.context()),
        facts.build(),
        problems,
        VerdictMap.of(refused.context(), problems));
  }

  private static String subject(CheckContext context) {
    String plan =
        context
            .dispatch()
            .map(Dispatch::planId)
            .map(id -> "plan " + Quoted.text(id))
            .orElse("a dispatch that could not be read");
    return plan + context.scope().map(scope -> ", " + VisibleText.of(scope.toString())).orElse("");
  }

  private static ImmutableList.Builder<ReportField> facts(CheckContext context, Asked asked) {
    ImmutableList.Builder<ReportField> facts = ImmutableList.builder();
    facts.add(ReportField.words(ReportKey.CHECKED_AT, context.checkedAt().toString()));
    asked.dispatch().ifPresent(file -> facts.add(ReportField.code(ReportKey.DOCUMENT, file)));
    asked
        .documentSha256()
        .ifPresent(digest -> facts.add(ReportField.code(ReportKey.DOCUMENT_SHA256, digest)));
    context
        .dispatch()
        .ifPresent(
            dispatch -> {
              facts.add(ReportField.code(ReportKey.PLAN_ID, dispatch.planId()));
              facts.add(
                  ReportField.code(
                      ReportKey.DISPATCH_DIGEST,
                      PlanDigest.of(dispatch, context.desired().or(() -> dispatch.schemaFiles()))));
              facts.add(ReportField.code(ReportKey.DATABASE, dispatch.database()));
              facts.add(ReportField.code(ReportKey.TYPE, dispatch.engine().value()));
              addUnlessEmpty(facts, ReportKey.ENVIRONMENT, dispatch.environment());
              addUnlessEmpty(facts, ReportKey.TARGET, dispatch.target());
            });
    context.scope().ifPresent(scope -> facts.add(scope(scope)));
    context.reviewed().ifPresent(changes -> facts.add(changes(ReportKey.REVIEWED, changes)));
    context.replanned().ifPresent(changes -> facts.add(changes(ReportKey.REPLANNED, changes)));
    facts.add(new ReportField(ReportKey.EVIDENCE, evidence(context.evidence())));
    ImmutableList<ReportValue> leftOut =
        context.live().map(VerdictReport::leftOut).orElse(ImmutableList.of());
    if (!leftOut.isEmpty()) {
      facts.add(ReportField.entries(ReportKey.NOT_COMPARED, leftOut));
    }
    return facts;
  }

  private static ImmutableList<ReportValue> leftOut(LiveSchema live) {
    ImmutableList.Builder<ReportValue> texts = ImmutableList.builder();
    live.leftOut()
        .forEach(
            (place, names) ->
                names.forEach(
                    (name, why) -> texts.add(ReportValue.words(place + "." + name + ", " + why))));
    return texts.build();
  }

  private static void addUnlessEmpty(
      ImmutableList.Builder<ReportField> facts, ReportKey key, String name) {
    if (!name.isEmpty()) {
      facts.add(ReportField.code(key, name));
    }
  }

  private static ReportField scope(Scope scope) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    fields.add(ReportField.words(ReportKey.SCOPE_KIND, scope.kind().name()));
    if (scope instanceof Scope.SingleShard single) {
      single
          .namespace()
          .ifPresent(name -> fields.add(ReportField.code(ReportKey.NAMESPACE, name.name())));
      fields.add(ReportField.code(ReportKey.SHARD, single.shard().value()));
    } else if (scope instanceof Scope.NamespaceFinalizer finalizer) {
      fields.add(ReportField.code(ReportKey.NAMESPACE, finalizer.namespace().name()));
    }
    return new ReportField(ReportKey.SCOPE, ReportValue.fields(fields.build()));
  }

  private static ReportField changes(ReportKey key, List<KeyedChange> changes) {
    return ReportField.entries(
        key, changes.stream().map(VerdictReport::change).collect(toImmutableList()));
  }

  private static ReportValue change(KeyedChange change) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    fields.add(ReportField.code(ReportKey.NAMESPACE, change.key().namespace().name()));
    change
        .key()
        .shard()
        .ifPresent(shard -> fields.add(ReportField.code(ReportKey.SHARD, shard.value())));
    fields.add(ReportField.code(ReportKey.TABLE, change.key().table()));
    fields.add(ReportField.words(ReportKey.OPERATION, change.operation().name()));
    fields.add(ReportField.code(ReportKey.DDL, change.ddl()));
    fields.add(ReportField.code(ReportKey.CANONICAL_DDL, change.key().canonicalDdl()));
    return ReportValue.fields(fields.build());
  }

  private static ReportValue evidence(Map<RuleId, Evidence> evidence) {
    SortedMap<String, String> texts = new TreeMap<>();
    evidence.forEach((rule, seen) -> texts.put(rule.value(), seen.observation()));
    return new ReportValue.NamedTexts(texts);
  }

  private static ReportValue permit(PermitRecord permit) {
    return ReportValue.fields(
        ImmutableList.of(
            ReportField.words(ReportKey.ISSUED_AT, permit.issuedAt().toString()),
            ReportField.words(ReportKey.EXPIRES_AT, permit.expiresAt().toString()),
            ReportField.code(ReportKey.PLAN_DIGEST, permit.planDigest()),
            ReportField.code(ReportKey.LIVE_FINGERPRINT, permit.liveFingerprint()),
            ReportField.code(ReportKey.CANONICAL_VERSION, permit.canonicalVersion())));
  }

  /** Refusals that say the same of several places become one problem, at the place of the first. */
  private static ImmutableList<ReportProblem> problems(Verdict.Refused refused) {
    ImmutableListMultimap.Builder<Said, String> places = ImmutableListMultimap.builder();
    Set<String> explained = new HashSet<>();
    for (Refusal refusal : refused.refusals()) {
      Optional<Difference> difference = refused.explanationOf(refusal).map(Explanation::difference);
      boolean again = difference.isPresent() && !explained.add(refusal.where());
      places.put(
          new Said(refusal.code(), refusal.kind(), ProblemFields.of(refusal, difference, again)),
          refusal.where());
    }
    return places.build().asMap().entrySet().stream()
        .map(
            entry ->
                new ReportProblem(
                    entry.getKey().code(),
                    entry.getKey().kind(),
                    ImmutableList.copyOf(entry.getValue()),
                    entry.getKey().fields()))
        .collect(toImmutableList());
  }

  private record Said(String code, RefusalKind kind, List<ReportField> fields) {}

  private static ImmutableList<ReportValue> next(Verdict.Refused refused, Asked asked) {
    ImmutableList.Builder<ReportValue> commands = ImmutableList.builder();
    if (refused.kind() == RefusalKind.DRIFT) {
      commands.add(
          ReportValue.code(asked.plan(refused.context().dispatch().map(Dispatch::engine))));
    }
    refused.refusals().stream()
        .map(Refusal::code)
        .filter(VerdictReport::isOwnCode)
        .findFirst()
        .ifPresent(code -> commands.add(ReportValue.code("driftguard explain " + code)));
    return commands.build();
  }

  /** Tells whether {@code driftguard explain} knows the code. */
  static boolean isOwnCode(String code) {
    return Arrays.stream(RefusalCode.values()).anyMatch(own -> own.name().equals(code));
  }
}
