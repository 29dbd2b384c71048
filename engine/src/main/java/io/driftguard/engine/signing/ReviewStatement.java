package io.driftguard.engine.signing;

import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_OF_ANOTHER_KIND;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reviewer signs: an in-toto statement that exactly these ordered statements for exactly
 * this scope were reviewed.
 *
 * @param planDigest the digest of the reviewed dispatch
 */
record ReviewStatement(String planDigest) {

  private static final String PREDICATE_TYPE = "urn:driftguard:review:1";

  static byte[] write(Dispatch complete) {
    return InTotoStatement.write(
        List.of(
            InTotoStatement.Subject.of(
                Optional.of(complete.planId()), PlanDigest.ALGORITHM, PlanDigest.of(complete))),
        PREDICATE_TYPE,
        json -> JsonWriter.texts(json, Map.of()));
  }

  /**
   * The review that a statement says.
   *
   * @throws JsonRejectedException when it says anything else
   */
  static ReviewStatement of(InTotoStatement statement) throws JsonRejectedException {
    if (!statement.predicateType().equals(PREDICATE_TYPE)) {
      throw other(
          "predicate_type " + Quoted.text(PREDICATE_TYPE), Quoted.text(statement.predicateType()));
    }
    ImmutableList<String> digests = statement.digests(PlanDigest.ALGORITHM);
    if (digests.size() != 1 || statement.subjects().size() != 1) {
      throw other(
          "one subject with the digest " + PlanDigest.ALGORITHM,
          statement.subjects().size() + " subjects, " + digests.size() + " with that digest");
    }
    return new ReviewStatement(digests.get(0));
  }

  private static JsonRejectedException other(String expected, String found) {
    return new JsonRejectedException(
        List.of(Refusal.of(SIGNATURE_OF_ANOTHER_KIND, "the signed statement", expected, found)));
  }
}
