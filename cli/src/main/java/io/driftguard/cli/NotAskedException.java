package io.driftguard.cli;

import io.driftguard.engine.guard.Verdict;

/** The guard could not be asked, because what it is to be asked about could not be read. */
final class NotAskedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Verdict.Refused verdict;

  NotAskedException(Verdict.Refused verdict) {
    super("the guard was not asked", null, false, false);
    this.verdict = verdict;
  }

  /** What is said instead of the guard's verdict. */
  Verdict.Refused verdict() {
    return verdict;
  }
}
