package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.signing.KeyFileException;
import io.driftguard.engine.signing.ReviewSigner;
import io.driftguard.engine.signing.Signers;
import java.util.Optional;

/** The options of a command that takes signed reviews. Keys come from files, never as text. */
final class Reviews {

  static final String SIGNATURE = "--signature";
  static final String REQUIRE = "--require-signature";

  private Reviews() {}

  static Syntax options(Syntax syntax) {
    return syntax
        .values(
            REQUIRE,
            "PUBKEY",
            "Permit only what was reviewed and signed: a PEM file with Ed25519 public keys, one of which",
            "has to have signed. May be repeated; then another one of each file has to have signed.")
        .value(SIGNATURE, "FILE", "The signature of the review, as \"driftguard sign\" wrote it.");
  }

  /** The names of these options. */
  static String[] names() {
    return new String[] {REQUIRE, SIGNATURE};
  }

  /**
   * Refuses signatures for a command that would not look at them.
   *
   * @throws UsageException when one was given or required
   */
  static void requireNone(Arguments arguments, String because) throws UsageException {
    for (String option : names()) {
      if (arguments.has(option)) {
        throw new UsageException(
            "with " + because + " nothing is checked, so there is no " + option);
      }
    }
  }

  /** What the guard is to require. */
  static GuardOptions guard(Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    return GuardOptions.DEFAULT.withRequiredSigners(signers(arguments.values(REQUIRE), console));
  }

  static ImmutableList<Signers> signers(Iterable<String> files, Console console)
      throws UsageException, UnreadableException {
    ImmutableList.Builder<Signers> signers = ImmutableList.builder();
    for (String file : files) {
      try {
        signers.add(Signers.ofPem(file, Texts.text(file, console)));
      } catch (KeyFileException e) {
        throw unreadable(file, e);
      }
    }
    return signers.build();
  }

  /** The signer whose private key a file holds. */
  static ReviewSigner signer(String file, Console console)
      throws UsageException, UnreadableException {
    try {
      return ReviewSigner.ofPem(Texts.text(file, console));
    } catch (KeyFileException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The signature that was given.
   *
   * @throws UsageException when there is one that nobody looks at
   */
  static Optional<String> signature(Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    if (!arguments.has(SIGNATURE)) {
      return Optional.empty();
    }
    if (!arguments.has(REQUIRE)) {
      throw new UsageException(
          "with " + SIGNATURE + " say with " + REQUIRE + " whose it has to be");
    }
    return Optional.of(Texts.text(arguments.required(SIGNATURE), console));
  }

  static UnreadableException unreadable(String file, KeyFileException e) {
    return new UnreadableException(Quoted.text(file) + ": " + e.getMessage());
  }
}
