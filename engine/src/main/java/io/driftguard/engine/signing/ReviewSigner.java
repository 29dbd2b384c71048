package io.driftguard.engine.signing;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/** Signs reviews with one private key. */
public final class ReviewSigner {

  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey key;
  private final String keyId;

  private ReviewSigner(PrivateKey key, String keyId) {
    this.key = key;
    this.keyId = keyId;
  }

  /** The signer whose private key a PEM text holds. */
  public static ReviewSigner ofPem(String pem) throws KeyFileException {
    PrivateKey key = PemKeys.privateKey(pem);
    try {
      return new ReviewSigner(key, Signers.keyId(publicKey(key)));
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
    byte[] payload = ReviewStatement.write(complete);
    byte[] signed = sign(Envelope.toBeSigned(ReviewStatement.PAYLOAD_TYPE, payload));
    return new Envelope(
            ReviewStatement.PAYLOAD_TYPE,
            payload,
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
