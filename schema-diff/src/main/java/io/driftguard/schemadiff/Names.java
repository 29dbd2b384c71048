package io.driftguard.schemadiff;

import io.driftguard.grammar.Quoted;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import java.util.List;
import java.util.Locale;

/** How the names of columns, keys and constraints are looked up: without letter case. */
final class Names {

  /** The name of the primary key, which no other key can have. */
  static final String PRIMARY = "PRIMARY";

  private Names() {}

  /** The form of a column's, key's or constraint's name in which it is looked up. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static boolean same(String left, String right) {
    return key(left).equals(key(right));
  }

  /** Tells whether the lists have the same names in the same order. */
  static boolean allSame(List<String> left, List<String> right) {
    return left.stream().map(Names::key).toList().equals(right.stream().map(Names::key).toList());
  }

  /** The name of a key of a canonical table. */
  static String of(KeyDef key) {
    return key.kind() == KeyKind.PRIMARY ? PRIMARY : key.name().orElseThrow();
  }

  /** The name of a foreign key of a canonical table. */
  static String of(ForeignKeyDef foreignKey) {
    return foreignKey.name().orElseThrow();
  }

  /** The name of a check of a canonical table. */
  static String of(CheckDef check) {
    return check.name().orElseThrow();
  }

  /** A name for a message: quoted, with control characters escaped. */
  static String quoted(String name) {
    return Quoted.visible(Renderer.identifier(name));
  }
}
