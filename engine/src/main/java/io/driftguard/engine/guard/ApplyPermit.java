package io.driftguard.engine.guard;

/**
 * The right to apply one dispatch to one deployment. Only the guard issues it, and only when every
 * required rule gave evidence.
 */
public final class ApplyPermit {

  private final PermitRecord record;

  ApplyPermit(PermitRecord record) {
    this.record = record;
  }

  /** What the permit says. */
  public PermitRecord record() {
    return record;
  }

  @Override
  public String toString() {
    return "permit for " + record.planId() + ", " + record.scope();
  }
}
