package io.driftguard.cli;

import io.driftguard.api.engine.Progress;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import java.time.Clock;

/** The guard with every adapter and rule that was installed beside this program or plugged in. */
final class Guards {

  private Guards() {}

  static DriftGuard installed(Arguments arguments) throws UsageException, UnreadableException {
    return installed(arguments, GuardOptions.DEFAULT, Progress.NONE);
  }

  /**
   * The guard with options of its own.
   *
   * @param progress is told how far the reading of a deployment is
   */
  static DriftGuard installed(Arguments arguments, GuardOptions options, Progress progress)
      throws UsageException, UnreadableException {
    ClassLoader loader = Plugins.loader(arguments);
    return new DriftGuard(
        EngineRegistry.load(loader).telling(progress),
        RuleCatalogs.load(loader),
        Clock.systemUTC(),
        options);
  }

  static EngineRegistry engines(Arguments arguments) throws UsageException, UnreadableException {
    return EngineRegistry.load(Plugins.loader(arguments));
  }

  static RuleCatalogs rules(Arguments arguments) throws UsageException, UnreadableException {
    return RuleCatalogs.load(Plugins.loader(arguments));
  }
}
