package io.driftguard.vitess;

import java.time.Duration;

/**
 * How long a vtctld may take, and how much it may say.
 *
 * @param perCall for one answer, with all that is tried for it
 * @param perReading for all answers of one reading together
 * @param concurrency how many calls are under way at once
 * @param messageBytes the size of one answer
 * @param firstPause before a call is tried again; each further pause is twice the one before
 */
record VtctldLimits(
    Duration perCall, Duration perReading, int concurrency, int messageBytes, Duration firstPause) {

  /** How often one call is tried. */
  static final int ATTEMPTS = 4;

  static final Duration FIRST_PAUSE = Duration.ofMillis(100);
}
