package io.driftguard.engine.refusal;

import static java.util.Objects.requireNonNull;

import io.driftguard.api.rule.Finding;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.api.rule.RuleId;
import java.util.Comparator;
import java.util.Optional;

/**
 * One reason why a dispatch is not permitted, and what to do about it.
 *
 * @param code the stable code: the name of a {@link RefusalCode}, or a code of a vendor's rule
 * @param kind what kind of refusal it is
 * @param where the place: a path into the dispatch, a namespace, shard or table
 * @param expected what should have been there
 * @param found what was there
 * @param recovery what to do next
 * @param rule the rule that found it; empty when no rule did
 */
public record Refusal(
    String code,
    RefusalKind kind,
    String where,
    String expected,
    String found,
    String recovery,
    Optional<RuleId> rule)
    implements Comparable<Refusal> {

  /**
   * The most helpful first: what is wrong with the question before what is wrong with the answer.
   */
  private static final Comparator<Refusal> ORDER =
      Comparator.comparing((Refusal refusal) -> rank(refusal.kind()))
          .thenComparing(Refusal::where)
          .thenComparing(Refusal::code)
          .thenComparing(Refusal::expected)
          .thenComparing(Refusal::found)
          .thenComparing(Refusal::recovery)
          .thenComparing(refusal -> refusal.rule().map(RuleId::value).orElse(""));

  /**
   * @throws IllegalArgumentException when one of the texts is blank
   */
  public Refusal {
    // A finding of a vendor may have left it out; it decides the exit status.
    requireNonNull(kind, "a refusal has a kind");
    requireText(code, "its code", code);
    requireText(code, "where", where);
    requireText(code, "what was expected", expected);
    requireText(code, "what was found", found);
    requireText(code, "what to do", recovery);
  }

  /** A refusal with the code's own kind and recovery, that no rule found. */
  public static Refusal of(RefusalCode code, String where, String expected, String found) {
    return new Refusal(
        code.name(), code.kind(), where, expected, found, code.recovery(), Optional.empty());
  }

  /** A refusal that a rule found; a finding without a recovery of its own takes the rule's. */
  public static Refusal of(RuleId rule, Finding finding, String recoveryOfRule) {
    return new Refusal(
        finding.code(),
        finding.kind(),
        finding.where(),
        finding.expected(),
        finding.found(),
        finding.recovery().orElse(recoveryOfRule),
        Optional.of(rule));
  }

  @Override
  public int compareTo(Refusal other) {
    return ORDER.compare(this, other);
  }

  /** INVALID before UNVERIFIABLE before DRIFT: drift is only certain when nothing else is wrong. */
  static int rank(RefusalKind kind) {
    return switch (kind) {
      case INVALID -> 0;
      case UNVERIFIABLE -> 1;
      case DRIFT -> 2;
    };
  }

  private static void requireText(String code, String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the refusal \"" + code + "\" does not say " + what);
    }
  }
}
