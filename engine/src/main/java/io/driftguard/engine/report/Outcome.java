package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.rule.RefusalKind;

/**
 * What came of it, in the first words of every format.
 *
 * @param word the word for programs: {@code permitted}
 * @param banner the words for people: {@code REFUSED (DRIFT)}
 * @param exitCode the exit status: 0 good, 1 drift, 2 malformed or not verified
 */
public record Outcome(String word, String banner, int exitCode) {

  static final String PERMITTED = "permitted";
  static final String REFUSED = "refused";
  static final String PLANNED_HERE = "planned here";
  static final String SIGNED = "signed";
  static final String AS_DESIRED = "as desired";
  static final String DRIFTED = "drifted";
  static final String NOT_VERIFIED = "not verified";

  /** Every word that there is. */
  static final ImmutableList<String> WORDS =
      ImmutableList.of(PERMITTED, REFUSED, PLANNED_HERE, SIGNED, AS_DESIRED, DRIFTED, NOT_VERIFIED);

  public Outcome {
    if (!WORDS.contains(word)) {
      throw new IllegalArgumentException("no outcome is called \"" + word + "\"");
    }
    if (exitCode < 0 || exitCode > 2) {
      throw new IllegalArgumentException("an outcome is 0, 1 or 2, but found " + exitCode);
    }
  }

  static Outcome permitted() {
    return new Outcome(PERMITTED, "PERMITTED", 0);
  }

  /**
   * A refusal.
   *
   * @param kind the kind of the refusal that decides
   */
  static Outcome refused(RefusalKind kind, int exitCode) {
    return new Outcome(REFUSED, "REFUSED (" + kind + ")", exitCode);
  }

  /** Tells whether nothing is wrong. */
  public boolean isGood() {
    return exitCode == 0;
  }
}
