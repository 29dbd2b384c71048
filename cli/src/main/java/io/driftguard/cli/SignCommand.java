package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.signing.KeyFileException;
import io.driftguard.engine.signing.ReviewSigner;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sign}: signs a dispatch as reviewed. */
final class SignCommand implements Command {

  private static final String KEY = "--key";
  private static final String OUTPUT = "--output";

  @Override
  public CommandSpec spec() {
    return GuardQuestion.dispatchOptions(
            Syntax.of(
                "sign",
                "--dispatch FILE|- [--schema DIR] --key FILE [--output FILE]",
                "Sign a dispatch as reviewed: its address, its scope and its statements in their"
                    + " order.",
                "The signature is detached: a DSSE envelope around an in-toto statement."))
        .value(
            KEY,
            "FILE",
            "Your Ed25519 private key in PEM (PKCS #8), as \"openssl genpkey -algorithm ed25519\"",
            "writes it.")
        .value(OUTPUT, "FILE", "Write the signature to a file, whole or not at all.")
        .examples(
            "driftguard sign --dispatch plan.json --schema schema/ --key me.pem --output plan.sig");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    String file = arguments.required(KEY);
    Dispatch reviewed = GuardQuestion.of(arguments, console).reviewed();
    String envelope;
    try {
      ReviewSigner signer = ReviewSigner.ofPem(Texts.text(file, console));
      envelope = new String(signer.sign(reviewed), UTF_8);
    } catch (KeyFileException e) {
      throw Reviews.unreadable(file, e);
    }
    if (arguments.has(OUTPUT)) {
      ReportFile.write(Texts.path(arguments.required(OUTPUT)), envelope);
    } else {
      console.print(envelope);
    }
    return ExitStatus.OK;
  }
}
