package io.driftguard.grammar.ast;

/**
 * An option of a database with its value: {@code =} and synonyms are gone.
 *
 * @param key which option
 * @param value names lower-case; the text of {@code ENCRYPTION}; {@code 0}, {@code 1} or {@code
 *     DEFAULT} of {@code READ ONLY}
 */
public record DatabaseOption(Key key, String value) {

  /** The options of a database, in the order in which they are printed. */
  public enum Key {
    CHARSET,
    COLLATE,
    ENCRYPTION,
    READ_ONLY
  }
}
