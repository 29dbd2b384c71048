package io.driftguard.engine.explain;

/** There is no explanation; the message says why. */
public final class ExplanationException extends Exception {

  private static final long serialVersionUID = 1L;

  ExplanationException(String message) {
    super(message);
  }

  ExplanationException(String message, Throwable cause) {
    super(message, cause);
  }
}
