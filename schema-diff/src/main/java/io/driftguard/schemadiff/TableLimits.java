package io.driftguard.schemadiff;

import io.driftguard.grammar.CharsetTable.Collation;
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
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.TableOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server refuses because of the sizes and types in a canonical table: rows and keys that are
 * too long, defaults that their columns do not take, columns that a table is not partitioned by.
 * Nothing is refused here but what every server refuses, whatever its page size and mode are.
 */
final class TableLimits {

  /** Bytes of a row without what texts and blobs hold. */
  private static final long LONGEST_ROW = 65_535;

  private static final long LONGEST_KEY = 3_072;
  private static final long LONGEST_KEY_OF_MYISAM = 1_000;

  /** Bytes of one key part in the two older row formats. */
  private static final long LONGEST_OLD_PART = 767;

  private static final long POINTER = 8;
  private static final long ONE_BYTE_LENGTH = 255;
  private static final int DIGITS_OF_WORD = 9;
  private static final int BYTES_OF_WORD = 4;
  private static final Set<String> OLD_FORMATS = Set.of("COMPACT", "REDUNDANT");

  private final CreateTable table;
  private final Collation collation;

  private TableLimits(CreateTable table, Collation collation) {
    this.table = table;
    this.collation = collation;
  }

  /**
   * @param table a canonical table
   * @param before the table that is there already, and has been taken as it is
   */
  static void check(CreateTable table, Optional<CreateTable> before, ServerProfile profile)
      throws SimulationException {
    Collation collation = TableCollations.ofTable(table.options(), profile);
    DefinitionLimits.check(table, before);
    List<ColumnDef> taken = before.map(CreateTable::columns).orElse(List.of());
    for (ColumnDef column : table.columns()) {
      if (!taken.contains(column)) {
        DefaultLimits.check(column, TableCollations.of(column.type(), collation));
      }
    }
    ExpressionLimits.check(table, before);
    PartitionLimits.check(table, before);
    TableLimits limits = new TableLimits(table, collation);
    limits.row();
    limits.fulltext();
    if (Engines.of(table).equalsIgnoreCase("InnoDB")) {
      limits.keys(LONGEST_KEY);
    } else if (Engines.of(table).equalsIgnoreCase("MyISAM")) {
      limits.keys(LONGEST_KEY_OF_MYISAM);
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

  private void keys(long longest) throws SimulationException {
    boolean old =
        longest == LONGEST_KEY
            && table.options().stream()
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
        if (bytes > ONE_BYTE_LENGTH
            && part instanceof KeyPart.ColumnPart named
            && type(named.column()).filter(TableLimits::isTiny).isPresent()) {
          throw tooLong(key, bytes, ONE_BYTE_LENGTH);
        }
      }
      if (all > longest) {
        throw tooLong(key, all, longest);
      }
    }
  }

  /** A fulltext key has texts whose letters compare in one way. */
  private void fulltext() throws SimulationException {
    for (KeyDef key : table.keys()) {
      if (key.kind() != KeyKind.FULLTEXT) {
        continue;
      }
      Set<Collation> collations = new HashSet<>();
      for (KeyPart part : key.parts()) {
        Optional<DataType> type =
            part instanceof KeyPart.ColumnPart named ? type(named.column()) : Optional.empty();
        if (type.isPresent()) {
          if (!(type.get() instanceof CharacterType)) {
            throw notSearched(key, "a column that is no text");
          }
          collations.add(TableCollations.of(type.get(), collation).orElseThrow());
        }
      }
      if (collations.size() > 1) {
        throw notSearched(key, "several collations");
      }
    }
  }

  private static SimulationException notSearched(KeyDef key, String found) {
    return new SimulationException(
        SimulationCode.FULLTEXT_KEY,
        "expected a fulltext key to have texts of one collation, but found "
            + found
            + " in key "
            + Names.quoted(Names.of(key)));
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

  private static boolean isTiny(DataType type) {
    return (type instanceof CharacterType text && text.kind() == CharacterKind.TINYTEXT)
        || (type instanceof BinaryType bytes && bytes.kind() == BinaryKind.TINYBLOB);
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
