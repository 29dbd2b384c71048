package io.driftguard.cli;

import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import java.time.Clock;

/** The guard with every adapter and every rule that was installed beside this program. */
final class Guards {

  private Guards() {}

  static DriftGuard installed() {
    return new DriftGuard(engines(), rules(), Clock.systemUTC(), GuardOptions.DEFAULT);
  }

  static EngineRegistry engines() {
    return EngineRegistry.load(Guards.class.getClassLoader());
  }

  static RuleCatalogs rules() {
    return RuleCatalogs.load(Guards.class.getClassLoader());
  }
}
