package io.driftguard.engine.signing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.testing.Sample;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReviewSignaturesTest {

  private static final Signers FIRST = SignatureScenarios.signers(SignatureScenarios.PUBLIC_PEM);

  @Test
  void permitsWhatIsSignedByAnotherOneOfEachFile() throws Exception {
    String signature = SignatureScenarios.signed(Sample.whole());
    String both =
        new String(
            SignatureScenarios.signer(SignatureScenarios.otherPrivatePem())
                .countersign(signature.getBytes(UTF_8), Sample.whole()),
            UTF_8);
    Signers either =
        SignatureScenarios.signers(
            SignatureScenarios.otherPublicPem() + SignatureScenarios.PUBLIC_PEM);
    for (List<Signers> required : List.of(List.<Signers>of(), List.of(FIRST), List.of(either))) {
      assertThat(SignatureScenarios.check(required, Optional.of(signature)).exitCode())
          .isEqualTo(0);
      assertThat(SignatureScenarios.check(required, Optional.of(both)).exitCode()).isEqualTo(0);
    }
    // Whoever is tried first, there is a way to count both.
    for (List<Signers> required :
        List.of(List.of(FIRST, either), List.of(either, FIRST), List.of(either, either))) {
      assertThat(SignatureScenarios.check(required, Optional.of(signature)).exitCode())
          .isEqualTo(2);
      assertThat(SignatureScenarios.check(required, Optional.of(both)).exitCode()).isEqualTo(0);
    }
    assertThat(
            SignatureScenarios.check(List.of(either, FIRST, either), Optional.of(both)).exitCode())
        .isEqualTo(2);
  }

  @Test
  void takesBothAlphabetsOfBase64() {
    Envelope envelope = SignatureScenarios.envelope(SignatureScenarios.signed(Sample.whole()));
    Base64.Encoder forUrls = Base64.getUrlEncoder();
    String payload = forUrls.encodeToString(envelope.payload());
    String signature = forUrls.encodeToString(envelope.signatures().get(0).bytes());
    assertThat(payload + signature).containsMatch("[-_]");
    String json =
        """
        {"payloadType": "application/vnd.in-toto+json", "payload": "%s", "signatures": [{"sig": "%s"}]}
        """
            .formatted(payload, signature);
    assertThat(SignatureScenarios.check(List.of(FIRST), Optional.of(json)).exitCode()).isEqualTo(0);
  }

  /** Each edit of the envelope, and why nobody adds a signature to it. */
  @Test
  void addsASignatureToNothingButTheReviewOfThisDispatch() {
    String signature = SignatureScenarios.signed(Sample.whole());
    Envelope envelope = SignatureScenarios.envelope(signature);
    ReviewSigner other = SignatureScenarios.signer(SignatureScenarios.otherPrivatePem());
    Map<String, RefusalCode> refused =
        Map.of(
            "{}",
            RefusalCode.SIGNATURE_UNREADABLE,
            SignatureScenarios.json(
                new Envelope("text/plain", envelope.payload(), envelope.signatures())),
            RefusalCode.SIGNATURE_OF_ANOTHER_KIND,
            SignatureScenarios.signed(Sample.shard()),
            RefusalCode.SIGNED_PLAN_DIFFERS,
            SignatureScenarios.json(
                new Envelope(
                    envelope.payloadType(),
                    new String(envelope.payload(), UTF_8)
                        .replaceFirst("\"predicate\" : \\{", "$0\"also\" : \"this\"")
                        .getBytes(UTF_8),
                    envelope.signatures())),
            RefusalCode.SIGNATURE_OF_ANOTHER_KIND,
            SignatureScenarios.json(
                new Envelope(
                    envelope.payloadType(),
                    envelope.payload(),
                    Collections.nCopies(100, envelope.signatures().get(0)))),
            RefusalCode.SIGNATURE_UNREADABLE);
    refused.forEach(
        (json, code) ->
            assertThat(
                    assertThrows(
                            JsonRejectedException.class,
                            () -> other.countersign(json.getBytes(UTF_8), Sample.whole()),
                            json)
                        .refusals()
                        .get(0)
                        .code())
                .isEqualTo(code.name()));
    JsonRejectedException again =
        assertThrows(
            JsonRejectedException.class,
            () ->
                SignatureScenarios.signer(SignatureScenarios.PRIVATE_PEM)
                    .countersign(signature.getBytes(UTF_8), Sample.whole()));
    assertThat(again.refusals().get(0).code()).isEqualTo(RefusalCode.SIGNER_REPEATED.name());
  }

  @Test
  void takesTheSignatureOfAReviewerAmongThoseOfOthers() {
    Envelope signed = SignatureScenarios.envelope(SignatureScenarios.signed(Sample.whole()));
    Envelope more =
        new Envelope(
            signed.payloadType(),
            signed.payload(),
            ImmutableList.of(
                new Envelope.Signature(Optional.of("somebody"), new byte[64]),
                signed.signatures().get(0)));
    assertThat(
            SignatureScenarios.check(List.of(FIRST), Optional.of(SignatureScenarios.json(more)))
                .exitCode())
        .isEqualTo(0);
  }

  @Test
  void signsTheSameDispatchTheSameWay() {
    assertThat(SignatureScenarios.signed(Sample.whole()))
        .isEqualTo(SignatureScenarios.signed(Sample.whole()));
    assertThat(SignatureScenarios.signed(Sample.whole()))
        .isNotEqualTo(SignatureScenarios.signed(Sample.shard()));
  }

  @Test
  void namesTheKeyThatVerifiersKnow() {
    assertThat(SignatureScenarios.signer(SignatureScenarios.PRIVATE_PEM).keyId())
        .isEqualTo(SignatureScenarios.KEY_ID);
    assertThat(FIRST.keys().keySet()).containsExactly(SignatureScenarios.KEY_ID);
  }

  /** The pre-authentication encoding, as the DSSE protocol has it in its own example. */
  @Test
  void signsTypeAndPayloadWithTheirLengths() {
    assertThat(
            new String(
                Envelope.toBeSigned("http://example.com/HelloWorld", "hello world".getBytes(UTF_8)),
                UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  /** The line before a key says whose it is, and nothing else does. */
  @Test
  void namesTheOwnersOfKeys() throws Exception {
    Signers signers =
        Signers.ofPem(
            "all.pem",
            "# all reviewers\n\n"
                + SignatureScenarios.PUBLIC_PEM
                + SignatureScenarios.otherPublicPem());
    assertThat(signers.owners()).containsExactly(SignatureScenarios.KEY_ID, "the first reviewer");
    String missing =
        SignatureScenarios.check(
                List.of(FIRST, FIRST), Optional.of(SignatureScenarios.signed(Sample.whole())))
            .toString();
    assertThat(missing)
        .contains("good signatures by \"" + SignatureScenarios.KEY_ID + "\" (the first reviewer)");
  }

  @Test
  void refusesWhatIsNoKeyAndRepeatsNoPartOfIt() throws Exception {
    String rsa =
        SignatureScenarios.pem(
            "PUBLIC KEY",
            KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic().getEncoded());
    List<String> publicKeys =
        List.of(
            "",
            "# nobody yet\n",
            rsa,
            SignatureScenarios.PRIVATE_PEM,
            "hunter2",
            SignatureScenarios.PUBLIC_PEM + "hunter2",
            "-----BEGIN PUBLIC KEY-----\nhunter2=\n-----END PUBLIC KEY-----\n");
    for (String pem : publicKeys) {
      KeyFileException refused =
          assertThrows(KeyFileException.class, () -> Signers.ofPem("reviewers.pem", pem), pem);
      assertWithMessage(pem).that(refused).hasMessageThat().startsWith("expected ");
      assertWithMessage(pem).that(refused).hasMessageThat().doesNotContain("hunter2");
    }
    for (String pem :
        List.of(
            "",
            SignatureScenarios.PUBLIC_PEM,
            SignatureScenarios.PRIVATE_PEM + SignatureScenarios.PRIVATE_PEM)) {
      assertThrows(KeyFileException.class, () -> ReviewSigner.ofPem(pem), pem);
    }
  }
}
