package io.driftguard.cli;

import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.refusal.Refusal;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code engines}: the adapters that were found, and what is wrong with them. */
final class EnginesCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Syntax.of("engines", "", "List the engine adapters that were found.")
        .examples("driftguard engines");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console) throws IOException {
    EngineRegistry engines = Guards.engines();
    if (engines.adapters().isEmpty()) {
      console.complain("expected at least one engine adapter, but found none");
      return ExitStatus.REFUSED;
    }
    StringBuilder out = new StringBuilder();
    for (EngineAdapter adapter : engines.adapters()) {
      out.append(adapter.id()).append("\n  ").append(adapter.description()).append("\n");
    }
    console.print(out.toString());
    for (Refusal problem : engines.problems()) {
      console.complain(
          problem.code()
              + ": "
              + problem.where()
              + ": expected "
              + problem.expected()
              + ", but found "
              + problem.found()
              + "; "
              + problem.recovery());
    }
    return engines.problems().isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED;
  }
}
