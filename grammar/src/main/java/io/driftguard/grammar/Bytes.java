package io.driftguard.grammar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Characters of bytes. */
final class Bytes {

  private Bytes() {}

  /** The characters of which these bytes are the UTF-8; empty when they are not. */
  static Optional<String> asUtf8(byte[] bytes) {
    return decode(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The characters of bytes in one of MySQL's character sets; empty when they are not valid there,
   * or when Java and MySQL might read them differently.
   */
  static Optional<String> in(String charset, byte[] bytes) {
    return switch (charset) {
      case "utf8mb4" -> asUtf8(bytes);
      case "utf8mb3" ->
          asUtf8(bytes).filter(t -> t.chars().noneMatch(c -> c >= 0xD800 && c < 0xE000));
      case "ascii" -> decode(bytes, StandardCharsets.US_ASCII);
      // MySQL's latin1 is another one between 0x80 and 0x9F.
      case "latin1" ->
          decode(bytes, StandardCharsets.ISO_8859_1)
              .filter(t -> t.chars().noneMatch(c -> c >= 0x80 && c < 0xA0));
      case "ucs2", "utf16" ->
          decode(bytes, StandardCharsets.UTF_16BE)
              .filter(t -> t.chars().noneMatch(c -> c >= 0xD800 && c < 0xE000));
      default -> Optional.empty();
    };
  }

  private static Optional<String> decode(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
