package io.driftguard.engine.report;

import com.google.common.base.Splitter;
import io.driftguard.api.Dispatch;
import io.driftguard.engine.explain.ClauseMatch;
import io.driftguard.engine.explain.Difference;
import io.driftguard.engine.explain.DriftClass;
import io.driftguard.engine.explain.Effect;
import io.driftguard.engine.explain.Explanation;
import io.driftguard.engine.explain.StatementPair;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.PermitRecord;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Quoted;
import io.driftguard.engine.refusal.Refusal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Renders a verdict as text for a terminal: the first line says what it is, then why.
 *
 * <p>Statements and names come from elsewhere. What a terminal would act on is escaped, and what
 * goes on over several lines is marked at the start of each, so that it cannot look like a line of
 * the guard.
 */
public final class VerdictText {

  private static final String CONTINUED = "           | ";

  /** The verdict as lines that end in a newline. */
  public String render(Verdict verdict) {
    StringBuilder out = new StringBuilder();
    verdict.match(
        permitted -> {
          out.append("PERMITTED").append(subject(permitted.context())).append('\n');
          appendPermit(out, permitted.permit().record());
          return out;
        },
        refused -> {
          out.append("REFUSED (")
              .append(refused.kind())
              .append(')')
              .append(subject(refused.context()))
              .append('\n');
          int number = 1;
          Map<Explanation, Integer> explained = new HashMap<>();
          for (Refusal refusal : refused.refusals()) {
            appendHeading(out, number, refusal);
            Optional<Explanation> explanation = refused.explanationOf(refusal);
            if (explanation.isPresent()) {
              Integer first = explained.putIfAbsent(explanation.get(), number);
              appendExplanation(out, explanation.get().difference(), Optional.ofNullable(first));
            }
            appendField(out, "do:", refusal.recovery());
            number++;
          }
          refused
              .context()
              .explanations()
              .failure()
              .ifPresent(why -> out.append('\n').append(unexplained(why)).append('\n'));
          return out;
        });
    return out.toString();
  }

  private static String subject(CheckContext context) {
    String plan =
        context
            .dispatch()
            .map(Dispatch::planId)
            .map(id -> " plan " + Quoted.text(id))
            .orElse(" a dispatch that could not be read");
    return plan + context.scope().map(scope -> ", " + Quoted.visible(scope.toString())).orElse("");
  }

  private static void appendPermit(StringBuilder out, PermitRecord permit) {
    appendField(out, "valid:", "from " + permit.issuedAt() + " until " + permit.expiresAt());
    appendField(out, "plan:", "sha256 " + permit.planDigest());
    appendField(out, "live:", "sha256 " + permit.liveFingerprint());
    permit
        .evidence()
        .forEach(
            (rule, evidence) -> appendField(out, "rule:", rule + ": " + evidence.observation()));
  }

  private static void appendHeading(StringBuilder out, int number, Refusal refusal) {
    out.append('\n').append(number).append(". ").append(Quoted.visible(refusal.code()));
    refusal.rule().ifPresent(rule -> out.append(" by rule ").append(rule));
    out.append('\n');
    appendField(out, "where:", refusal.where());
    appendField(out, "expected:", refusal.expected());
    appendField(out, "found:", refusal.found());
  }

  private static void appendExplanation(
      StringBuilder out, Difference difference, Optional<Integer> first) {
    if (first.isPresent()) {
      appendField(out, "drift:", "see " + first.get());
      return;
    }
    DriftClass drift = difference.driftClass();
    appendField(out, "drift:", drift.title() + ": " + drift.meaning());
    for (StatementPair pair : difference.statements()) {
      if (pair.expected().isPresent() && pair.found().isPresent()) {
        pair.differences().forEach(clause -> appendClause(out, clause));
      }
    }
    appendField(out, "effect:", words(difference.effect()));
    appendField(out, "next:", drift.recovery());
  }

  private static void appendClause(StringBuilder out, ClauseMatch clause) {
    String expected = clause.expected().orElse("");
    String found = clause.found().orElse("");
    String text =
        switch (clause.kind()) {
          case SAME -> "both: " + expected;
          case ONLY_REVIEWED -> "only reviewed: " + expected;
          case ONLY_REPLANNED -> "only re-planned: " + found;
          case OTHER_VALUE, OTHER_ORDER ->
              clause.subject() + ": reviewed " + expected + ", re-planned " + found;
        };
    appendField(out, "differs:", text);
  }

  private static String words(Effect effect) {
    return switch (effect.kind()) {
          case AS_DESIRED -> "the reviewed statements would lead here to the desired table";
          case OTHER_TABLE -> "the reviewed statements would not lead here to the desired table; ";
          case REFUSED -> "the server would refuse the reviewed statements here: ";
          case UNKNOWN -> "what the reviewed statements would do here is not certain: ";
        }
        + (effect.kind() == Effect.Kind.AS_DESIRED ? "" : effect.detail());
  }

  private static String unexplained(String why) {
    return Quoted.visible("no explanation: " + why);
  }

  private static void appendField(StringBuilder out, String name, String text) {
    Iterator<String> lines = Splitter.on('\n').split(text).iterator();
    out.append(String.format("  %-10s ", name));
    out.append(Quoted.visible(lines.next())).append('\n');
    lines.forEachRemaining(line -> out.append(CONTINUED).append(Quoted.visible(line)).append('\n'));
  }
}
