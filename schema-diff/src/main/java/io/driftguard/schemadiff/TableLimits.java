package io.driftguard.schemadiff;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
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
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.TableOption;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a server refuses because of the sizes and types in a canonical table: rows and keys that are
 * too long, defaults that their columns do not take, columns that a table is not partitioned by.
 * Nothing is refused here but what every server refuses, whatever its page size and mode are.
 */
final class TableLimits {

  /** Bytes of a row without what texts and blobs hold. */
  private static final long LONGEST_ROW = 65_535;

  private static final long LONGEST_KEY = 3_072;

  /** Bytes of one key part in the two older row formats. */
  private static final long LONGEST_OLD_PART = 767;

  private static final long POINTER = 8;
  private static final long ONE_BYTE_LENGTH = 255;
  private static final int DIGITS_OF_WORD = 9;
  private static final int BYTES_OF_WORD = 4;
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
  private static final Set<String> OLD_FORMATS = Set.of("COMPACT", "REDUNDANT");

  private final CreateTable table;
  private final Collation collation;

  private TableLimits(CreateTable table, Collation collation) {
    this.table = table;
    this.collation = collation;
  }

  /**
   * @param table a canonical table
   * @param before the columns that are there already, of which the defaults have been taken
   */
  static void check(CreateTable table, List<ColumnDef> before, ServerProfile profile)
      throws SimulationException {
    TableLimits limits = new TableLimits(table, TableCollations.ofTable(table.options(), profile));
    for (ColumnDef column : table.columns()) {
      if (!before.contains(column)) {
        requireFittingDefault(column);
      }
    }
    limits.row();
    if (Engines.of(table).equalsIgnoreCase("InnoDB")) {
      limits.keys();
    }
    if (table.partitioning().isPresent()) {
      limits.partitioning(table.partitioning().get().function());
    }
  }

  // Rows

  private void row() throws SimulationException {
    long bytes = 0;
    long nullable = 0;
    for (ColumnDef column : table.columns()) {
      bytes += inRow(column.type());
      nullable += column.nullable().orElse(true) ? 1 : 0;
    }
    bytes += (nullable + 7) / 8;
    if (bytes > LONGEST_ROW) {
      throw new SimulationException(
          SimulationCode.ROW_TOO_LONG,
          "expected a row of at most "
              + LONGEST_ROW
              + " bytes, not counting texts and blobs, but the columns of table "
              + Names.quoted(table.table().name())
              + " need "
              + bytes
              + ": make columns shorter, or texts of them");
    }
  }

  /** How many bytes a row has for a column at most. */
  private long inRow(DataType type) throws SimulationException {
    if (type instanceof CharacterType text && text.kind() == CharacterKind.VARCHAR) {
      return withLength(bytes(type));
    }
    if (type instanceof BinaryType binary && binary.kind() == BinaryKind.VARBINARY) {
      return withLength(bytes(type));
    }
    if (type instanceof CharacterType text && text.kind() != CharacterKind.CHAR) {
      return POINTER
          + switch (text.kind()) {
            case TINYTEXT -> 1;
            case TEXT -> 2;
            case MEDIUMTEXT -> 3;
            default -> 4;
          };
    }
    if (type instanceof BinaryType binary && binary.kind() != BinaryKind.BINARY) {
      return POINTER
          + switch (binary.kind()) {
            case TINYBLOB -> 1;
            case BLOB -> 2;
            case MEDIUMBLOB -> 3;
            default -> 4;
          };
    }
    boolean document = type instanceof DataType.JsonType || type instanceof DataType.SpatialType;
    return document ? POINTER + 4 : bytes(type);
  }

  private static long withLength(long bytes) {
    return bytes + (bytes > ONE_BYTE_LENGTH ? 2 : 1);
  }

  /** How many bytes a whole value has at most; 0 where that is not known. */
  private long bytes(DataType type) throws SimulationException {
    if (type instanceof CharacterType text) {
      return text.length().orElse(1) * maxBytes(type);
    }
    if (type instanceof BinaryType binary) {
      return binary.length().orElse(1);
    }
    if (type instanceof IntegerType integer) {
      return integer.size().bytes();
    }
    if (type instanceof FloatingType floating) {
      return floating.doublePrecision() ? 8 : 4;
    }
    if (type instanceof DecimalType decimal) {
      int scale = decimal.scale().orElse(0);
      return packed(decimal.precision().orElse(10) - scale) + packed(scale);
    }
    if (type instanceof TemporalType temporal) {
      int fraction = (temporal.fraction() + 1) / 2;
      return switch (temporal.kind()) {
        case YEAR -> 1;
        case DATE -> 3;
        case TIME -> 3 + fraction;
        case TIMESTAMP -> 4 + fraction;
        case DATETIME -> 5 + fraction;
      };
    }
    if (type instanceof BitType bits) {
      return (bits.bits().orElse(1) + 7L) / 8;
    }
    return type instanceof MemberType ? 1 : 0;
  }

  private long maxBytes(DataType type) throws SimulationException {
    return TableCollations.of(type, collation).orElseThrow().charset().maxBytes();
  }

  /** Nine decimal digits are a word, fewer are as many bytes as they need. */
  private static long packed(int digits) {
    return (long) (digits / DIGITS_OF_WORD) * BYTES_OF_WORD + (digits % DIGITS_OF_WORD + 1) / 2;
  }

  // Keys

