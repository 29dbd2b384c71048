package io.driftguard.propertytests.broken.engine.guard;

import io.driftguard.propertytests.broken.vitess.SecondIssuer;

/** Issues to everyone, and needs the adapter that needs it. */
public final class FirstIssuer {

  public static ApplyPermit issue() {
    return new ApplyPermit(SecondIssuer.NAME);
  }

  private FirstIssuer() {}
}
