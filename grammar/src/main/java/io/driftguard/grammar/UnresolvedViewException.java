package io.driftguard.grammar;

/** A view of which it is not known what the server makes of it. The message says why. */
public final class UnresolvedViewException extends Exception {

  private static final long serialVersionUID = 1L;

  UnresolvedViewException(String message) {
    super(message);
  }
}
