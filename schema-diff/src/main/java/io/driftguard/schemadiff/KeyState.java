package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.KeyPart.ColumnPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A key, and who asked for it. The server drops a key that it made itself for a foreign key when
 * one that covers it comes along; it never drops one that a statement asked for.
 */
record KeyState(KeyDef key, Origin origin) {

  /** Who asked for a key. */
  enum Origin {
    /** A statement. */
    WRITTEN,
    /** The server made it for a foreign key. */
    GENERATED,
    /** The table was read as the server printed it, which does not tell. */
    UNCERTAIN
  }

  /** The key that the server makes for a foreign key when no other covers it. */
  static KeyState generatedFor(ForeignKeyDef foreignKey) {
    List<KeyPart> parts = new ArrayList<>();
    for (String column : foreignKey.columns()) {
      parts.add(new ColumnPart(column, OptionalLong.empty(), false));
    }
    return new KeyState(
        new KeyDef(
            KeyKind.PLAIN, foreignKey.name().or(foreignKey::indexName), parts, KeyOptions.NONE),
        Origin.GENERATED);
  }

  /**
   * Tells whether a key is of the form in which the server makes one for these columns. One that
   * has become invisible since is still its own.
   */
  static boolean couldBeGeneratedFor(ForeignKeyDef foreignKey, KeyDef key) {
    return key.kind() == KeyKind.PLAIN
        && key.options().withVisible(Optional.empty()).equals(KeyOptions.NONE)
        && key.parts().size() == foreignKey.columns().size()
        && key.parts().stream().noneMatch(KeyPart::descending)
        && supports(key, foreignKey.columns());
  }

  /** Tells whether a foreign key can use the key: its columns are the first ones, and whole. */
  static boolean supports(KeyDef key, List<String> columns) {
    if (key.kind() == KeyKind.FULLTEXT
        || key.kind() == KeyKind.SPATIAL
        || key.parts().size() < columns.size()) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!(key.parts().get(i) instanceof ColumnPart part)
          || part.prefix().isPresent()
          || !Names.same(part.column(), columns.get(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The keys that are left of a table's keys in the order in which they were asked for.
   *
   * @throws SimulationException when that depends on who asked for a key, and it is not known
   */
  static List<KeyState> withoutRedundant(List<KeyState> keys) throws SimulationException {
    List<KeyState> asked = left(keys, false);
    List<KeyState> generated = left(keys, true);
    if (!definitions(asked).equals(definitions(generated))) {
      List<KeyState> differ = new ArrayList<>(asked);
      differ.removeAll(generated);
      throw new SimulationException(
          SimulationCode.GENERATED_KEY_UNCERTAIN,
          "the server drops key "
              + differ.get(0).key().name().map(Names::quoted).orElse("without a name")
              + " if it made it itself for a foreign key, which the table's text does not tell");
    }
    List<KeyState> left = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      KeyState state = asked.get(i);
      left.add(
          state.equals(generated.get(i)) ? state : new KeyState(state.key(), Origin.UNCERTAIN));
    }
    return left;
  }

  /** Tells whether it makes a difference to the keys that are left who asked for one of them. */
  static boolean dependsOnOrigin(List<KeyState> keys, int at) {
    List<KeyState> other = new ArrayList<>(keys);
    other.set(at, new KeyState(keys.get(at).key(), Origin.UNCERTAIN));
    return !definitions(left(other, false)).equals(definitions(left(other, true)));
  }

  private static List<KeyDef> definitions(List<KeyState> keys) {
    return keys.stream().map(KeyState::key).toList();
  }

  private static List<KeyState> left(List<KeyState> keys, boolean uncertainIsGenerated) {
    Set<Integer> redundant = redundant(keys, uncertainIsGenerated);
    List<KeyState> left = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!redundant.contains(i)) {
        left.add(keys.get(i));
      }
    }
    return left;
  }

  /** The looked-up names of keys that the server would drop of a canonical table's keys. */
  static Set<String> redundantNames(List<KeyState> keys) {
    Set<String> names = new TreeSet<>();
    redundant(keys, false).forEach(i -> names.add(Names.key(Names.of(keys.get(i).key()))));
    return names;
  }

  /** The server's own order of comparison: it decides which of two generated keys stays. */
  private static Set<Integer> redundant(List<KeyState> keys, boolean uncertainIsGenerated) {
    Set<Integer> redundant = new TreeSet<>();
    for (int i = 0; i < keys.size(); i++) {
      boolean generated = isGenerated(keys.get(i), uncertainIsGenerated);
      for (int j = 0; j < i; j++) {
        boolean earlierGenerated = isGenerated(keys.get(j), uncertainIsGenerated);
        KeyDef key = keys.get(i).key();
        KeyDef earlier = keys.get(j).key();
        if (redundant.contains(j) || !(generated || earlierGenerated)) {
          continue;
        }
        boolean shorter = key.parts().size() < earlier.parts().size();
        boolean covered =
            (generated && (!earlierGenerated || key.parts().size() <= earlier.parts().size()))
                ? isPrefix(key, earlier)
                : isPrefix(earlier, key);
        if (covered) {
          redundant.add(!earlierGenerated || (generated && shorter) ? i : j);
          break;
        }
      }
    }
    return redundant;
  }

  private static boolean isGenerated(KeyState state, boolean uncertainIsGenerated) {
    return state.origin == Origin.GENERATED
        || (uncertainIsGenerated && state.origin == Origin.UNCERTAIN);
  }

  private static boolean isPrefix(KeyDef generated, KeyDef key) {
    List<String> columns = new ArrayList<>();
    for (KeyPart part : generated.parts()) {
      columns.add(((ColumnPart) part).column());
    }
    return supports(key, columns)
        && key.parts().subList(0, columns.size()).stream().noneMatch(KeyPart::descending);
  }
}
