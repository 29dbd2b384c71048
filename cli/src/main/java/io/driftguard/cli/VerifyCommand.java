package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.report.Report;
import io.driftguard.engine.report.SignedVerdict;
import io.driftguard.engine.signing.ReviewSignatures;
import io.driftguard.engine.signing.Signers;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code verify}: says what is signed about exactly this dispatch: a review, or a verdict. */
final class VerifyCommand implements Command {

  private static final String PUBLIC_KEY = "--public-key";
  private static final String VERDICT = "--verdict";

  @Override
  public CommandSpec spec() {
    Syntax syntax =
        Syntax.of(
            "verify",
            "--dispatch FILE|- [--schema DIR] (--signature FILE | --verdict FILE) --public-key"
                + " FILE... [--format FORMAT] [--output FILE]",
            "Say whether a dispatch is exactly what was reviewed and signed, or show the signed verdict"
                + " on it. The live schema is not looked at.",
            "Exit status: with --signature 0 it is, 2 it is not; with --verdict that of the verdict, when"
                + " it is good and still holds, and otherwise 2.");
    return Verdicts.options(GuardQuestion.dispatchOptions(syntax))
        .value(Reviews.SIGNATURE, "FILE", "The signature, as \"driftguard sign\" wrote it.")
        .value(
            VERDICT,
            "FILE",
            "The signed verdict, as \"driftguard check --format in-toto --verdict-key KEY\" wrote it.")
        .values(
            PUBLIC_KEY,
            "FILE",
            "A PEM file with Ed25519 public keys, one of which has to have signed. May be repeated;",
            "then another one of each file has to have signed.")
        .examples(
            "driftguard verify --dispatch plan.json --schema schema/ --signature plan.sig --public-key"
                + " reviewers.pem",
            "driftguard verify --dispatch plan.json --schema schema/ --verdict verdict.json"
                + " --public-key ci.pem");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    Verdicts verdicts = Verdicts.of(arguments, console);
    ImmutableList<Signers> signers = Reviews.signers(arguments.values(PUBLIC_KEY), console);
    if (signers.isEmpty()) {
      throw new UsageException("the option " + PUBLIC_KEY + " is missing");
    }
    if (arguments.has(VERDICT) == arguments.has(Reviews.SIGNATURE)) {
      throw new UsageException(
          "expected either "
              + Reviews.SIGNATURE
              + " or "
              + VERDICT
              + ", but found "
              + (arguments.has(VERDICT) ? "both" : "neither"));
    }
    String file = arguments.required(arguments.has(VERDICT) ? VERDICT : Reviews.SIGNATURE);
    byte[] envelope = Texts.text(file, console).getBytes(UTF_8);
    GuardQuestion question = GuardQuestion.of(arguments, console);
    Dispatch reviewed = question.reviewed();
    if (arguments.has(VERDICT)) {
      Report report =
          SignedVerdict.read(signers, envelope, reviewed, Instant.now(), question.asked());
      verdicts.show(report);
      return ExitStatus.of(report.outcome().exitCode());
    }
    ReviewSignatures.Answer answer =
        ReviewSignatures.check(signers, Optional.of(envelope), reviewed);
    if (!answer.refusals().isEmpty()) {
      return verdicts.show(
          new Verdict.Refused(
              answer.refusals(), CheckContext.unchecked(Instant.now(), Optional.of(reviewed))),
          question.asked());
    }
    return verdicts.showSigned(reviewed, answer.signedBy());
  }
}
