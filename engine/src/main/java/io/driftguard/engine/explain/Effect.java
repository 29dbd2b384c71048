package io.driftguard.engine.explain;

/**
 * What the reviewed statements would do to the live table, by simulation.
 *
 * @param kind the short answer
 * @param detail what a person needs to know of it, one line
 */
public record Effect(Kind kind, String detail) {

  /** The short answers. */
  public enum Kind {
    /** They would lead to the table that the re-plan leads to. */
    AS_DESIRED,
    /** They would lead to another table than the re-plan; the detail is what would be missing. */
    OTHER_TABLE,
    /** The server would refuse them; the detail is its reason. */
    REFUSED,
    /** It is not certain what they would do; the detail says why. */
    UNKNOWN
  }

  /**
   * @throws IllegalArgumentException when the detail is blank
   */
  public Effect {
    if (detail.isBlank()) {
      throw new IllegalArgumentException("the effect " + kind + " has no detail");
    }
  }
}
