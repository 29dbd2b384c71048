package io.driftguard.engine.report;

import static io.driftguard.engine.refusal.RefusalCode.PERMIT_EXPIRED;
import static io.driftguard.engine.refusal.RefusalCode.PERMIT_FROM_THE_FUTURE;
import static io.driftguard.engine.refusal.RefusalCode.VERDICT_PLAN_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.VERDICT_UNREADABLE;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.api.VisibleText;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.signing.InTotoStatement;
import io.driftguard.engine.signing.SignedStatement;
import io.driftguard.engine.signing.Signers;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a verdict back that was signed when it was given. It entitles to nothing: who has read a
 * permit here has read that there was one.
 */
public final class SignedVerdict {

  private static final String WHERE = "the signature of the verdict";
  private static final String STATEMENT = "the signed verdict";

  private final Dispatch complete;
  private final String digest;

  private SignedVerdict(Dispatch complete) {
    this.complete = complete;
    this.digest = PlanDigest.of(complete);
  }

  /**
   * The report that the envelope holds, when those have signed it who are trusted, it is about
   * exactly this dispatch, and a permit in it is still valid. Otherwise a report that refuses, and
   * says why.
   *
   * @param trusted of each, another signer has to have signed; at least one
   * @param envelope the DSSE envelope as JSON
   * @param complete the dispatch with the desired schema that it is applied with
   * @param now the time
   * @param asked how somebody asked for it
   */
  public static Report read(
      List<Signers> trusted, byte[] envelope, Dispatch complete, Instant now, Asked asked) {
    Answer answer = check(trusted, envelope, complete, now);
    return answer
        .recorded()
        .orElseGet(
            () ->
                VerdictReport.of(
                    new Verdict.Refused(
                        answer.refusals(), CheckContext.unchecked(now, Optional.of(complete))),
                    asked));
  }

  /**
   * What came of it.
   *
   * @param recorded the verdict, when it can be relied on
   * @param refusals why it cannot; at least one when it is not there
   */
  record Answer(Optional<Report> recorded, List<Refusal> refusals) {

    Answer {
      refusals = List.copyOf(refusals);
    }

    private static Answer refused(List<Refusal> refusals) {
      return new Answer(Optional.empty(), refusals);
    }
  }

  static Answer check(List<Signers> trusted, byte[] envelope, Dispatch complete, Instant now) {
    SignedVerdict verdict = new SignedVerdict(complete);
    return SignedStatement.read(WHERE, trusted, envelope, ReadLimits.DEFAULT)
        .match(
            proven -> verdict.check(proven, now), unproven -> Answer.refused(unproven.refusals()));
  }

  private Answer check(SignedStatement.Proven proven, Instant now) {
    InTotoStatement statement = proven.statement();
    if (!statement.predicateType().equals(ReportInToto.PREDICATE_TYPE)) {
      return Answer.refused(
          List.of(
              Refusal.of(
                  VERDICT_UNREADABLE,
                  STATEMENT,
                  "a statement of type " + Quoted.text(ReportInToto.PREDICATE_TYPE),
                  Quoted.text(statement.predicateType()))));
    }
    Report report;
    try {
      report = ReportReader.read(statement.predicate());
    } catch (JsonRejectedException e) {
      return Answer.refused(
          e.refusals().stream()
              .map(
                  refusal ->
                      Refusal.of(
                          VERDICT_UNREADABLE,
                          STATEMENT + ", " + refusal.where(),
                          refusal.expected(),
                          refusal.found()))
              .toList());
    }
    List<Refusal> refusals = new ArrayList<>();
    addUnlessOfThisPlan(statement, report, refusals);
    if (report.outcome().isGood()) {
      addUnlessValid(report, now, refusals);
    }
    return refusals.isEmpty()
        ? new Answer(Optional.of(recorded(report, proven.signedBy())), List.of())
        : Answer.refused(refusals);
  }

  private Report recorded(Report report, List<String> signedBy) {
    return new Report(
            report.outcome(),
            "plan "
                + Quoted.text(complete.planId())
                + ", as recorded at "
                + report.text(ReportKey.CHECKED_AT).map(VisibleText::of).orElse("an unknown time"),
            report.facts(),
            report.problems(),
            Optional.empty())
        .with(
            ReportField.entries(
                ReportKey.SIGNED_BY, signedBy.stream().map(ReportValue::words).toList()));
  }

  /** Everything in it that says which plan it is about has to say this one. */
  private void addUnlessOfThisPlan(
      InTotoStatement statement, Report report, List<Refusal> refusals) {
    List<String> digests = new ArrayList<>(statement.digests(PlanDigest.ALGORITHM));
    report.text(ReportKey.DISPATCH_DIGEST).ifPresent(digests::add);
    permit(report, ReportKey.PLAN_DIGEST).ifPresent(digests::add);
    if (digests.isEmpty() || digests.stream().anyMatch(found -> !found.equals(digest))) {
      refusals.add(
          Refusal.of(
              VERDICT_PLAN_DIFFERS,
              STATEMENT,
              "the plan with the digest " + Quoted.text(digest),
              digests.isEmpty()
                  ? "a dispatch that could not be read"
                  : "the plan with the digest " + Quoted.sorted(digests)));
    }
  }

  private static void addUnlessValid(Report report, Instant now, List<Refusal> refusals) {
    Optional<Instant> issued = permit(report, ReportKey.ISSUED_AT).flatMap(SignedVerdict::time);
    Optional<Instant> expires = permit(report, ReportKey.EXPIRES_AT).flatMap(SignedVerdict::time);
    if (issued.isEmpty() || expires.isEmpty() || permit(report, ReportKey.PLAN_DIGEST).isEmpty()) {
      refusals.add(
          Refusal.of(
              VERDICT_UNREADABLE,
              STATEMENT,
              "a permit with its plan, its issue and its expiry, in what is permitted",
              "none"));
      return;
    }
    if (!now.isBefore(expires.get())) {
      refusals.add(
          Refusal.of(PERMIT_EXPIRED, STATEMENT, "a time before " + expires.get(), now.toString()));
    }
    if (now.isBefore(issued.get())) {
      refusals.add(
          Refusal.of(
              PERMIT_FROM_THE_FUTURE,
              STATEMENT,
              "a time from " + issued.get() + " on",
              now.toString()));
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> permit(Report report, ReportKey key) {
    return report.facts().stream()
        .filter(fact -> fact.key().equals(ReportKey.PERMIT))
        .map(ReportField::value)
        .filter(ReportValue.Fields.class::isInstance)
        .map(ReportValue.Fields.class::cast)
        .flatMap(permit -> permit.fields().stream())
        .filter(field -> field.key().equals(key))
        .map(ReportField::value)
        .filter(ReportValue.Marked.class::isInstance)
        .map(ReportValue.Marked.class::cast)
        .map(ReportValue.Marked::text)
        .findFirst();
  }
}
