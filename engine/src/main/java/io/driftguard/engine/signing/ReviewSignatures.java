package io.driftguard.engine.signing;

import static io.driftguard.engine.refusal.RefusalCode.REVIEW_NOT_SIGNED;
import static io.driftguard.engine.refusal.RefusalCode.SIGNED_PLAN_DIFFERS;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Says whether a dispatch is exactly what was reviewed and signed. */
public final class ReviewSignatures {

  static final String WHERE = "the signature of the review";

  /** A review says a digest and little else, however large the plan is: 1 MiB, 8 levels. */
  static final ReadLimits LIMITS = new ReadLimits(1 << 20, 8);

  private ReviewSignatures() {}

  /**
   * What came of it.
   *
   * @param refusals why the dispatch is not signed as it has to be; none when it is
   * @param signedBy whose signatures count, one for each that was required
   */
  public record Answer(List<Refusal> refusals, List<String> signedBy) {

    public Answer {
      refusals = List.copyOf(refusals);
      signedBy = List.copyOf(signedBy);
    }

    private static Answer refused(Refusal refusal) {
      return new Answer(List.of(refusal), List.of());
    }
  }

  /**
   * Whether the dispatch is signed as it has to be.
   *
   * @param required of each, another signer has to have signed
   * @param envelope the DSSE envelope, when there is one
   * @param complete the dispatch with the desired schema that it is applied with
   */
  public static Answer check(List<Signers> required, Optional<byte[]> envelope, Dispatch complete) {
    if (required.isEmpty()) {
      return new Answer(List.of(), List.of());
    }
    if (envelope.isEmpty()) {
      return Answer.refused(
          Refusal.of(REVIEW_NOT_SIGNED, WHERE, "a signed review", "no signature"));
    }
    return SignedStatement.read(WHERE, required, envelope.get(), LIMITS)
        .match(
            proven -> check(proven, complete),
            unproven -> new Answer(unproven.refusals(), List.of()));
  }

  private static Answer check(SignedStatement.Proven proven, Dispatch complete) {
    ReviewStatement review;
    try {
      review = ReviewStatement.of(proven.statement());
    } catch (JsonRejectedException e) {
      return new Answer(SignedStatement.ofAnotherKind(WHERE, e), List.of());
    }
    Optional<Refusal> differs = differs(review.planDigest(), complete);
    return differs.map(Answer::refused).orElseGet(() -> new Answer(List.of(), proven.signedBy()));
  }

  /** Why that digest is not the one of the dispatch; empty when it is. */
  static Optional<Refusal> differs(String signed, Dispatch complete) {
    String given = PlanDigest.of(complete);
    return signed.equals(given)
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                SIGNED_PLAN_DIFFERS,
                WHERE,
                "the plan with the digest " + Quoted.text(signed),
                "the plan with the digest " + Quoted.text(given)));
  }
}
