package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.driftguard.grammar.CanonicalStatement;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.KeyPart.ColumnPart;
import io.driftguard.schemadiff.KeyState.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of a schema.
 *
 * @param table the canonical table
 * @param origins who asked for a key, by looked-up name, where it was not a statement
 */
record TableState(CreateTable table, ImmutableMap<String, Origin> origins) {

  /** The table that a statement makes. */
  static TableState created(CreateTable create, Canonicalizer canonicalizer)
      throws DdlRejectedException {
    CreateTable table = canonical(canonicalizer.canonicalize(plain(create)));
    Map<String, Origin> origins = new HashMap<>();
    List<KeyDef> written = create.keys();
    for (KeyDef key : table.keys()) {
      if (table.foreignKeys().stream().anyMatch(each -> KeyState.couldBeGeneratedFor(each, key))
          && written.stream().noneMatch(each -> isSame(each, key))) {
        origins.put(Names.key(Names.of(key)), Origin.GENERATED);
      }
    }
    return new TableState(table, ImmutableMap.copyOf(origins));
  }

  /**
   * A table that is read as a server printed it: it prints keys that it made like any other, and a
   * column whose default was dropped without one.
   */
  static TableState printed(CreateTable create, Canonicalizer canonicalizer)
      throws DdlRejectedException {
    CreateTable table = canonical(canonicalizer.canonicalizePrinted(plain(create)));
    return new TableState(table, ImmutableMap.of()).asPrinted();
  }

  /** This table with other names in it, which change nothing of who asked for its keys. */
  TableState renamed(CreateTable renamed, Canonicalizer canonicalizer) throws DdlRejectedException {
    return new TableState(canonical(canonicalizer.canonicalizePrinted(plain(renamed))), origins);
  }

  private static boolean isSame(KeyDef written, KeyDef canonical) {
    if (written.kind() != KeyKind.PLAIN) {
      return false;
    }
    return written.name().isPresent()
        ? Names.same(written.name().get(), Names.of(canonical))
        : columns(written).equals(columns(canonical));
  }

  private static List<Optional<String>> columns(KeyDef key) {
    List<Optional<String>> columns = new ArrayList<>();
    for (KeyPart part : key.parts()) {
      columns.add(
          part instanceof ColumnPart column
              ? Optional.of(Names.key(column.column()))
              : Optional.empty());
    }
    return columns;
  }

  /**
   * The table that an {@code ALTER TABLE} leaves, of whose keys it is known who asked for them.
   *
   * @param after the table, with every default that a nullable column has
   */
  static TableState altered(CreateTable after, List<KeyState> keys, Canonicalizer canonicalizer)
      throws DdlRejectedException {
    CreateTable table = canonical(canonicalizer.canonicalizePrinted(plain(after)));
    Map<String, Origin> origins = new HashMap<>();
    for (KeyState state : keys) {
      if (state.origin() != Origin.WRITTEN) {
        nameOf(state.key(), table, keys).ifPresent(name -> origins.put(name, state.origin()));
      }
    }
    return new TableState(table, ImmutableMap.copyOf(origins));
  }

  /** The name that a key has in the canonical table, when it was not written. */
  private static Optional<String> nameOf(KeyDef key, CreateTable table, List<KeyState> keys) {
    if (key.name().isPresent()) {
      return key.name().map(Names::key);
    }
    return table.keys().stream()
        .filter(each -> each.kind() == key.kind() && columns(each).equals(columns(key)))
        .map(each -> Names.key(Names.of(each)))
        .filter(
            name ->
                keys.stream()
                    .flatMap(state -> state.key().name().stream())
                    .noneMatch(other -> Names.key(other).equals(name)))
        .findFirst();
  }

  /** This table, read as the server printed it: it prints keys that it made like any other. */
  TableState asPrinted() {
    return new TableState(table, Maps.toMap(mayBeGenerated(), name -> Origin.UNCERTAIN));
  }

  /**
   * The looked-up names of the keys that the server may have made itself: those of the form in
   * which it makes them, but for those that another key covers, since they would be gone.
   */
  Set<String> mayBeGenerated() {
    Set<String> names = new TreeSet<>();
    for (KeyDef key : table.keys()) {
      if (table.foreignKeys().stream().anyMatch(each -> KeyState.couldBeGeneratedFor(each, key))) {
        names.add(Names.key(Names.of(key)));
      }
    }
    List<KeyState> states;
    do {
      states =
          table.keys().stream()
              .map(
                  key ->
                      new KeyState(
                          key,
                          names.contains(Names.key(Names.of(key)))
                              ? Origin.GENERATED
                              : Origin.WRITTEN))
              .toList();
    } while (names.removeAll(KeyState.redundantNames(states)));
    return names;
  }

  /** The keys in the table's order. */
  List<KeyState> keys() {
    return table.keys().stream()
        .map(
            key ->
                new KeyState(key, origins.getOrDefault(Names.key(Names.of(key)), Origin.WRITTEN)))
        .toList();
  }

  private static CreateTable plain(CreateTable create) {
    return new CreateTable(
        create.table(), false, create.elements(), create.options(), create.partitioning());
  }

  private static CreateTable canonical(CanonicalStatement statement) {
    if (statement.statement() instanceof CreateTable canonical) {
      return canonical;
    }
    throw new IllegalStateException("the canonical form of CREATE TABLE is a CREATE TABLE");
  }
}
