package io.driftguard.grammar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MySQL's character sets and collations, from {@code charsets.txt}. */
public final class CharsetTable {

  /** The character set of bytes, which is its own only collation. */
  public static final String BINARY = "binary";

  private static final CharsetTable ALL = read();

  private final Map<String, Charset> byName;
  private final Map<String, Collation> collations;

  private CharsetTable(Map<String, Charset> byName, Map<String, Collation> collations) {
    this.byName = Map.copyOf(byName);
    this.collations = Map.copyOf(collations);
  }

  /**
   * A character set.
   *
   * @param name its name
   * @param maxBytes the most bytes of a character
   * @param defaultCollation the collation when none is named
   */
  public record Charset(String name, int maxBytes, String defaultCollation) {}

  /**
   * A collation together with its character set.
   *
   * @param charset the character set
   * @param name the collation's own name
   */
  public record Collation(Charset charset, String name) {

    /** Tells whether it is that of bytes. */
    public boolean isBinary() {
      return name.equals(BINARY);
    }

    /** Tells whether letter case counts: collations by code point, and those named so. */
    boolean isCaseSensitive() {
      return name.endsWith("_bin") || name.endsWith("_cs") || isBinary();
    }
  }

  static boolean isCharset(String name) {
    return ALL.byName.containsKey(name);
  }

  /**
   * The collation of a character set when none is named.
   *
   * @throws DdlRejectedException when there is no such character set
   */
  public static Collation defaultOf(String charset) throws DdlRejectedException {
    Charset found = ALL.byName.get(charset);
    if (found == null) {
      throw Invalid.because("a character set was expected, but found " + Quoted.of(charset));
    }
    return collation(found.defaultCollation());
  }

  /**
   * The collation of that name.
   *
   * @throws DdlRejectedException when there is none
   */
  public static Collation collation(String name) throws DdlRejectedException {
    return find(name)
        .orElseThrow(
            () -> Invalid.because("a collation was expected, but found " + Quoted.of(name)));
  }

  static Optional<Collation> find(String collation) {
    return Optional.ofNullable(ALL.collations.get(collation));
  }

  /** The {@code _bin} collation of a character set: what the {@code BINARY} attribute means. */
  public static Collation binaryOf(Charset charset) throws DdlRejectedException {
    return charset.name().equals(BINARY) ? collation(BINARY) : collation(charset.name() + "_bin");
  }

  /**
   * What a character set and a collation mean together.
   *
   * @throws DdlRejectedException when the collation belongs to another character set
   */
  public static Collation both(String charset, String collation) throws DdlRejectedException {
    Collation found = collation(collation);
    if (!found.charset().equals(defaultOf(charset).charset())) {
      throw Invalid.because(
          "a collation of "
              + Quoted.of(charset)
              + " was expected, but found "
              + Quoted.of(collation));
    }
    return found;
  }

  private static CharsetTable read() {
    Map<String, Charset> byName = new HashMap<>();
    Map<String, Collation> collations = new HashMap<>();
    for (String line : lines()) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ", -1);
        Charset charset = new Charset(words[0], Integer.parseInt(words[1]), words[2]);
        byName.put(charset.name(), charset);
        for (int i = 2; i < words.length; i++) {
          collations.put(words[i], new Collation(charset, words[i]));
        }
      }
    }
    return new CharsetTable(byName, collations);
  }

  private static List<String> lines() {
    try (InputStream in = CharsetTable.class.getResourceAsStream("charsets.txt")) {
      if (in == null) {
        throw new IllegalStateException("charsets.txt is missing beside " + CharsetTable.class);
      }
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return reader.lines().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
