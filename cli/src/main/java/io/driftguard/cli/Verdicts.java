package io.driftguard.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.report.Asked;
import io.driftguard.engine.report.Report;
import io.driftguard.engine.report.ReportFormat;
import io.driftguard.engine.report.TextStyle;
import io.driftguard.engine.report.VerdictReport;
import io.driftguard.engine.signing.ReviewSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows a verdict where and as the command line asks for it. */
final class Verdicts {

  private static final String FORMAT = "--format";
  private static final String OUTPUT = "--output";
  private static final String ALSO = "--also";

  private static final String KEY = "--verdict-key";

  /** What a verdict on one dispatch can look like. */
  private static final ImmutableList<ReportFormat> OF_A_DISPATCH =
      ImmutableList.copyOf(ReportFormat.values());

  /** What a report on deployments can look like: a statement would be about no dispatch. */
  private static final ImmutableList<ReportFormat> OF_DEPLOYMENTS =
      OF_A_DISPATCH.stream()
          .filter(format -> format != ReportFormat.IN_TOTO)
          .collect(toImmutableList());

  private final ReportFormat format;
  private final Optional<Path> output;
  private final ImmutableList<Copy> copies;
  private final Optional<ReviewSigner> signer;
  private final Console console;

  /** One more file that shows the same. */
  private record Copy(ReportFormat format, Path file) {}

  private Verdicts(
      ReportFormat format,
      Optional<Path> output,
      ImmutableList<Copy> copies,
      Optional<ReviewSigner> signer,
      Console console) {
    this.format = format;
    this.output = output;
    this.copies = copies;
    this.signer = signer;
    this.console = console;
  }

  /** Adds the options of a verdict on one dispatch to a command. */
  static Syntax options(Syntax syntax) {
    return options(syntax, OF_A_DISPATCH)
        .value(
            KEY,
            "FILE",
            "Sign the in-toto statement with this Ed25519 private key in PEM: a DSSE envelope.",
            "\"driftguard verify --verdict\" reads it back.");
  }

  /** Adds the options of a report on deployments to a command. */
  static Syntax deploymentOptions(Syntax syntax) {
    return options(syntax, OF_DEPLOYMENTS);
  }

  private static Syntax options(Syntax syntax, List<ReportFormat> formats) {
    return syntax
        .value(FORMAT, "FORMAT", "What the verdict looks like: " + names(formats) + ".")
        .value(OUTPUT, "FILE", "Write the verdict to a file, whole or not at all.")
        .values(
            ALSO,
            "FORMAT=FILE",
            "Also write the same verdict to a file in another format. May be repeated.");
  }

  /** The names of these options. */
  static String[] names() {
    return new String[] {FORMAT, OUTPUT, ALSO, KEY};
  }

  /** What is asked for of a verdict on one dispatch. */
  static Verdicts of(Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    Verdicts verdicts = of(arguments, OF_A_DISPATCH, console);
    if (!arguments.has(KEY)) {
      return verdicts;
    }
    if (verdicts.format != ReportFormat.IN_TOTO
        && verdicts.copies.stream().noneMatch(copy -> copy.format() == ReportFormat.IN_TOTO)) {
      throw new UsageException(
          "with "
              + KEY
              + " an in-toto statement is signed: ask for one with "
              + FORMAT
              + " in-toto or "
              + ALSO
              + " in-toto=FILE");
    }
    return new Verdicts(
        verdicts.format,
        verdicts.output,
        verdicts.copies,
        Optional.of(Reviews.signer(arguments.required(KEY), console)),
        console);
  }

  /** What is asked for of a report on deployments. */
  static Verdicts ofDeployments(Arguments arguments, Console console) throws UsageException {
    return of(arguments, OF_DEPLOYMENTS, console);
  }

  private static Verdicts of(Arguments arguments, List<ReportFormat> formats, Console console)
      throws UsageException {
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
              format(Optional.of(given.substring(0, equals)), formats),
              Texts.path(given.substring(equals + 1))));
    }
    return new Verdicts(
        format(arguments.value(FORMAT), formats),
        output,
        copies.build(),
        Optional.empty(),
        console);
  }

  private static ReportFormat format(Optional<String> given, List<ReportFormat> formats)
      throws UsageException {
    if (given.isEmpty()) {
      return ReportFormat.TEXT;
    }
    return formats.stream()
        .filter(format -> name(format).equals(given.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "a format is one of "
                        + names(formats)
                        + ", but found "
                        + Quoted.text(given.get())));
  }

  private static String name(ReportFormat format) {
    return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String names(List<ReportFormat> formats) {
    return formats.stream().map(Verdicts::name).collect(Collectors.joining(", "));
  }

  /** Shows the verdict and returns how the command ends for it. */
  ExitStatus show(Verdict verdict, Asked asked) throws IOException {
    show(VerdictReport.of(verdict, asked));
    return status(verdict);
  }

  /** Says that the plan needs no verdict, because this deployment made it. */
  ExitStatus showPlannedHere(Dispatch plan) throws IOException {
    show(VerdictReport.plannedHere(plan));
    return ExitStatus.OK;
  }

  /** Says that a dispatch is what was reviewed and signed, and by whom. */
  ExitStatus showSigned(Dispatch plan, List<String> signedBy) throws IOException {
    show(VerdictReport.signed(plan, signedBy));
    return ExitStatus.OK;
  }

  static ExitStatus status(Verdict verdict) {
    return ExitStatus.of(verdict.exitCode());
  }

  /** Shows a report where and as the command line asks for it. */
  void show(Report report) throws IOException {
    for (Copy copy : copies) {
      ReportFile.write(copy.file(), render(copy.format(), report, TextStyle.PLAIN));
    }
    if (output.isPresent()) {
      ReportFile.write(output.get(), render(format, report, TextStyle.PLAIN));
    } else {
      console.print(render(format, report, console.style()));
    }
  }

  private String render(ReportFormat as, Report report, TextStyle style) {
    String shown = as.render(report, style);
    return as == ReportFormat.IN_TOTO && signer.isPresent()
        ? new String(signer.get().signStatement(shown.getBytes(UTF_8)), UTF_8)
        : shown;
  }
}
