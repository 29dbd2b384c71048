package io.driftguard.propertytests.broken.vitess;

import io.driftguard.propertytests.broken.engine.guard.ApplyPermit;
import java.util.function.Function;

public final class SecondIssuer {

  public static final String NAME = String.valueOf("second");

  static Function<String, ApplyPermit> issuer() {
    return ApplyPermit::new;
  }

  private SecondIssuer() {}
}
