package io.driftguard.engine.materialize;

/** A plan store could not be read or written. */
public final class PlanStoreException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was expected and what was found
   */
  public PlanStoreException(String message) {
    super(message);
  }

  /**
   * @param message what was expected and what was found
   * @param cause what was caught
   */
  public PlanStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
