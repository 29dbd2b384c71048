package io.driftguard.engine.report;

import com.google.common.base.Splitter;
import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.PermitRecord;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Quoted;
import io.driftguard.engine.refusal.Refusal;
import java.util.Iterator;

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
          for (Refusal refusal : refused.refusals()) {
            appendRefusal(out, number++, refusal);
          }
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

  private static void appendRefusal(StringBuilder out, int number, Refusal refusal) {
    out.append('\n').append(number).append(". ").append(Quoted.visible(refusal.code()));
    refusal.rule().ifPresent(rule -> out.append(" by rule ").append(rule));
    out.append('\n');
    appendField(out, "where:", refusal.where());
    appendField(out, "expected:", refusal.expected());
    appendField(out, "found:", refusal.found());
    appendField(out, "do:", refusal.recovery());
  }

  private static void appendField(StringBuilder out, String name, String text) {
    Iterator<String> lines = Splitter.on('\n').split(text).iterator();
    out.append(String.format("  %-10s ", name));
    out.append(Quoted.visible(lines.next())).append('\n');
    lines.forEachRemaining(line -> out.append(CONTINUED).append(Quoted.visible(line)).append('\n'));
  }
}
