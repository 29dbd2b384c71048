package io.driftguard.cli;

import io.driftguard.engine.guard.Verdict;

/** How the command ends, for scripts. Only {@link #OK} is 0. */
enum ExitStatus {
  /** A permit, for the commands that check; a complete answer, for the others. */
  OK(0),
  /** Refused, and every refusal says that the schema has drifted. */
  DRIFTED(1),
  /** Refused because something is malformed or could not be verified, this program included. */
  REFUSED(2),
  /** The command line was not understood, so that nothing was done ({@code EX_USAGE}). */
  USAGE(64);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** How the command ends for a verdict, a report or an audit with that exit status. */
  static ExitStatus of(int verdict) {
    return switch (verdict) {
      case 0 -> OK;
      case Verdict.EXIT_DRIFT -> DRIFTED;
      default -> REFUSED;
    };
  }

  /** The one of the two that promises less. */
  ExitStatus worseOf(ExitStatus other) {
    return code >= other.code ? this : other;
  }
}
