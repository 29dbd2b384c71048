package io.driftguard.engine.signing;

import static io.driftguard.engine.refusal.RefusalCode.REVIEW_NOT_SIGNED;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_INVALID;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_KEY_UNKNOWN;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_OF_ANOTHER_KIND;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_UNREADABLE;
import static io.driftguard.engine.refusal.RefusalCode.SIGNED_PLAN_DIFFERS;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.refusal.Quoted;
import io.driftguard.engine.refusal.Refusal;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says whether a dispatch is exactly what was reviewed and signed. */
public final class ReviewSignatures {

  private static final String WHERE = "the signature of the review";

  private ReviewSignatures() {}

  /**
   * Why the dispatch is not signed as it has to be; nothing when it is.
   *
   * @param required of each, one signer has to have signed
   * @param envelope the DSSE envelope, when there is one
   * @param complete the dispatch with the desired schema that it is applied with
   */
  public static ImmutableList<Refusal> refusals(
      List<Signers> required, Optional<byte[]> envelope, Dispatch complete) {
    if (required.isEmpty()) {
      return ImmutableList.of();
    }
    if (envelope.isEmpty()) {
      return ImmutableList.of(
          Refusal.of(REVIEW_NOT_SIGNED, WHERE, "a signed review", "no signature"));
    }
    try {
      return refusals(required, Envelope.read(envelope.get()), complete);
    } catch (JsonRejectedException e) {
      return ImmutableList.of(unreadable(e));
    }
  }

  private static ImmutableList<Refusal> refusals(
      List<Signers> required, Envelope envelope, Dispatch complete) {
    if (!envelope.payloadType().equals(ReviewStatement.PAYLOAD_TYPE)) {
      return ImmutableList.of(
          Refusal.of(
              SIGNATURE_OF_ANOTHER_KIND,
              WHERE,
              "a payload of type " + Quoted.text(ReviewStatement.PAYLOAD_TYPE),
              Quoted.text(envelope.payloadType())));
    }
    List<Refusal> refusals = new ArrayList<>();
    for (Signers signers : required) {
      verify(signers, envelope).ifPresent(refusals::add);
    }
    if (!refusals.isEmpty()) {
      // What is not proven to come from a signer is not looked into.
      return ImmutableList.copyOf(refusals);
    }
    try {
      String signed = ReviewStatement.read(envelope.payload()).planDigest();
      String given = PlanDigest.of(complete);
      return signed.equals(given)
          ? ImmutableList.of()
          : ImmutableList.of(
              Refusal.of(
                  SIGNED_PLAN_DIFFERS,
                  WHERE,
                  "the plan with the digest " + Quoted.text(signed),
                  "the plan with the digest " + Quoted.text(given)));
    } catch (JsonRejectedException e) {
      return ImmutableList.copyOf(
          e.refusals().stream()
              .map(
                  refusal ->
                      refusal.code().equals(SIGNATURE_OF_ANOTHER_KIND.name())
                          ? refusal
                          : Refusal.of(
                              SIGNATURE_OF_ANOTHER_KIND,
                              WHERE,
                              "a statement of a review",
                              refusal.found() + " at " + refusal.where()))
              .toList());
    }
  }

  /** Why none of these signers has signed; empty when one has. */
  private static Optional<Refusal> verify(Signers signers, Envelope envelope) {
    byte[] message = Envelope.toBeSigned(envelope.payloadType(), envelope.payload());
    boolean known = false;
    for (Envelope.Signature signature : envelope.signatures()) {
      for (var signer : signers.keys().entrySet()) {
        PublicKey key = signer.getValue();
        if (ReviewSigner.verify(key, message, signature.bytes())) {
          return Optional.empty();
        }
        known |= signature.keyId().map(signer.getKey()::equals).orElse(true);
      }
    }
    return Optional.of(
        known
            ? Refusal.of(
                SIGNATURE_INVALID,
                WHERE,
                "what was signed, as it was signed",
                "a signature that does not fit it")
            : Refusal.of(
                SIGNATURE_KEY_UNKNOWN,
                WHERE,
                "a signature by one of the keys " + Quoted.sorted(signers.keys().keySet()),
                "signatures by "
                    + Quoted.sorted(
                        envelope.signatures().stream()
                            .map(signature -> signature.keyId().orElse(""))
                            .toList())));
  }

  private static Refusal unreadable(JsonRejectedException e) {
    Refusal first = e.refusals().get(0);
    return Refusal.of(
        SIGNATURE_UNREADABLE,
        WHERE + ", " + first.where(),
        "a DSSE envelope: " + first.expected(),
        first.found());
  }
}
