package io.driftguard.propertytests.contract;

/** An adapter gave no answer, or not a whole one, to a question that it has to answer. */
final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnansweredException(String message) {
    super(message);
  }

  UnansweredException(String message, Throwable cause) {
    super(message + ": " + cause, cause);
  }
}
