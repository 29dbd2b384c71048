package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A key of a table.
 *
 * @param kind what kind of key
 * @param name its name; {@code CONSTRAINT c UNIQUE (a)} is named {@code c}; empty for a primary key
 * @param parts the parts in order
 * @param options its options
 */
public record KeyDef(KeyKind kind, Optional<String> name, List<KeyPart> parts, KeyOptions options)
    implements TableElement {

  public KeyDef {
    parts = List.copyOf(parts);
  }

  /** The kinds of key. */
  public enum KeyKind {
    PRIMARY,
    UNIQUE,
    PLAIN,
    FULLTEXT,
    SPATIAL
  }

  /**
   * @param algorithm {@code USING}, upper-case
   * @param blockSize {@code KEY_BLOCK_SIZE}
   * @param parser {@code WITH PARSER}
   * @param comment the text of {@code COMMENT}
   * @param visible {@code VISIBLE} or {@code INVISIBLE} as written
   * @param engineAttribute the text of {@code ENGINE_ATTRIBUTE}
   * @param secondaryEngineAttribute the text of {@code SECONDARY_ENGINE_ATTRIBUTE}
   */
  public record KeyOptions(
      Optional<String> algorithm,
      OptionalLong blockSize,
      Optional<String> parser,
      Optional<String> comment,
      Optional<Boolean> visible,
      Optional<String> engineAttribute,
      Optional<String> secondaryEngineAttribute) {

    /** No option was written. */
    public static final KeyOptions NONE =
        new KeyOptions(
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** These options with another visibility; empty where none is said. */
    public KeyOptions withVisible(Optional<Boolean> other) {
      return new KeyOptions(
          algorithm, blockSize, parser, comment, other, engineAttribute, secondaryEngineAttribute);
    }
  }
}
