package io.driftguard.engine.signing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.testing.Sample;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReviewSignaturesTest {

  private static final Signers FIRST = SignatureScenarios.signers(SignatureScenarios.PUBLIC_PEM);

  @Test
  void permitsWhatIsSignedByOneOfEachFile() {
    String signature = SignatureScenarios.signed(Sample.whole());
    Signers either =
        SignatureScenarios.signers(
            SignatureScenarios.otherPublicPem() + SignatureScenarios.PUBLIC_PEM);
    for (List<Signers> required :
        List.of(List.<Signers>of(), List.of(FIRST), List.of(either), List.of(FIRST, either))) {
      assertThat(SignatureScenarios.check(required, Optional.of(signature)).exitCode())
          .isEqualTo(0);
    }
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
          assertThrows(KeyFileException.class, () -> Signers.ofPem(pem), pem);
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
