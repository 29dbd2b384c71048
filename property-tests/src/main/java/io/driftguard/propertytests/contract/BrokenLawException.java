package io.driftguard.propertytests.contract;

/** An adapter does not keep a law. */
final class BrokenLawException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenLawException(String message) {
    super(message);
  }
}
