package io.driftguard.grammar.ast;

import java.util.Optional;

/**
 * The character set and collation that a definition spells out.
 *
 * @param charset the character set, lower-case, {@code utf8} written as {@code utf8mb3}
 * @param collation the collation, lower-case, {@code utf8_…} written as {@code utf8mb3_…}
 * @param binary the {@code BINARY} attribute: the {@code _bin} collation of the character set
 */
public record CharsetSpec(Optional<String> charset, Optional<String> collation, boolean binary) {

  /** Nothing was spelled out. */
  public static final CharsetSpec NONE = new CharsetSpec(Optional.empty(), Optional.empty(), false);
}
