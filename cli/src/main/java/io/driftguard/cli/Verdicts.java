package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Quoted;
import io.driftguard.engine.report.Asked;
import io.driftguard.engine.report.Report;
import io.driftguard.engine.report.ReportFormat;
import io.driftguard.engine.report.TextStyle;
import io.driftguard.engine.report.VerdictReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows a verdict where and as the command line asks for it. */
final class Verdicts {

  private static final String FORMAT = "--format";
  private static final String OUTPUT = "--output";
  private static final String ALSO = "--also";

  private static final String NAMES =
      Arrays.stream(ReportFormat.values()).map(Verdicts::name).collect(Collectors.joining(", "));

  private final ReportFormat format;
  private final Optional<Path> output;
  private final ImmutableList<Copy> copies;
  private final Console console;

  /** One more file that shows the same. */
  private record Copy(ReportFormat format, Path file) {}

  private Verdicts(
      ReportFormat format, Optional<Path> output, ImmutableList<Copy> copies, Console console) {
    this.format = format;
    this.output = output;
    this.copies = copies;
    this.console = console;
  }

  /** Adds the options of a verdict to a command. */
  static Syntax options(Syntax syntax) {
    return syntax
        .value(FORMAT, "FORMAT", "What the verdict looks like: " + NAMES + ".")
        .value(OUTPUT, "FILE", "Write the verdict to a file, whole or not at all.")
        .values(
            ALSO,
            "FORMAT=FILE",
            "Also write the same verdict to a file in another format. May be repeated.");
  }

  /** The names of these options. */
  static String[] names() {
    return new String[] {FORMAT, OUTPUT, ALSO};
  }

  static Verdicts of(Arguments arguments, Console console) throws UsageException {
    Optional<Path> output = Optional.empty();
    if (arguments.has(OUTPUT)) {
      output = Optional.of(Texts.path(arguments.required(OUTPUT)));
    }
    ImmutableList.Builder<Copy> copies = ImmutableList.builder();
    for (String given : arguments.values(ALSO)) {
      int equals = given.indexOf('=');
      if (equals < 0) {
        throw new UsageException(
            "expected FORMAT=FILE for " + ALSO + ", but found " + Quoted.text(given));
      }
      copies.add(
          new Copy(
              format(Optional.of(given.substring(0, equals))),
              Texts.path(given.substring(equals + 1))));
    }
    return new Verdicts(format(arguments.value(FORMAT)), output, copies.build(), console);
  }

  private static ReportFormat format(Optional<String> given) throws UsageException {
    if (given.isEmpty()) {
      return ReportFormat.TEXT;
    }
    return Arrays.stream(ReportFormat.values())
        .filter(format -> name(format).equals(given.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "a format is one of " + NAMES + ", but found " + Quoted.text(given.get())));
  }

  private static String name(ReportFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** Shows the verdict and returns how the command ends for it. */
  ExitStatus show(Verdict verdict, Asked asked) throws IOException {
    show(VerdictReport.of(verdict, asked));
    return status(verdict);
  }

  /** Says that the plan needs no verdict, because this deployment made it. */
  ExitStatus showPlannedHere(String planId) throws IOException {
    show(VerdictReport.plannedHere(planId));
    return ExitStatus.OK;
  }

  /** Says that a dispatch is what was reviewed and signed. */
  ExitStatus showSigned(String planId, String planDigest) throws IOException {
    show(VerdictReport.signed(planId, planDigest));
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

  /** Shows a report where and as the command line asks for it. */
  void show(Report report) throws IOException {
    for (Copy copy : copies) {
      ReportFile.write(copy.file(), copy.format().render(report, TextStyle.PLAIN));
    }
    if (output.isPresent()) {
      ReportFile.write(output.get(), format.render(report, TextStyle.PLAIN));
    } else {
      console.print(format.render(report, console.style()));
    }
  }
}
