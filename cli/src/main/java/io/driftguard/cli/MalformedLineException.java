package io.driftguard.cli;

/** A line that is not a question of the protocol. */
final class MalformedLineException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  MalformedLineException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
