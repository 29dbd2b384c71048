package io.driftguard.engine.signing;

import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_OF_ANOTHER_KIND;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_UNREADABLE;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.function.Function;

/** An in-toto statement in a DSSE envelope: signed by those who have to, or not to be relied on. */
public sealed interface SignedStatement {

  /** Both cases by name. */
  <R> R match(Function<Proven, ? extends R> onProven, Function<Unproven, ? extends R> onUnproven);

  /**
   * What the envelope holds. Nothing is looked into that is not proven to come from a signer.
   *
   * @param what what the signature is called in refusals
   * @param required of each, another signer has to have signed; at least one
   * @param envelope the DSSE envelope as JSON
   * @param limits how large the envelope, and the statement in it, may be
   * @throws IllegalArgumentException when nobody is required
   */
  static SignedStatement read(
      String what, List<Signers> required, byte[] envelope, ReadLimits limits) {
    Envelope read;
    try {
      read = Envelope.read(envelope, limits);
    } catch (JsonRejectedException e) {
      Refusal first = e.refusals().get(0);
      return new Unproven(
          ImmutableList.of(
              Refusal.of(
                  SIGNATURE_UNREADABLE,
                  what + ", " + first.where(),
                  "a DSSE envelope: " + first.expected(),
                  first.found())));
    }
    if (!read.payloadType().equals(InTotoStatement.PAYLOAD_TYPE)) {
      return new Unproven(
          ImmutableList.of(
              Refusal.of(
                  SIGNATURE_OF_ANOTHER_KIND,
                  what,
                  "a payload of type " + Quoted.text(InTotoStatement.PAYLOAD_TYPE),
                  Quoted.text(read.payloadType()))));
    }
    RequiredSignatures.Answer answer = RequiredSignatures.check(what, required, read);
    if (!answer.refusals().isEmpty()) {
      return new Unproven(answer.refusals());
    }
    try {
      return new Proven(InTotoStatement.read(read.payload(), limits), answer.signedBy());
    } catch (JsonRejectedException e) {
      return new Unproven(ofAnotherKind(what, e));
    }
  }

  /** The refusals of a signed text that is not what it has to be. */
  static ImmutableList<Refusal> ofAnotherKind(String what, JsonRejectedException e) {
    return e.refusals().stream()
        .map(
            refusal ->
                refusal.code().equals(SIGNATURE_OF_ANOTHER_KIND.name())
                    ? refusal
                    : Refusal.of(
                        SIGNATURE_OF_ANOTHER_KIND,
                        what,
                        "an in-toto statement",
                        refusal.found() + " at " + refusal.where()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * A statement that those have signed who have to.
   *
   * @param statement the statement
   * @param signedBy whose signatures count, one for each that was required
   */
  record Proven(InTotoStatement statement, List<String> signedBy) implements SignedStatement {

    public Proven {
      signedBy = List.copyOf(signedBy);
    }

    @Override
    public <R> R match(
        Function<Proven, ? extends R> onProven, Function<Unproven, ? extends R> onUnproven) {
      return onProven.apply(this);
    }
  }

  /**
   * Nothing that could be relied on.
   *
   * @param refusals why: at least one
   */
  record Unproven(List<Refusal> refusals) implements SignedStatement {

    public Unproven {
      refusals = List.copyOf(refusals);
    }

    @Override
    public <R> R match(
        Function<Proven, ? extends R> onProven, Function<Unproven, ? extends R> onUnproven) {
      return onUnproven.apply(this);
    }
  }
}
