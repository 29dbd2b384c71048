package io.driftguard.cli;

import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import java.time.Clock;

/** The guard with every adapter and rule that was installed beside this program or plugged in. */
final class Guards {

  private Guards() {}

  static DriftGuard installed(Arguments arguments) throws UsageException, UnreadableException {
    return installed(arguments, GuardOptions.DEFAULT);
  }

  /** The guard with options of its own. */
  static DriftGuard installed(Arguments arguments, GuardOptions options)
      throws UsageException, UnreadableException {
    ClassLoader loader = Plugins.loader(arguments);
    return new DriftGuard(
        EngineRegistry.load(loader), RuleCatalogs.load(loader), Clock.systemUTC(), options);
  }

  static EngineRegistry engines(Arguments arguments) throws UsageException, UnreadableException {
    return EngineRegistry.load(Plugins.loader(arguments));
  }

  static RuleCatalogs rules(Arguments arguments) throws UsageException, UnreadableException {
    return RuleCatalogs.load(Plugins.loader(arguments));
  }
}
