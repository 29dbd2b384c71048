package io.driftguard.engine.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.rules.GeneratedRuleCatalog;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reviews that are not signed as a deployment requires it. */
public final class SignatureScenarios {

  /** A pair of keys as openssl wrote them, and the id that the public one has. */
  public static final String PRIVATE_PEM =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEILwngaUjz12WQ3gX+1DIwKHCeC8BKs14AY+8IEX3kOix
      -----END PRIVATE KEY-----
      """;

  public static final String PUBLIC_PEM =
      """
      # the first reviewer
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAl40njyqb0geeGfpahf9c52DaeFYkcuRFln93W03DKNg=
      -----END PUBLIC KEY-----
      """;

  public static final String KEY_ID =
      "b2f71a9bd333bd91297a6617a94887e169779346375c5e4c8e0d4721e053ff32";

  private static final KeyPair OTHER = pair();

  private SignatureScenarios() {}

  public static ImmutableList<Scenario> all() {
    String good = signed(Sample.whole());
    Envelope envelope = envelope(good);
    return ImmutableList.of(
        refused("no signature", Optional.empty(), RefusalCode.REVIEW_NOT_SIGNED),
        refused("an empty file", Optional.of(""), RefusalCode.SIGNATURE_UNREADABLE),
        refused("other text", Optional.of("{\"a\": 1}"), RefusalCode.SIGNATURE_UNREADABLE),
        refused(
            "no signature in the envelope",
            Optional.of(json(new Envelope(envelope.payloadType(), envelope.payload(), List.of()))),
            RefusalCode.SIGNATURE_UNREADABLE),
        refused(
            "no base64",
            Optional.of(good.replaceFirst("\"sig\" : \"", "\"sig\" : \"?")),
            RefusalCode.SIGNATURE_UNREADABLE),
        refused(
            "another type of payload",
            Optional.of(signed("application/json", envelope.payload())),
            RefusalCode.SIGNATURE_OF_ANOTHER_KIND),
        refused(
            "a statement about something else",
            Optional.of(
                signed(
                    InTotoStatement.PAYLOAD_TYPE,
                    new String(envelope.payload(), UTF_8)
                        .replace("driftguard:review", "driftguard:build")
                        .getBytes(UTF_8))),
            RefusalCode.SIGNATURE_OF_ANOTHER_KIND),
        refused(
            "a payload that is no statement",
            Optional.of(signed(InTotoStatement.PAYLOAD_TYPE, "reviewed".getBytes(UTF_8))),
            RefusalCode.SIGNATURE_OF_ANOTHER_KIND),
        refused(
            "another key",
            Optional.of(signed(otherPrivatePem())),
            RefusalCode.SIGNATURE_KEY_UNKNOWN),
        refused(
            "an altered payload",
            Optional.of(
                json(
                    new Envelope(
                        envelope.payloadType(),
                        new String(envelope.payload(), UTF_8)
                            .replace("plan-1", "plan-2")
                            .getBytes(UTF_8),
                        envelope.signatures()))),
            RefusalCode.SIGNATURE_INVALID),
        refused(
            "a signature cut short",
            Optional.of(
                json(
                    new Envelope(
                        envelope.payloadType(),
                        envelope.payload(),
                        List.of(new Envelope.Signature(Optional.of(KEY_ID), new byte[63]))))),
            RefusalCode.SIGNATURE_INVALID),
        refused(
            "a signature of nobody known, without a name",
            Optional.of(
                json(
                    new Envelope(
                        envelope.payloadType(),
                        envelope.payload(),
                        List.of(new Envelope.Signature(Optional.empty(), new byte[64]))))),
            RefusalCode.SIGNATURE_INVALID),
        refused(
            "the review of another dispatch",
            Optional.of(signed(Sample.shard())),
            RefusalCode.SIGNED_PLAN_DIFFERS),
        refused(
            "a signature that stands twice",
            Optional.of(json(envelope.with(envelope.signatures().get(0)))),
            RefusalCode.SIGNER_REPEATED),
        refused(
            "a signature that stands twice, once without a name",
            Optional.of(
                json(
                    envelope.with(
                        new Envelope.Signature(
                            Optional.empty(), envelope.signatures().get(0).bytes())))),
            RefusalCode.SIGNER_REPEATED),
        refused(
            "a good signature, and one in the same name that does not fit",
            Optional.of(
                json(envelope.with(new Envelope.Signature(Optional.of(KEY_ID), new byte[64])))),
            RefusalCode.SIGNATURE_INVALID),
        refused(
            "a name that nobody here knows",
            Optional.of(
                json(
                    new Envelope(
                        envelope.payloadType(),
                        envelope.payload(),
                        List.of(
                            new Envelope.Signature(
                                Optional.of("x\n\u202eSIGNED"), new byte[64]))))),
            RefusalCode.SIGNATURE_KEY_UNKNOWN),
        refused(
            "more signatures than anybody gave",
            Optional.of(
                json(
                    new Envelope(
                        envelope.payloadType(),
                        envelope.payload(),
                        Collections.nCopies(101, envelope.signatures().get(0))))),
            RefusalCode.SIGNATURE_UNREADABLE),
        refused(
            "more than a review can say",
            Optional.of(
                json(
                    new Envelope(
                        envelope.payloadType(), new byte[1 << 20], envelope.signatures()))),
            RefusalCode.SIGNATURE_UNREADABLE),
        refused(
            "a key twice",
            Optional.of(good.replaceFirst("\"payloadType\"", "\"payload\" : \"\", $0")),
            RefusalCode.SIGNATURE_UNREADABLE),
        refused(
            "a field that is not known",
            Optional.of(good.replaceFirst("\"payloadType\"", "\"payloads\" : [], $0")),
            RefusalCode.SIGNATURE_UNREADABLE),
        refused("something behind it", Optional.of(good + good), RefusalCode.SIGNATURE_UNREADABLE),
        refused(
            "a review of two plans",
            Optional.of(
                signed(
                    InTotoStatement.PAYLOAD_TYPE,
                    InTotoStatement.write(
                        List.of(subject(Sample.whole()), subject(Sample.shard())),
                        "urn:driftguard:review:1",
                        json -> JsonWriter.texts(json, Map.of())))),
            RefusalCode.SIGNATURE_OF_ANOTHER_KIND),
        Scenario.of(
            "one reviewer where two have to sign",
            () ->
                Scenario.refusals(
                    check(
                        List.of(signers(PUBLIC_PEM), signers(otherPublicPem() + PUBLIC_PEM)),
                        Optional.of(good))),
            RefusalCode.SIGNATURE_MISSING),
        Scenario.of(
            "one of two reviewers",
            () ->
                Scenario.refusals(
                    check(
                        List.of(signers(PUBLIC_PEM), signers(otherPublicPem())),
                        Optional.of(signed(Sample.whole())))),
            RefusalCode.SIGNATURE_MISSING));
  }

  private static InTotoStatement.Subject subject(Dispatch dispatch) {
    return InTotoStatement.Subject.of(
        Optional.of(dispatch.planId()), PlanDigest.ALGORITHM, PlanDigest.of(dispatch));
  }

  private static Scenario refused(String name, Optional<String> signature, RefusalCode code) {
    return Scenario.of(
        name, () -> Scenario.refusals(check(List.of(signers(PUBLIC_PEM)), signature)), code);
  }

  static Verdict check(List<Signers> required, Optional<String> signature) {
    DriftGuard guard =
        new DriftGuard(
            EngineRegistry.of(List.of(Sample.engine())),
            RuleCatalogs.of(List.of(new GeneratedRuleCatalog())),
            Sample.CLOCK,
            GuardOptions.DEFAULT.withRequiredSigners(required));
    return guard.check(
        CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE).signedBy(signature));
  }

  public static String signed(Dispatch dispatch) {
    return new String(signer(PRIVATE_PEM).sign(dispatch), UTF_8);
  }

  private static String signed(String privatePem) {
    return new String(signer(privatePem).sign(Sample.whole()), UTF_8);
  }

  /** Signed by the right key, but something else. */
  private static String signed(String payloadType, byte[] payload) {
    return json(
        new Envelope(
            payloadType,
            payload,
            List.of(
                new Envelope.Signature(
                    Optional.of(KEY_ID),
                    signer(PRIVATE_PEM).sign(Envelope.toBeSigned(payloadType, payload))))));
  }

  static String json(Envelope envelope) {
    return new String(envelope.toJson(), UTF_8);
  }

  static Envelope envelope(String json) {
    try {
      return Envelope.read(json.getBytes(UTF_8), ReviewSignatures.LIMITS);
    } catch (JsonRejectedException e) {
      throw new AssertionError(e);
    }
  }

  public static ReviewSigner signer(String pem) {
    try {
      return ReviewSigner.ofPem(pem);
    } catch (KeyFileException e) {
      throw new AssertionError(e);
    }
  }

  public static Signers signers(String pem) {
    try {
      return Signers.ofPem("reviewers.pem", pem);
    } catch (KeyFileException e) {
      throw new AssertionError(e);
    }
  }

  static String otherPrivatePem() {
    return pem("PRIVATE KEY", OTHER.getPrivate().getEncoded());
  }

  public static String otherPublicPem() {
    return pem("PUBLIC KEY", OTHER.getPublic().getEncoded());
  }

  static String pem(String label, byte[] encoded) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(encoded)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
