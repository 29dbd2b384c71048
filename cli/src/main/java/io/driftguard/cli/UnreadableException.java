package io.driftguard.cli;

/** Something that the command needs could not be read or understood, so there is no answer. */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  UnreadableException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
