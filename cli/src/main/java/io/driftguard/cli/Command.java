package io.driftguard.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** One command: what its command line looks like, and what it does. */
interface Command {

  /** The command's name, options, parameters and help, an example included. */
  CommandSpec spec();

  /**
   * Does what the command line asks for.
   *
   * @throws UsageException when it asks for something that cannot be asked for
   * @throws UnreadableException when something that is needed cannot be read or understood
   * @throws IOException when standard input or an output fails
   */
  ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException;
}
