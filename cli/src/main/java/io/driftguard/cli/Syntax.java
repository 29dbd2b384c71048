package io.driftguard.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes down the command line of one command. It is said in code, not in annotations, so that
 * nothing is found by reflection and the program starts faster.
 */
final class Syntax {

  /** Columns of the help. */
  static final int HELP_WIDTH = 100;

  private final CommandSpec spec;

  private Syntax(CommandSpec spec) {
    this.spec = spec;
  }

  /**
   * Starts a command.
   *
   * @param name its name
   * @param synopsis what follows the name on the first line of the help
   * @param description what it does, one sentence a line
   */
  static Syntax of(String name, String synopsis, String... description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .customSynopsis("driftguard " + name + " " + synopsis)
        .description(description)
        .sortOptions(false)
        .width(HELP_WIDTH)
        .optionListHeading("\n");
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this help.").build());
    return new Syntax(spec);
  }

  Syntax value(String option, String label, String... description) {
    spec.addOption(
        OptionSpec.builder(option)
            .type(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /** An option that may be given more than once, each time with one value. */
  Syntax values(String option, String label, String... description) {
    spec.addOption(
        OptionSpec.builder(option)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  Syntax flag(String option, String... description) {
    spec.addOption(OptionSpec.builder(option).arity("0").description(description).build());
    return this;
  }

  /** A parameter that may be left out; the command says so itself when it needs it. */
  Syntax parameter(String label, String... description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .arity("0..1")
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  Syntax parameters(String label, String... description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /** Ends the help with examples, each one line. */
  CommandSpec examples(String... lines) {
    String[] footer = new String[lines.length + 2];
    footer[0] = "";
    footer[1] = lines.length == 1 ? "Example:" : "Examples:";
    for (int i = 0; i < lines.length; i++) {
      footer[i + 2] = "  " + lines[i];
    }
    spec.usageMessage().footer(footer);
    return spec;
  }
}
