package io.driftguard.schemadiff;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DataType.BitType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DataType.DecimalType;
import io.driftguard.grammar.ast.DataType.FloatingType;
import io.driftguard.grammar.ast.DataType.IntegerType;
import io.driftguard.grammar.ast.DataType.MemberType;
import io.driftguard.grammar.ast.DataType.TemporalKind;
import io.driftguard.grammar.ast.DataType.TemporalType;
import java.util.Optional;

/** How far a column's stored form changes with its type. */
final class ColumnChange {

  /** A string of at most so many bytes has a length of one byte before it, a longer one of two. */
  private static final long ONE_BYTE_LENGTH = 255;

  private ColumnChange() {}

  /**
   * Tells whether two columns can stand in one foreign key. InnoDB compares how values are stored:
   * whole numbers of one width and sign, strings of one collation, bytes of any length.
   */
  static boolean comparable(
      DataType left, Collation leftTable, DataType right, Collation rightTable)
      throws SimulationException {
    return stored(left, leftTable).equals(stored(right, rightTable));
  }

  private static String stored(DataType type, Collation table) throws SimulationException {
    if (type instanceof IntegerType integer) {
      return integer.size().bytes()
          + (integer.unsigned() || integer.zerofill() ? " unsigned" : " signed");
    }
    if (type instanceof MemberType members) {
      return memberBytes(members) + " unsigned";
    }
    if (type instanceof TemporalType temporal && temporal.kind() == TemporalKind.DATE) {
      return "3 signed";
    }
    if (type instanceof TemporalType temporal && temporal.kind() == TemporalKind.YEAR) {
      return "1 unsigned";
    }
    if (type instanceof TemporalType
        || type instanceof DecimalType
        || type instanceof BitType
        || type instanceof BinaryType) {
      return "bytes";
    }
    if (type instanceof FloatingType floating) {
      return floating.doublePrecision() ? "double" : "float";
    }
    Optional<Collation> collation = TableCollations.of(type, table);
    if (collation.isPresent()) {
      return collation.get().isBinary() ? "bytes" : collation.get().name();
    }
    return type.toString();
  }

  /** Tells whether values of two types without lengths take the same room in a key. */
  static boolean sameSize(DataType left, DataType right) {
    if (left instanceof IntegerType from && right instanceof IntegerType to) {
      return from.size() == to.size();
    }
    return left.equals(right);
  }

  private static int memberBytes(MemberType type) {
    int count = type.members().size();
    if (!type.set()) {
      return count <= 255 ? 1 : 2;
    }
    int bytes = (count + 7) / 8;
    return bytes > 4 ? 8 : bytes;
  }

  /**
   * Tells whether values stay as they are stored when a column changes: of its type nothing does,
   * but that a variable string may become longer, and an enumeration have new members at its end.
   * The server counts what fills a column by itself as well.
   */
  static boolean keepsValues(ColumnDef from, Collation fromTable, ColumnDef to, Collation toTable)
      throws SimulationException {
    return from.autoIncrement() == to.autoIncrement()
        && keepsValues(from.type(), fromTable, to.type(), toTable);
  }

  private static boolean keepsValues(
      DataType from, Collation fromTable, DataType to, Collation toTable)
      throws SimulationException {
    if (!TableCollations.of(from, fromTable).equals(TableCollations.of(to, toTable))) {
      return false;
    }
    if (from instanceof CharacterType old && to instanceof CharacterType now) {
      int maxBytes = TableCollations.of(to, toTable).orElseThrow().charset().maxBytes();
      return old.kind() == now.kind()
          && (old.length().equals(now.length())
              || (old.kind() == CharacterKind.VARCHAR
                  && lengthens(
                      old.length().orElse(1) * maxBytes, now.length().orElse(1) * maxBytes)));
    }
    if (from instanceof BinaryType old && to instanceof BinaryType now) {
      return old.kind() == now.kind()
          && (old.length().equals(now.length())
              || (old.kind() == BinaryKind.VARBINARY
                  && lengthens(old.length().orElse(1), now.length().orElse(1))));
    }
    if (from instanceof IntegerType && to instanceof IntegerType) {
      return stored(from, fromTable).equals(stored(to, toTable));
    }
    if (from instanceof MemberType old && to instanceof MemberType now) {
      return old.set() == now.set()
          && now.members().size() >= old.members().size()
          && now.members().subList(0, old.members().size()).equals(old.members())
          && memberBytes(old) == memberBytes(now);
    }
    return from.equals(to);
  }

  private static boolean lengthens(long from, long to) {
    return to >= from && (from > ONE_BYTE_LENGTH || to <= ONE_BYTE_LENGTH);
  }

  /** Tells whether a column becomes NOT NULL, so that its values may change. */
  static boolean becomesNotNull(ColumnDef from, ColumnDef to) {
    return from.nullable().orElse(true) && !to.nullable().orElse(true);
  }

  /**
   * Tells whether a column of a canonical table can be null and yet has no default, not even NULL:
   * somebody has dropped it.
   */
  static boolean hasLostDefault(ColumnDef column) {
    return column.nullable().orElse(true)
        && column.defaultValue().isEmpty()
        && column.generated().isEmpty()
        && !TableRules.isLong(column.type());
  }

  /** Tells whether a column becomes virtual or ceases to be: the server refuses that. */
  static boolean changesVirtualStatus(ColumnDef from, ColumnDef to) {
    return isVirtual(from) != isVirtual(to);
  }

  private static boolean isVirtual(ColumnDef column) {
    return column.generated().filter(generated -> !generated.stored()).isPresent();
  }
}
