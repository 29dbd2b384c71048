package io.driftguard.api.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One violation that a rule found.
 *
 * @param code the stable code of the refusal: upper-case words joined by underscores
 * @param kind what kind of refusal it is
 * @param where the place: a namespace, shard, table, field of the dispatch
 * @param expected what should have been there
 * @param found what was there
 * @param recovery what to do; empty means the rule's own {@link Rule#recovery}
 */
public record Finding(
    String code,
    RefusalKind kind,
    String where,
    String expected,
    String found,
    Optional<String> recovery) {

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

  /**
   * @throws IllegalArgumentException when the code is not of that form, or one of the texts is
   *     blank
   */
  public Finding {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "a refusal code is upper-case words joined by underscores, but found \"" + code + "\"");
    }
    requireText(code, "where", where);
    requireText(code, "expected", expected);
    requireText(code, "found", found);
    recovery.ifPresent(text -> requireText(code, "recovery", text));
  }

  /** A finding whose recovery is the rule's own. */
  public static Finding of(
      String code, RefusalKind kind, String where, String expected, String found) {
    return new Finding(code, kind, where, expected, found, Optional.empty());
  }

  private static void requireText(String code, String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the finding " + code + " does not say " + what);
    }
  }
}
