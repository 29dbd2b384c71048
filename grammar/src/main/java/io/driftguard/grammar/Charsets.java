package io.driftguard.grammar;

import java.util.Locale;
import java.util.Set;

/** Names of character sets and collations, in their one spelling. */
final class Charsets {

  /** The character sets of MySQL 8.0 to 9.x (MySQL Reference Manual, "Character Sets"). */
  private static final Set<String> KNOWN =
      Set.of(
          "armscii8",
          "ascii",
          "big5",
          "binary",
          "cp1250",
          "cp1251",
          "cp1256",
          "cp1257",
          "cp850",
          "cp852",
          "cp866",
          "cp932",
          "dec8",
          "eucjpms",
          "euckr",
          "gb18030",
          "gb2312",
          "gbk",
          "geostd8",
          "greek",
          "hebrew",
          "hp8",
          "keybcs2",
          "koi8r",
          "koi8u",
          "latin1",
          "latin2",
          "latin5",
          "latin7",
          "macce",
          "macroman",
          "sjis",
          "swe7",
          "tis620",
          "ucs2",
          "ujis",
          "utf16",
          "utf16le",
          "utf32",
          "utf8",
          "utf8mb3",
          "utf8mb4");

  private Charsets() {}

  /** Tells whether an underscore before this name makes an introducer. */
  static boolean isKnown(String name) {
    return KNOWN.contains(name.toLowerCase(Locale.ROOT));
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
