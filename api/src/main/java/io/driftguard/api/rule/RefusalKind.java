package io.driftguard.api.rule;

/** The three kinds of refusal. */
public enum RefusalKind {
  /** Both sides were understood, and they differ. */
  DRIFT,
  /** The dispatch is malformed, or asks for something that cannot be asked for here. */
  INVALID,
  /** Something that the check needs could not be had, so nothing is known. */
  UNVERIFIABLE
}
