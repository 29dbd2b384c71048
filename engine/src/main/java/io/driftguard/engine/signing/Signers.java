package io.driftguard.engine.signing;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import java.security.PublicKey;
import java.util.Map;

/**
 * Those of whom one has to have signed: their public keys by the ids that signatures name.
 *
 * @param name what they are called in refusals: the file that holds their keys
 * @param keys the keys; at least one
 */
public record Signers(String name, Map<String, PublicKey> keys) {

  /**
   * @throws IllegalArgumentException when there is no key
   */
  public Signers {
    keys = ImmutableMap.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a signature that nobody can give cannot be required");
    }
  }

  /**
   * The signers whose public keys a PEM text holds.
   *
   * @param name what they are called in refusals
   * @param pem the text
   */
  public static Signers ofPem(String name, String pem) throws KeyFileException {
    ImmutableMap.Builder<String, PublicKey> keys = ImmutableMap.builder();
    PemKeys.publicKeys(pem).forEach(key -> keys.put(keyId(key), key));
    return new Signers(name, keys.buildKeepingLast());
  }

  /** The SHA-256 of the key's SubjectPublicKeyInfo, as 64 lower-case hexadecimal digits. */
  static String keyId(PublicKey key) {
    return Hashing.sha256().hashBytes(key.getEncoded()).toString();
  }
}
