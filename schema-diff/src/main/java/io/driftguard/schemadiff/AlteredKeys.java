package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AlterKeyVisibility;
import io.driftguard.grammar.ast.AlterClause.DropKey;
import io.driftguard.grammar.ast.AlterClause.DropPrimaryKey;
import io.driftguard.grammar.ast.AlterClause.RenameKey;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DataType.SpatialType;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.KeyPart.ColumnPart;
import io.driftguard.schemadiff.KeyState.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The keys that a table keeps in an {@code ALTER TABLE}, as they are after it. */
final class AlteredKeys {

  private final List<KeyState> kept = new ArrayList<>();
  private final Set<String> dropped = new HashSet<>();

  AlteredKeys(
      List<KeyState> before, AlterRequest request, Set<String> droppedKeys, AlteredColumns columns)
      throws SimulationException {
    for (AlterClause clause : request.clauses()) {
      if (clause instanceof DropKey drop) {
        drop(before, drop.key());
      } else if (clause instanceof DropPrimaryKey) {
        drop(before, Names.PRIMARY);
      }
    }
    for (String name : droppedKeys) {
      drop(before, name);
    }
    List<KeyState> left = new ArrayList<>();
    for (KeyState state : before) {
      if (!dropped.contains(Names.key(Names.of(state.key())))) {
        left.add(state);
      }
    }
    // Visibility goes by the old names: a key that is renamed cannot be named by either.
    Set<String> renamed = new HashSet<>();
    for (RenameKey rename : request.all(RenameKey.class)) {
      int at = require(left, rename.from());
      if (!renamed.add(Names.key(rename.from()))) {
        throw unknown(rename.from());
      }
      left.set(at, renamed(left.get(at).key(), rename.to()));
    }
    for (AlterKeyVisibility alter : request.all(AlterKeyVisibility.class)) {
      int at = require(left, alter.key());
      left.set(
          at, new KeyState(visible(left.get(at).key(), alter.visible()), left.get(at).origin()));
    }
    for (KeyState state : left) {
      Optional<KeyDef> key = withColumns(state.key(), columns);
      key.ifPresent(it -> kept.add(new KeyState(it, state.origin())));
      String name = Names.of(state.key());
      if (key.isEmpty()
          && request.any(
              clause ->
                  (clause instanceof AlterKeyVisibility alter && Names.same(alter.key(), name))
                      || (clause instanceof RenameKey rename && Names.same(rename.to(), name)))) {
        // A key that vanishes with its columns cannot be named.
        throw unknown(name);
      }
    }
  }

  /** The keys that stay, in their old order. */
  List<KeyState> kept() {
    return kept;
  }

  /** The looked-up names of the keys that clauses drop. */
  Set<String> dropped() {
    return dropped;
  }

  private void drop(List<KeyState> before, String name) throws SimulationException {
    require(before, name);
    if (!dropped.add(Names.key(name))) {
      throw unknown(name);
    }
  }

  private static int require(List<KeyState> keys, String name) throws SimulationException {
    for (int i = 0; i < keys.size(); i++) {
      if (Names.same(Names.of(keys.get(i).key()), name)) {
        return i;
      }
    }
    throw unknown(name);
  }

  private static SimulationException unknown(String name) {
    return new SimulationException(
        SimulationCode.UNKNOWN_KEY, "key " + Names.quoted(name) + " is not there");
  }

  /** A key that is renamed counts as asked for. */
  private static KeyState renamed(KeyDef key, String name) {
    return new KeyState(
        new KeyDef(key.kind(), Optional.of(name), key.parts(), key.options()), Origin.WRITTEN);
  }

  private static KeyDef visible(KeyDef key, boolean visible) {
    return new KeyDef(
        key.kind(), key.name(), key.parts(), key.options().withVisible(Optional.of(visible)));
  }

  /** A key without the columns that are gone; empty when none is left. */
  private static Optional<KeyDef> withColumns(KeyDef key, AlteredColumns columns)
      throws SimulationException {
    List<KeyPart> parts = new ArrayList<>();
    for (KeyPart part : key.parts()) {
      if (part instanceof ColumnPart column) {
        Optional<AlteredColumns.Column> now = columns.meantBy(column.column());
        if (now.isPresent()) {
          OptionalLong prefix =
              key.kind() == KeyKind.SPATIAL || key.kind() == KeyKind.FULLTEXT
                  ? column.prefix()
                  : prefix(column, now.get(), columns);
          parts.add(new ColumnPart(now.get().name(), prefix, column.descending()));
        }
      } else {
        parts.add(part);
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new KeyDef(key.kind(), key.name(), parts, key.options()));
  }

  /** How much of a column a part takes when the column has changed. */
  private static OptionalLong prefix(
      ColumnPart part, AlteredColumns.Column now, AlteredColumns columns)
      throws SimulationException {
    DataType type = now.definition().type();
    if (now.old().isPresent()) {
      return fitting(part.prefix(), type);
    }
    // A column that is dropped and added again: a part is as long as it was.
    DataType old = columns.before(part.column()).type();
    OptionalLong was = part.prefix().isPresent() ? part.prefix() : length(old);
    OptionalLong is = length(type);
    if (was.isEmpty() && is.isEmpty() && ColumnChange.sameSize(old, type)) {
      return OptionalLong.empty();
    }
    if (was.isEmpty() || is.isEmpty() || was.getAsLong() > is.getAsLong()) {
      throw new SimulationException(
          SimulationCode.KEY_PREFIX_INVALID,
          "a key takes as much of column "
              + Names.quoted(now.name())
              + " as before, but the column is not of that length");
    }
    return was.getAsLong() == is.getAsLong() ? OptionalLong.empty() : was;
  }

  /** The prefix that a part keeps when its column becomes of this type: none, if it is whole. */
  private static OptionalLong fitting(OptionalLong prefix, DataType type) {
    boolean text = type instanceof CharacterType || type instanceof BinaryType;
    if (prefix.isEmpty() || !(text || type instanceof SpatialType)) {
      return OptionalLong.empty();
    }
    OptionalLong length = length(type);
    return length.isPresent() && length.getAsLong() <= prefix.getAsLong()
        ? OptionalLong.empty()
        : prefix;
  }

  /** The length of a string that has one in its type. */
  private static OptionalLong length(DataType type) {
    if (type instanceof CharacterType text) {
      boolean limited = text.kind() == CharacterKind.CHAR || text.kind() == CharacterKind.VARCHAR;
      return limited ? OptionalLong.of(text.length().orElse(1)) : OptionalLong.empty();
    }
    if (type instanceof BinaryType bytes) {
      boolean limited = bytes.kind() == BinaryKind.BINARY || bytes.kind() == BinaryKind.VARBINARY;
      return limited ? OptionalLong.of(bytes.length().orElse(1)) : OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  /** The columns that a key names. */
  static List<String> columns(KeyDef key) {
    return key.parts().stream()
        .filter(ColumnPart.class::isInstance)
        .map(part -> ((ColumnPart) part).column())
        .toList();
  }

  static Optional<ColumnDef> column(CreateTable table, String name) {
    return table.columns().stream().filter(column -> Names.same(column.name(), name)).findFirst();
  }

  /** Tells whether a column stays a shape, and its shapes are of another reference system. */
  static boolean changesSystem(Optional<ColumnDef> from, Optional<ColumnDef> to) {
    return from.isPresent()
        && to.isPresent()
        && from.get().type() instanceof SpatialType
        && to.get().type() instanceof SpatialType
        && !from.get().srid().equals(to.get().srid());
  }
}
