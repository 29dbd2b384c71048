package io.driftguard.cli;

import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Quoted;
import io.driftguard.engine.report.VerdictJson;
import io.driftguard.engine.report.VerdictText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Shows a verdict where and as the command line asks for it. */
final class Verdicts {

  private static final String FORMAT = "--format";
  private static final String OUTPUT = "--output";

  private final Format format;
  private final Optional<Path> output;
  private final Console console;

  private Verdicts(Format format, Optional<Path> output, Console console) {
    this.format = format;
    this.output = output;
    this.console = console;
  }

  /** Adds the options of a verdict to a command. */
  static Syntax options(Syntax syntax) {
    return syntax
        .value(FORMAT, "FORMAT", "What the verdict looks like: " + Format.NAMES + ".")
        .value(OUTPUT, "FILE", "Write the verdict to a file, whole or not at all.");
  }

  /** The names of these options. */
  static String[] names() {
    return new String[] {FORMAT, OUTPUT};
  }

  static Verdicts of(Arguments arguments, Console console) throws UsageException {
    Optional<Path> output = Optional.empty();
    if (arguments.has(OUTPUT)) {
      output = Optional.of(Texts.path(arguments.required(OUTPUT)));
    }
    return new Verdicts(Format.parse(arguments.value(FORMAT)), output, console);
  }

  /** Shows the verdict and returns how the command ends for it. */
  ExitStatus show(Verdict verdict) throws IOException {
    show(
        switch (format) {
          case TEXT -> new VerdictText().render(verdict);
          case JSON -> new VerdictJson().render(verdict);
        });
    return status(verdict);
  }

  /** Says that the plan needs no verdict, because this deployment made it. */
  ExitStatus showPlannedHere(String planId) throws IOException {
    show(
        switch (format) {
          case TEXT -> "PLANNED HERE: this deployment made " + Quoted.text(planId) + " itself\n";
          case JSON ->
              Json.object(
                  json -> {
                    json.writeNumberProperty("format", VerdictJson.FORMAT);
                    json.writeStringProperty("verdict", "planned here");
                    json.writeStringProperty("plan_id", planId);
                  });
        });
    return ExitStatus.OK;
  }

  static ExitStatus status(Verdict verdict) {
    return verdict.match(
        permitted -> ExitStatus.OK,
        refused ->
            switch (refused.kind()) {
              case DRIFT -> ExitStatus.DRIFTED;
              case INVALID, UNVERIFIABLE -> ExitStatus.REFUSED;
            });
  }

  private void show(String text) throws IOException {
    if (output.isPresent()) {
      ReportFile.write(output.get(), text);
    } else {
      console.print(text);
    }
  }
}
