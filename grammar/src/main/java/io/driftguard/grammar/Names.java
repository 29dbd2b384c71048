package io.driftguard.grammar;

import java.util.Comparator;
import java.util.Locale;

/** How the server compares the names of columns, keys and constraints. */
final class Names {

  /** The order in which the server prints constraints. */
  static final Comparator<String> ORDER =
      Comparator.comparing(Names::fold).thenComparing(Comparator.naturalOrder());

  private Names() {}

  /** Names that fold to the same text are one name. */
  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static boolean same(String a, String b) {
    return fold(a).equals(fold(b));
  }
}
