package io.driftguard.engine.explain;

import java.util.Optional;

/**
 * One clause of a reviewed statement beside the one of the re-planned statement that it answers to:
 * of {@code ALTER TABLE} a clause or one table option, of {@code CREATE TABLE} a column, a key, a
 * constraint or an option, of any other statement the whole.
 *
 * @param kind how the two compare
 * @param subject what the clause is about, for people: {@code column `a`}
 * @param expected the reviewed clause in canonical form
 * @param found the re-planned clause in canonical form
 */
public record ClauseMatch(
    Kind kind, String subject, Optional<String> expected, Optional<String> found) {

  /** How two clauses compare. */
  public enum Kind {
    /** Both sides have the clause. */
    SAME,
    /** Only the reviewed statement has a clause on the subject. */
    ONLY_REVIEWED,
    /** Only the re-planned statement has a clause on the subject. */
    ONLY_REPLANNED,
    /** Both sides have a clause on the subject, and they say different things. */
    OTHER_VALUE,
    /** What both sides have stands in another order; the texts list it in the order of each. */
    OTHER_ORDER
  }

  /**
   * @throws IllegalArgumentException when a text is missing or too much for the kind
   */
  public ClauseMatch {
    boolean fits =
        switch (kind) {
          case SAME -> expected.isPresent() && expected.equals(found);
          case ONLY_REVIEWED -> expected.isPresent() && found.isEmpty();
          case ONLY_REPLANNED -> expected.isEmpty() && found.isPresent();
          case OTHER_VALUE, OTHER_ORDER ->
              expected.isPresent() && found.isPresent() && !expected.equals(found);
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "a clause cannot be " + kind + " with " + expected + " and " + found);
    }
  }
}
