package io.driftguard.propertytests.broken.engine.guard;

/** Can be made, and made into something else, by anyone. */
public class ApplyPermit {

  private final String plan;

  public ApplyPermit(String plan) {
    this.plan = plan;
  }

  @Override
  public String toString() {
    return plan;
  }
}
