package io.driftguard.engine.signing;

/** A key file is not what it has to be. The message never holds a part of a key. */
public final class KeyFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;

  KeyFileException(String expected, String found) {
    super("expected " + expected + ", but found " + found);
    this.expected = expected;
    this.found = found;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }
}
