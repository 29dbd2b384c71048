package io.driftguard.propertytests.contract;

/** A law cannot be judged here. */
final class NothingToJudgeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NothingToJudgeException(String message) {
    super(message);
  }
}
