package io.driftguard.engine.signing;

import com.google.common.collect.ImmutableList;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Ed25519 keys from PEM texts: {@code PUBLIC KEY} (SubjectPublicKeyInfo) and {@code PRIVATE
 * KEY} (PKCS #8, not encrypted), as {@code openssl genpkey -algorithm ed25519} writes them.
 */
final class PemKeys {

  private static final String ALGORITHM = "Ed25519";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private PemKeys() {}

  /** Reads a key out of its encoding. */
  @FunctionalInterface
  private interface Reading<K> {
    K read(KeyFactory factory, byte[] encoded) throws GeneralSecurityException;
  }

  /**
   * A key of a text.
   *
   * @param key the key
   * @param owner the comment on the line before it: whose it is, for people
   */
  record Owned<K>(K key, Optional<String> owner) {}

  /** The public keys of a text: at least one, and nothing else but comments. */
  static ImmutableList<Owned<PublicKey>> publicKeys(String pem) throws KeyFileException {
    ImmutableList<Owned<PublicKey>> keys =
        keys(pem, PUBLIC, (factory, encoded) -> factory.generatePublic(spec(encoded)));
    if (keys.isEmpty()) {
      throw new KeyFileException("at least one Ed25519 public key in PEM", "none");
    }
    return keys;
  }

  /** The one private key of a text. */
  static PrivateKey privateKey(String pem) throws KeyFileException {
    ImmutableList<Owned<PrivateKey>> keys =
        keys(
            pem,
            PRIVATE,
            (factory, encoded) -> factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    if (keys.size() != 1) {
      throw new KeyFileException("one Ed25519 private key in PEM", keys.size() + " keys");
    }
    return keys.get(0).key();
  }

  private static KeySpec spec(byte[] encoded) {
    return new X509EncodedKeySpec(encoded);
  }

  private static <K> ImmutableList<Owned<K>> keys(String pem, String label, Reading<K> reading)
      throws KeyFileException {
    ImmutableList.Builder<Owned<K>> keys = ImmutableList.builder();
    Matcher block = BLOCK.matcher(pem);
    StringBuilder between = new StringBuilder();
    int end = 0;
    while (block.find()) {
      block.appendReplacement(between, "");
      if (!block.group(1).equals(label)) {
        throw new KeyFileException(
            "an Ed25519 key in PEM, labelled " + label, "one labelled " + block.group(1));
      }
      keys.add(
          new Owned<>(
              key(block.group(2), label, reading), owner(pem.substring(end, block.start()))));
      end = block.end();
    }
    block.appendTail(between);
    List<String> rest = between.toString().lines().filter(line -> !isComment(line)).toList();
    if (!rest.isEmpty()) {
      throw new KeyFileException(
          "nothing but keys in PEM and lines that start with #", "other text");
    }
    return keys.build();
  }

  /** The last comment of the lines before a key, unless something else stands between. */
  private static Optional<String> owner(String before) {
    return before
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .filter(line -> line.startsWith("#"))
        .map(line -> line.substring(1).strip())
        .filter(name -> !name.isEmpty());
  }

  private static boolean isComment(String line) {
    return line.isBlank() || line.startsWith("#");
  }

  private static <K> K key(String base64, String label, Reading<K> reading)
      throws KeyFileException {
    try {
      byte[] encoded = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
      return reading.read(KeyFactory.getInstance(ALGORITHM), encoded);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyFileException("an Ed25519 " + label + " in PEM", "another kind of key");
    }
  }
}
