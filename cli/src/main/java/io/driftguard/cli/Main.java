package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.engine.report.TextStyle;
import io.driftguard.grammar.Canonicalizer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code driftguard} command. */
public final class Main {

  private static final ImmutableList<Command> COMMANDS =
      ImmutableList.of(
          new CheckCommand(),
          new MaterializeCommand(),
          new PlanCommand(),
          new AuditCommand(),
          new DiffCommand(),
          new SimulateCommand(),
          new CanonicalizeCommand(),
          new RulesCommand(),
          new EnginesCommand(),
          new ExplainCommand(),
          new SignCommand(),
          new VerifyCommand());

  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] args) {
    int status = ExitStatus.REFUSED.code();
    try {
      // Not System.out: a PrintStream keeps a failed write to itself.
      status =
          run(
              args,
              System.in,
              new FileOutputStream(FileDescriptor.out),
              new FileOutputStream(FileDescriptor.err),
              Terminal.style(System.getenv()),
              Terminal.isWatched(System.getenv()));
    } finally {
      // Left alone, the JVM would end an uncaught throwable with 1, which says "drift".
      System.exit(status);
    }
  }

  /**
   * Runs one command as on no terminal, and returns its exit status. Nothing is thrown, whatever
   * happens.
   */
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return run(args, in, out, err, TextStyle.PLAIN, false);
  }

  static int run(
      String[] args,
      InputStream in,
      OutputStream out,
      OutputStream err,
      TextStyle style,
      boolean watched) {
    Console console = new Console(in, out, err, style, watched);
    try {
      return dispatch(args, console).code();
    } catch (UsageException e) {
      console.complain(e.getMessage());
      return ExitStatus.USAGE.code();
    } catch (UnreadableException e) {
      console.complain(e.getMessage());
      return ExitStatus.REFUSED.code();
    } catch (IOException e) {
      console.complain("reading or writing failed: " + e);
      return ExitStatus.REFUSED.code();
    } catch (Throwable e) {
      console.complain(
          "nothing was checked: " + e + "; if it happens again, report it with the command line");
      return ExitStatus.REFUSED.code();
    }
  }

  private static String version() {
    Package of = Main.class.getPackage();
    String version = of == null ? null : of.getImplementationVersion();
    return "driftguard "
        + (version == null ? "(not from a jar)" : version)
        + "\ncanonical form "
        + Canonicalizer.VERSION
        + "\nengine SPI "
        + SpiVersion.CURRENT
        + "\n";
  }

  private static ExitStatus dispatch(String[] args, Console console)
      throws UsageException, UnreadableException, IOException {
    CommandLine line = commandLine();
    ParseResult parsed = parse(line, args);
    if (parsed.isVersionHelpRequested()) {
      console.print(version());
      return ExitStatus.OK;
    }
    if (parsed.isUsageHelpRequested()) {
      console.print(line.getUsageMessage(Ansi.OFF));
      return ExitStatus.OK;
    }
    if (!parsed.hasSubcommand()) {
      throw new UsageException("expected a command" + help("driftguard"));
    }
    ParseResult chosen = parsed.subcommand();
    if (chosen.isUsageHelpRequested()) {
      console.print(chosen.commandSpec().commandLine().getUsageMessage(Ansi.OFF));
      return ExitStatus.OK;
    }
    for (Command command : COMMANDS) {
      if (command.spec().name().equals(chosen.commandSpec().name())) {
        return run(command, new Arguments(chosen), console);
      }
    }
    throw new IllegalStateException("no command is named " + chosen.commandSpec().name());
  }

  private static ExitStatus run(Command command, Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    try {
      return command.run(arguments, console);
    } catch (UsageException e) {
      throw new UsageException(e.getMessage() + help("driftguard " + command.spec().name()));
    }
  }

  private static String help(String command) {
    return "; \"" + command + " --help\" shows what there is";
  }

  private static CommandLine commandLine() {
    CommandSpec root = CommandSpec.create().name("driftguard");
    root.usageMessage()
        .description("A fail-closed, shard-aware drift guard for MySQL and Vitess schema changes.")
        .customSynopsis("driftguard COMMAND [OPTION...]")
        .width(Syntax.HELP_WIDTH)
        .optionListHeading("\n")
        .commandListHeading("\nCommands:\n")
        .footer(
            "",
            "Exit status:",
            "   0  permitted; of a command that checks nothing: the whole answer was printed",
            "   1  refused: the schema has drifted",
            "   2  refused: malformed, or it could not be verified",
            "  64  the command line was not understood",
            "",
            "Example:",
            "  driftguard check --dispatch plan.json --schema schema/ --live snapshot:live/");
    root.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this help.").build());
    root.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .description("Print the version.")
            .build());
    for (Command command : COMMANDS) {
      CommandSpec spec = command.spec();
      root.addSubcommand(spec.name(), spec);
    }
    CommandLine line = new CommandLine(root);
    // An argument is what it says: none is the name of a file with more of them.
    line.setExpandAtFiles(false);
    line.setPosixClusteredShortOptionsAllowed(false);
    return line;
  }

  private static ParseResult parse(CommandLine line, String[] args) throws UsageException {
    try {
      return line.parseArgs(args);
    } catch (ParameterException e) {
      throw new UsageException(
          explained(e) + help(e.getCommandLine().getCommandSpec().qualifiedName()));
    }
  }

  /** What is wrong, without anything that may be a password that somebody tried to give. */
  private static String explained(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String name = unmatched.getUnmatched().get(0).split("=", 2)[0];
      String what =
          name.startsWith("-")
              ? "there is no option"
              : e.getCommandLine().getParent() == null
                  ? "there is no command"
                  : "there is no place for";
      return what + " " + Quoted.text(name);
    }
    if (e instanceof MaxValuesExceededException) {
      return "an option that takes no value was given one";
    }
    return String.valueOf(e.getMessage());
  }
}
