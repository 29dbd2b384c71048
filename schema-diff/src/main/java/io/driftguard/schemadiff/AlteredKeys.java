package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause.AlterKeyVisibility;
import io.driftguard.grammar.ast.AlterClause.DropKey;
import io.driftguard.grammar.ast.AlterClause.DropPrimaryKey;
import io.driftguard.grammar.ast.AlterClause.RenameKey;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys that a table keeps in an {@code ALTER TABLE}, as they are after it. */
final class AlteredKeys {

  private final List<KeyDef> kept = new ArrayList<>();

  AlteredKeys(List<KeyDef> before, AlterRequest request, AlteredColumns columns)
      throws SimulationException {
    Set<String> dropped = new HashSet<>();
    for (DropKey drop : request.all(DropKey.class)) {
      drop(before, dropped, drop.key());
    }
    for (int i = 0; i < request.all(DropPrimaryKey.class).size(); i++) {
      drop(before, dropped, Names.PRIMARY);
    }
    List<KeyDef> left = new ArrayList<>();
    for (KeyDef key : before) {
      if (!dropped.contains(Names.key(Names.of(key)))) {
        left.add(key);
      }
    }
    for (RenameKey rename : request.all(RenameKey.class)) {
      int at = require(left, rename.from());
      left.set(at, renamed(left.get(at), rename.to()));
    }
    for (AlterKeyVisibility alter : request.all(AlterKeyVisibility.class)) {
      int at = require(left, alter.key());
      left.set(at, visible(left.get(at), alter.visible()));
    }
    for (KeyDef key : left) {
      withColumns(key, columns).ifPresent(kept::add);
    }
  }

  List<KeyDef> kept() {
    return kept;
  }

  private static void drop(List<KeyDef> before, Set<String> dropped, String name)
      throws SimulationException {
    require(before, name);
    if (!dropped.add(Names.key(name))) {
      throw unknown(name);
    }
  }

  private static int require(List<KeyDef> keys, String name) throws SimulationException {
    for (int i = 0; i < keys.size(); i++) {
      if (Names.same(Names.of(keys.get(i)), name)) {
        return i;
      }
    }
    throw unknown(name);
  }

  private static SimulationException unknown(String name) {
    return new SimulationException(
        SimulationCode.UNKNOWN_KEY, "key " + Names.quoted(name) + " is not there");
  }

  private static KeyDef renamed(KeyDef key, String name) {
    return new KeyDef(key.kind(), Optional.of(name), key.parts(), key.options());
  }

  private static KeyDef visible(KeyDef key, boolean visible) {
    KeyOptions old = key.options();
    return new KeyDef(
        key.kind(),
        key.name(),
        key.parts(),
        new KeyOptions(
            old.algorithm(),
            old.blockSize(),
            old.parser(),
            old.comment(),
            Optional.of(visible),
            old.engineAttribute(),
            old.secondaryEngineAttribute()));
  }

  /** A key without the columns that are gone; empty when none is left. */
  private static Optional<KeyDef> withColumns(KeyDef key, AlteredColumns columns) {
    List<KeyPart> parts = new ArrayList<>();
    for (KeyPart part : key.parts()) {
      if (part instanceof KeyPart.ColumnPart column) {
        columns
            .meantBy(column.column())
            .ifPresent(
                now ->
                    parts.add(
                        new KeyPart.ColumnPart(now.name(), column.prefix(), column.descending())));
      } else {
        parts.add(part);
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new KeyDef(key.kind(), key.name(), parts, key.options()));
  }
}
