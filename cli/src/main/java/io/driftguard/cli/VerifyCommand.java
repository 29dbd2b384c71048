package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.signing.ReviewSignatures;
import io.driftguard.engine.signing.Signers;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code verify}: says whether a dispatch is exactly what was reviewed and signed. */
final class VerifyCommand implements Command {

  private static final String PUBLIC_KEY = "--public-key";

  @Override
  public CommandSpec spec() {
    Syntax syntax =
        Syntax.of(
            "verify",
            "--dispatch FILE|- [--schema DIR] --signature FILE --public-key FILE... [--format"
                + " FORMAT] [--output FILE]",
            "Say whether a dispatch is exactly what was reviewed and signed. Nothing else is checked.",
            "Exit status: 0 it is, 2 it is not.");
    return Verdicts.options(GuardQuestion.dispatchOptions(syntax))
        .value(Reviews.SIGNATURE, "FILE", "The signature, as \"driftguard sign\" wrote it.")
        .values(
            PUBLIC_KEY,
            "FILE",
            "A PEM file with Ed25519 public keys, one of which has to have signed. May be repeated;",
            "then one of each file has to have signed.")
        .examples(
            "driftguard verify --dispatch plan.json --schema schema/ --signature plan.sig --public-key"
                + " reviewers.pem");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    Verdicts verdicts = Verdicts.of(arguments, console);
    ImmutableList<Signers> signers = Reviews.signers(arguments.values(PUBLIC_KEY), console);
    if (signers.isEmpty()) {
      throw new UsageException("the option " + PUBLIC_KEY + " is missing");
    }
    String envelope = Texts.text(arguments.required(Reviews.SIGNATURE), console);
    Dispatch reviewed = GuardQuestion.of(arguments, console).reviewed();
    List<Refusal> refusals =
        ReviewSignatures.refusals(signers, Optional.of(envelope.getBytes(UTF_8)), reviewed);
    if (!refusals.isEmpty()) {
      return verdicts.show(
          new Verdict.Refused(
              refusals, CheckContext.unchecked(Instant.now(), Optional.of(reviewed))),
          GuardQuestion.asked(arguments));
    }
    return verdicts.showSigned(reviewed.planId(), PlanDigest.of(reviewed));
  }
}
