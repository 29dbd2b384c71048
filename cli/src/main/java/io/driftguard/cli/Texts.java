package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.driftguard.api.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the texts that a command line names: a file, or {@code -} for standard input. */
final class Texts {

  /** The greatest size of one text, in bytes: 64 Mi. */
  static final int MAX_BYTES = 64 << 20;

  private Texts() {}

  /**
   * The path that was given.
   *
   * @throws UsageException when it is not one, or nothing is there
   */
  static Path existing(String given) throws UsageException {
    Path path = path(given);
    if (!Files.exists(path)) {
      throw new UsageException("there is no file or directory " + Quoted.text(given));
    }
    return path;
  }

  /**
   * The path that was given, whether or not something is there.
   *
   * @throws UsageException when it is not one
   */
  static Path path(String given) throws UsageException {
    if (given.isEmpty()) {
      throw new UsageException("expected a file or directory, but found an empty name");
    }
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      throw new UsageException(Quoted.text(given) + " is not the name of a file: " + e.getReason());
    }
  }

  /**
   * The bytes of a file, or of standard input.
   *
   * @throws UsageException when there is no such file
   * @throws UnreadableException when it cannot be read, or is too large
   */
  static byte[] bytes(String given, Console console) throws UsageException, UnreadableException {
    if (given.equals("-")) {
      return bytes(console.in(), "standard input");
    }
    Path path = existing(given);
    try (InputStream in = Files.newInputStream(path)) {
      return bytes(in, Quoted.text(given));
    } catch (IOException e) {
      throw unreadable(Quoted.text(given), e);
    }
  }

  /**
   * The text of a file, or of standard input.
   *
   * @throws UsageException when there is no such file
   * @throws UnreadableException when it cannot be read, is too large or is not UTF-8
   */
  static String text(String given, Console console) throws UsageException, UnreadableException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(given, console))).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableException(
          "expected UTF-8 in "
              + (given.equals("-") ? "standard input" : Quoted.text(given))
              + ", but found other bytes");
    }
  }

  private static byte[] bytes(InputStream in, String what) throws UnreadableException {
    byte[] bytes;
    try {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw unreadable(what, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new UnreadableException(what + " is larger than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static UnreadableException unreadable(String what, IOException e) {
    return new UnreadableException("cannot read " + what + ": " + e);
  }
}