  private void keys() throws SimulationException {
    boolean old =
        table.options().stream()
            .anyMatch(
                option ->
                    option.key() == TableOption.Key.ROW_FORMAT
                        && OLD_FORMATS.contains(option.value()));
    for (KeyDef key : table.keys()) {
      if (key.kind() == KeyKind.FULLTEXT || key.kind() == KeyKind.SPATIAL) {
        continue;
      }
      long all = 0;
      for (KeyPart part : key.parts()) {
        long bytes = part instanceof KeyPart.ColumnPart named ? inKey(named) : 0;
        all += bytes;
        if (old && bytes > LONGEST_OLD_PART) {
          throw tooLong(key, bytes, LONGEST_OLD_PART);
        }
      }
      if (all > LONGEST_KEY) {
        throw tooLong(key, all, LONGEST_KEY);
      }
    }
  }

  private long inKey(KeyPart.ColumnPart part) throws SimulationException {
    for (ColumnDef column : table.columns()) {
      if (Names.same(column.name(), part.column())) {
        DataType type = column.type();
        if (part.prefix().isEmpty()) {
          return TableRules.isLong(type) ? 0 : bytes(type);
        }
        return part.prefix().getAsLong() * (type instanceof CharacterType ? maxBytes(type) : 1);
      }
    }
    return 0;
  }

  private static SimulationException tooLong(KeyDef key, long bytes, long limit) {
    return new SimulationException(
        SimulationCode.KEY_TOO_LONG,
        "expected a key of at most "
            + limit
            + " bytes, but found "
            + bytes
            + " in key "
            + Names.quoted(Names.of(key))
            + ": let it take less of its columns");
  }

  // Defaults

  private static void requireFittingDefault(ColumnDef column) throws SimulationException {
    if (!(column.defaultValue().orElse(null) instanceof DefaultValue.Literal literal)) {
      return;
    }
    Expr value = literal.value();
    // A number that an integer takes has become a text.
    boolean numeric = value instanceof Expr.NumberLiteral || value instanceof Expr.Unary;
    boolean fits =
        value instanceof Expr.Text text
            ? fits(text, column.type())
            : !(numeric && column.type() instanceof IntegerType);
    if (!fits) {
      throw new SimulationException(
          SimulationCode.INVALID_DEFAULT,
          "expected a default that column "
              + Names.quoted(column.name())
              + " takes, but found "
              + Renderer.render(value));
    }
  }

  /** Tells whether a type takes a text that is canonical as far as it could be made so. */
  private static boolean fits(Expr.Text literal, DataType type) {
    if (literal.introducer().isPresent()) {
      return true;
    }
    String text = literal.value();
    if (type instanceof IntegerType integer) {
      return WHOLE.matcher(text).matches() && isInRange(new BigInteger(text), integer);
    }
    if (type instanceof CharacterType characters && !TableCollations.isText(type)) {
      String kept = text.replaceAll(" +$", "");
      return kept.codePointCount(0, kept.length()) <= characters.length().orElse(1);
    }
    return true;
  }

  private static boolean isInRange(BigInteger value, IntegerType type) {
    int bits = type.size().bytes() * Byte.SIZE;
    boolean unsigned = type.unsigned() || type.zerofill();
    return value.bitLength() <= (unsigned ? bits : bits - 1) && (!unsigned || value.signum() >= 0);
  }

  // Partitions

  private void partitioning(Partitioning.Function function) throws SimulationException {
    if (function instanceof Partitioning.Hash hash) {
      requireWhole(hash.expression());
    } else if (function instanceof Partitioning.ByValue value) {
      requireWhole(value.expression());
    } else if (function instanceof Partitioning.ByColumns by) {
      for (String name : by.columns()) {
        Optional<DataType> type = type(name);
        if (type.isPresent() && !isComparedByColumns(type.get())) {
          throw notAllowed(name);
        }
      }
    } else if (function instanceof Partitioning.Key key) {
      for (String name : key.columns()) {
        Optional<DataType> type = type(name);
        if (type.filter(TableLimits::isOutsideRow).isPresent()) {
          throw notAllowed(name);
        }
      }
    }
  }

  private void requireWhole(Expr expression) throws SimulationException {
    if (!(expression instanceof Expr.Column column)) {
      return;
    }
    Optional<DataType> type = type(column.column());
    if (type.isPresent()
        && !(type.get() instanceof IntegerType)
        && !(type.get() instanceof BitType)
        && !(type.get() instanceof TemporalType t && t.kind() == DataType.TemporalKind.YEAR)) {
      throw notAllowed(column.column());
    }
  }

  private static boolean isComparedByColumns(DataType type) {
    if (type instanceof TemporalType temporal) {
      return switch (temporal.kind()) {
        case DATE, TIME, DATETIME -> true;
        case TIMESTAMP, YEAR -> false;
      };
    }
    return type instanceof IntegerType
        || (!isOutsideRow(type) && (type instanceof CharacterType || type instanceof BinaryType));
  }

  private static boolean isOutsideRow(DataType type) {
    return TableRules.isLong(type) || type instanceof DataType.JsonType;
  }

  private Optional<DataType> type(String name) {
    return table.columns().stream()
        .filter(column -> Names.same(column.name(), name))
        .map(ColumnDef::type)
        .findFirst();
  }

  private static SimulationException notAllowed(String column) {
    return new SimulationException(
        SimulationCode.PARTITIONING_TYPE,
        "a table is not partitioned in this way by a column of this type, but found "
            + Names.quoted(column));
  }
}
