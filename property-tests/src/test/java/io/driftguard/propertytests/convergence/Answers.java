package io.driftguard.propertytests.convergence;

import io.driftguard.schemadiff.SimulationCode;
import io.driftguard.schemadiff.SimulationException;
import java.util.Optional;
import java.util.OptionalInt;

/** What the server and the simulation say of one statement. */
final class Answers {

  private Answers() {}

  /**
   * Fails unless both take the statement, or both refuse it.
   *
   * @return whether they also give one reason: a statement in which two things are wrong is refused
   *     for either
   */
  static boolean requireSame(String sql, OptionalInt error, Optional<SimulationException> refusal) {
    if (error.isPresent() && refusal.isEmpty()) {
      throw new AssertionError("only the server refuses, " + error.getAsInt() + ": " + sql);
    }
    if (error.isEmpty() && refusal.isPresent()) {
      throw new AssertionError(
          "only the simulation refuses, " + refusal.get().getMessage() + ": " + sql);
    }
    return error.isEmpty()
        || refusal.get().code() == SimulationCode.NOT_CANONICAL
        || refusal.get().code().errorNumbers().contains(error.getAsInt());
  }
}
