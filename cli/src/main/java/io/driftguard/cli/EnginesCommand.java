package io.driftguard.cli;

import io.driftguard.api.VisibleText;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.engine.guard.EngineRegistry;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code engines}: the adapters that were found, and what is wrong with them. */
final class EnginesCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Plugins.option(
            Syntax.of(
                "engines", "[--plugin-path DIR]", "List the engine adapters that were found."))
        .examples("driftguard engines");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    EngineRegistry engines = Guards.engines(arguments);
    if (engines.adapters().isEmpty()) {
      console.complain("expected at least one engine adapter, but found none");
      return ExitStatus.REFUSED;
    }
    StringBuilder out = new StringBuilder();
    for (EngineAdapter adapter : engines.adapters()) {
      out.append(adapter.id())
          .append("\n  ")
          .append(VisibleText.of(adapter.description()))
          .append("\n");
    }
    console.print(out.toString());
    return Plugins.complain(engines.problems(), console);
  }
}
