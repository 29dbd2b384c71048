package io.driftguard.api.rule;

/** A fact that a rule needs could not be gathered. */
public final class FactUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Class<? extends Fact> type;

  /**
   * @param type the fact that is not to be had
   */
  public FactUnavailableException(Class<? extends Fact> type) {
    super("the fact " + type.getSimpleName() + " could not be gathered", null, false, false);
    this.type = type;
  }

  public Class<? extends Fact> type() {
    return type;
  }
}
