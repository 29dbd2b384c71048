package io.driftguard.api.engine;

/** Trouble that an engine adapter met. The guard turns it into a refusal: it could not verify. */
public final class EngineException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * @param reason what kind of trouble it is
   * @param message what was expected and what was found, without secrets
   */
  public EngineException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * @param reason what kind of trouble it is
   * @param message what was expected and what was found, without secrets
   * @param cause what was caught
   */
  public EngineException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The kinds of trouble; each is one refusal code of the guard. */
  public enum Reason {
    /** The source is not of a kind that the adapter reads. */
    SOURCE_NOT_SUPPORTED,
    /** What the adapter needs to reach such a source is not installed. */
    DRIVER_MISSING,
    /** The deployment did not answer, or not in time. */
    UNREACHABLE,
    /** The deployment answered, and did not let the account in. */
    ACCOUNT_REFUSED,
    /** No encrypted connection could be made to a deployment that is trusted. */
    CONNECTION_NOT_SECURE,
    /** The topology cannot be read or contradicts itself. */
    TOPOLOGY_UNREADABLE,
    /** A live table definition is missing, or is not one that can be understood. */
    LIVE_SCHEMA_UNREADABLE,
    /** The account may see only a part of the live schema, so that the rest would seem dropped. */
    LIVE_SCHEMA_HIDDEN,
    /** The live schema changed while it was read, so that what was read was never there. */
    LIVE_SCHEMA_CHANGED,
    /** The live VSchema of a namespace cannot be read; it is not an empty one. */
    LIVE_VSCHEMA_UNREADABLE,
    /** The desired schema is not one that can be understood. */
    DESIRED_SCHEMA_UNREADABLE,
    /** The desired schema names a namespace that the deployment does not have. */
    NAMESPACE_MISSING,
    /** A difference between the live and the desired schema cannot be expressed as statements. */
    DIFFERENCE_INEXPRESSIBLE,
    /** It is not known whether a live view is the desired one in another wording. */
    VIEW_NOT_COMPARABLE
  }
}
