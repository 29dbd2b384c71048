package io.driftguard.engine.signing;

import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_OF_ANOTHER_KIND;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_UNREADABLE;
import static io.driftguard.engine.refusal.RefusalCode.SIGNER_REPEATED;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Signs reviews, and statements about dispatches, with one private key. */
public final class ReviewSigner {

  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey key;
  private final PublicKey publicKey;
  private final String keyId;

  private ReviewSigner(PrivateKey key, PublicKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
    this.keyId = Signers.keyId(publicKey);
  }

  /** The signer whose private key a PEM text holds. */
  public static ReviewSigner ofPem(String pem) throws KeyFileException {
    PrivateKey key = PemKeys.privateKey(pem);
    try {
      return new ReviewSigner(key, publicKey(key));
    } catch (GeneralSecurityException e) {
      throw new KeyFileException("an Ed25519 private key", "a key that " + ALGORITHM + " refuses");
    }
  }

  /** The id of the signer's key, as verifiers know it. */
  public String keyId() {
    return keyId;
  }

  /**
   * A DSSE envelope that says that the dispatch was reviewed, as JSON.
   *
   * @param complete the dispatch with the desired schema that it is applied with
   */
  public byte[] sign(Dispatch complete) {
    return signStatement(ReviewStatement.write(complete));
  }

  /**
   * The DSSE envelope of a review with this signer's signature behind those that it has.
   *
   * @param envelope the DSSE envelope as JSON
   * @param complete the dispatch with the desired schema that it is applied with
   * @throws JsonRejectedException when the envelope is not a review of exactly this dispatch, or
   *     this signer has signed it already
   */
  public byte[] countersign(byte[] envelope, Dispatch complete) throws JsonRejectedException {
    Envelope signed = Envelope.read(envelope, ReviewSignatures.LIMITS);
    requireReview(signed, complete);
    byte[] message = Envelope.toBeSigned(signed.payloadType(), signed.payload());
    for (Envelope.Signature signature : signed.signatures()) {
      if (signature.keyId().equals(Optional.of(keyId))
          || verify(publicKey, message, signature.bytes())) {
        throw refused(
            SIGNER_REPEATED, "signatures by others", "one by the key " + Quoted.text(keyId));
      }
    }
    if (signed.signatures().size() == Envelope.MAX_SIGNATURES) {
      throw refused(
          SIGNATURE_UNREADABLE,
          "fewer than " + Envelope.MAX_SIGNATURES + " signatures",
          String.valueOf(signed.signatures().size()));
    }
    return signed.with(new Envelope.Signature(Optional.of(keyId), sign(message))).toJson();
  }

  /** A signer puts the name to these bytes and no others, so they are compared, not understood. */
  private static void requireReview(Envelope signed, Dispatch complete)
      throws JsonRejectedException {
    if (!signed.payloadType().equals(InTotoStatement.PAYLOAD_TYPE)) {
      throw refused(
          SIGNATURE_OF_ANOTHER_KIND,
          "a payload of type " + Quoted.text(InTotoStatement.PAYLOAD_TYPE),
          Quoted.text(signed.payloadType()));
    }
    if (!Arrays.equals(signed.payload(), ReviewStatement.write(complete))) {
      ReviewStatement other =
          ReviewStatement.of(InTotoStatement.read(signed.payload(), ReviewSignatures.LIMITS));
      throw new JsonRejectedException(
          List.of(
              ReviewSignatures.differs(other.planDigest(), complete)
                  .orElseGet(
                      () ->
                          Refusal.of(
                              SIGNATURE_OF_ANOTHER_KIND,
                              ReviewSignatures.WHERE,
                              "the review as this version writes it",
                              "other text of the same meaning"))));
    }
  }

  private static JsonRejectedException refused(RefusalCode code, String expected, String found) {
    return new JsonRejectedException(
        List.of(Refusal.of(code, ReviewSignatures.WHERE, expected, found)));
  }

  /**
   * A DSSE envelope around an in-toto statement, as JSON.
   *
   * @param statement the statement, as {@link InTotoStatement#write} makes it
   */
  public byte[] signStatement(byte[] statement) {
    byte[] signed = sign(Envelope.toBeSigned(InTotoStatement.PAYLOAD_TYPE, statement));
    return new Envelope(
            InTotoStatement.PAYLOAD_TYPE,
            statement,
            ImmutableList.of(new Envelope.Signature(Optional.of(keyId), signed)))
        .toJson();
  }

  byte[] sign(byte[] bytes) {
    try {
      return sign(key, bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that has signed before does not sign any more", e);
    }
  }

  private static byte[] sign(PrivateKey key, byte[] bytes) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM);
    signature.initSign(key);
    signature.update(bytes);
    return signature.sign();
  }

  static boolean verify(PublicKey key, byte[] message, byte[] proof) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(proof);
    } catch (GeneralSecurityException e) {
      // Bytes that are no signature at all are no signature of this key.
      return false;
    }
  }

  /**
   * The public key of a private one. The JDK computes it only when it makes a pair, so a pair is
   * made whose only randomness is the private key itself, and tried.
   */
  private static PublicKey publicKey(PrivateKey key) throws GeneralSecurityException {
    byte[] seed =
        key instanceof EdECPrivateKey edwards
            ? edwards.getBytes().orElse(new byte[0])
            : new byte[0];
    KeyPairGenerator pairs = KeyPairGenerator.getInstance(ALGORITHM);
    pairs.initialize(NamedParameterSpec.ED25519, new Given(seed));
    PublicKey made = pairs.generateKeyPair().getPublic();
    if (!verify(made, seed, sign(key, seed))) {
      throw new GeneralSecurityException("the public key of a private key was not found");
    }
    return made;
  }

  /** Gives bytes that are known, once. */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
      if (out.length != bytes.length) {
        throw new IllegalStateException("asked for another number of bytes than a key has");
      }
      System.arraycopy(bytes, 0, out, 0, out.length);
    }
  }
}
