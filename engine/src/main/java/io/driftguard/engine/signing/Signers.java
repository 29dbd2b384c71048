package io.driftguard.engine.signing;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.driftguard.api.Quoted;
import io.driftguard.api.VisibleText;
import java.security.PublicKey;
import java.util.Map;

/**
 * Those of whom one has to have signed: their public keys by the ids that signatures name.
 *
 * @param name what they are called in refusals: the file that holds their keys
 * @param keys the keys; at least one
 * @param owners for people, whose they are, as far as it is known; nothing is proven by it
 */
public record Signers(String name, Map<String, PublicKey> keys, Map<String, String> owners) {

  /**
   * @throws IllegalArgumentException when there is no key
   */
  public Signers {
    keys = ImmutableMap.copyOf(keys);
    owners = ImmutableMap.copyOf(owners);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a signature that nobody can give cannot be required");
    }
  }

  /**
   * The signers whose public keys a PEM text holds. A line that starts with {@code #} before a key
   * says whose it is.
   *
   * @param name what they are called in refusals
   * @param pem the text
   */
  public static Signers ofPem(String name, String pem) throws KeyFileException {
    ImmutableMap.Builder<String, PublicKey> keys = ImmutableMap.builder();
    ImmutableMap.Builder<String, String> owners = ImmutableMap.builder();
    for (PemKeys.Owned<PublicKey> each : PemKeys.publicKeys(pem)) {
      String id = keyId(each.key());
      keys.put(id, each.key());
      each.owner().ifPresent(owner -> owners.put(id, owner));
    }
    return new Signers(name, keys.buildKeepingLast(), owners.buildKeepingLast());
  }

  /** The key and whose it is, for messages. */
  String shown(String keyId) {
    String owner = owners.get(keyId);
    return Quoted.text(keyId) + (owner == null ? "" : " (" + VisibleText.of(owner) + ")");
  }

  /** The SHA-256 of the key's SubjectPublicKeyInfo, as 64 lower-case hexadecimal digits. */
  static String keyId(PublicKey key) {
    return Hashing.sha256().hashBytes(key.getEncoded()).toString();
  }
}
