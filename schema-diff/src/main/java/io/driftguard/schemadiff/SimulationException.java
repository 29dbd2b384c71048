package io.driftguard.schemadiff;

/** A statement that the server would refuse on the schema that it is applied to. */
public final class SimulationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final SimulationCode code;

  SimulationException(SimulationCode code, String message) {
    super(message);
    this.code = code;
  }

  SimulationException(SimulationCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public SimulationCode code() {
    return code;
  }
}
