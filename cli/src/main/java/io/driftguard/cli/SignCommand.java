package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.report.Asked;
import io.driftguard.engine.signing.ReviewSigner;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sign}: signs a dispatch as reviewed. */
final class SignCommand implements Command {

  private static final String KEY = "--key";
  private static final String INTO = "--into";
  private static final String OUTPUT = "--output";

  @Override
  public CommandSpec spec() {
    return GuardQuestion.dispatchOptions(
            Syntax.of(
                "sign",
                "--dispatch FILE|- [--schema DIR] --key FILE [--into FILE] [--output FILE]",
                "Sign a dispatch as reviewed: its address, its scope and its statements in their"
                    + " order.",
                "The signature is detached: a DSSE envelope around an in-toto statement."))
        .value(
            KEY,
            "FILE",
            "Your Ed25519 private key in PEM (PKCS #8), as \"openssl genpkey -algorithm ed25519\"",
            "writes it.")
        .value(
            INTO,
            "FILE",
            "Add your signature to those of other reviewers in this file, which is for the same",
            "dispatch; the file is replaced, unless --output names another one.")
        .value(OUTPUT, "FILE", "Write the signature to a file, whole or not at all.")
        .examples(
            "driftguard sign --dispatch plan.json --schema schema/ --key me.pem --output plan.sig",
            "driftguard sign --dispatch plan.json --schema schema/ --key other.pem --into plan.sig");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    String file = arguments.required(KEY);
    Dispatch reviewed = GuardQuestion.of(arguments, console).reviewed();
    ReviewSigner signer = Reviews.signer(file, console);
    String envelope;
    if (arguments.has(INTO)) {
      byte[] others = Texts.bytes(arguments.required(INTO), console);
      try {
        envelope = new String(signer.countersign(others, reviewed), UTF_8);
      } catch (JsonRejectedException e) {
        throw UnreadableException.of(e.refusals());
      }
    } else {
      envelope = new String(signer.sign(reviewed), UTF_8);
    }
    Optional<String> output =
        arguments
            .value(OUTPUT)
            .or(() -> arguments.value(INTO).filter(into -> !into.equals(Asked.STANDARD_INPUT)));
    if (output.isPresent()) {
      ReportFile.write(Texts.path(output.get()), envelope);
    } else {
      console.print(envelope);
    }
    return ExitStatus.OK;
  }
}
