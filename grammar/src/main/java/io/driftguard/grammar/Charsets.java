package io.driftguard.grammar;

import java.util.Locale;

/** Names of character sets and collations, in their one spelling. */
final class Charsets {

  private Charsets() {}

  /** Tells whether an underscore before this name makes an introducer. */
  static boolean isKnown(String name) {
    return CharsetTable.isCharset(charset(name));
  }

  /** Lower-case; {@code utf8} is {@code utf8mb3}. */
  static String charset(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    return name.equals("utf8") ? "utf8mb3" : name;
  }

  /** Lower-case; {@code utf8_…} is {@code utf8mb3_…}. */
  static String collation(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    return name.startsWith("utf8_") ? "utf8mb3_" + name.substring("utf8_".length()) : name;
  }
}
