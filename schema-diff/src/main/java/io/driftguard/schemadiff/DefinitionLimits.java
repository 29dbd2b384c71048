package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BitType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DataType.DecimalType;
import io.driftguard.grammar.ast.DataType.FloatingType;
import io.driftguard.grammar.ast.DataType.IntegerType;
import io.driftguard.grammar.ast.DataType.MemberType;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.TableOption;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How long and how many the parts of a table may be: names, comments, types, columns, keys. */
final class DefinitionLimits {

  static final int LONGEST_COMMENT = 1_024;

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TABLE_COMMENT = 2_048;
  private static final int MOST_COLUMNS_OF_INNODB = 1_017;
  private static final int MOST_KEYS = 64;
  private static final int MOST_PARTS = 16;
  private static final int LONGEST_CHAR = 255;
  private static final int MOST_DIGITS = 65;
  private static final int MOST_DECIMALS = 30;
  private static final int WIDEST = 255;
  private static final int MOST_BITS = 64;
  private static final int MOST_MEMBERS_OF_SET = 64;
  private static final BigInteger EXTENSION = BigInteger.valueOf(4L << 20);
  private static final BigInteger MOST_EXTENSION = BigInteger.valueOf(4L << 30);

  private DefinitionLimits() {}

  /**
   * @param table a canonical table
   * @param before the table that is there already, of which nothing is asked again
   */
  static void check(CreateTable table, Optional<CreateTable> before) throws SimulationException {
    names(table);
    counts(table);
    List<ColumnDef> columns = before.map(CreateTable::columns).orElse(List.of());
    for (ColumnDef column : table.columns()) {
      if (!columns.contains(column)) {
        column(column);
      }
    }
    List<KeyDef> keys = before.map(CreateTable::keys).orElse(List.of());
    for (KeyDef key : table.keys()) {
      if (!keys.contains(key)) {
        requireName("key", Names.of(key));
        requireComment("key", Names.of(key), key.options().comment(), LONGEST_COMMENT);
      }
    }
    List<TableOption> options = before.map(CreateTable::options).orElse(List.of());
    for (TableOption option : table.options()) {
      if (!options.contains(option)) {
        option(table, option);
      }
    }
  }

  /** The names of the table and of what may be named after it. */
  static void names(CreateTable table) throws SimulationException {
    requireName("table", table.table().name());
    for (ForeignKeyDef key : table.foreignKeys()) {
      requireName("foreign key", Names.of(key));
    }
    for (CheckDef check : table.checks()) {
      requireName("check", Names.of(check));
    }
  }

  /** A name as the server takes one for something that is in no file's name. */
  static void requireName(String what, String name) throws SimulationException {
    if (name.codePointCount(0, name.length()) > LONGEST_NAME || name.endsWith(" ")) {
      throw new SimulationException(
          SimulationCode.NAME_INVALID,
          "expected the name of a "
              + what
              + " to have at most "
              + LONGEST_NAME
              + " characters and no space at its end, but found "
              + Names.quoted(name));
    }
  }

  static void requireComment(String what, String name, Optional<String> comment, int longest)
      throws SimulationException {
    int length = comment.map(text -> text.codePointCount(0, text.length())).orElse(0);
    if (length > longest) {
      throw new SimulationException(
          SimulationCode.COMMENT_TOO_LONG,
          "expected a comment of at most "
              + longest
              + " characters, but found "
              + length
              + " in that of "
              + what
              + " "
              + Names.quoted(name));
    }
  }

  private static void counts(CreateTable table) throws SimulationException {
    String name = Names.quoted(table.table().name());
    if (Engines.of(table).equalsIgnoreCase("InnoDB")) {
      requireFewer("columns in table " + name, table.columns().size(), MOST_COLUMNS_OF_INNODB);
    }
    long keys = table.keys().stream().filter(key -> key.kind() != KeyKind.PRIMARY).count();
    boolean primary = keys < table.keys().size();
    requireFewer("keys in table " + name, keys + (primary ? 1 : 0), MOST_KEYS);
    for (KeyDef key : table.keys()) {
      if (key.kind() != KeyKind.FULLTEXT) {
        requireFewer("parts in key " + Names.quoted(Names.of(key)), key.parts().size(), MOST_PARTS);
      }
    }
  }

  static void requireFewer(String what, long found, long most) throws SimulationException {
    if (found > most) {
      throw new SimulationException(
          SimulationCode.TOO_MANY,
          "expected at most " + most + " " + what + ", but found " + found);
    }
  }

  private static void column(ColumnDef column) throws SimulationException {
    requireName("column", column.name());
    requireComment("column", column.name(), column.comment(), LONGEST_COMMENT);
    if (!isPossible(column.type())) {
      throw new SimulationException(
          SimulationCode.TYPE_INVALID,
          "expected lengths, digits and members that a server takes, but found others in column "
              + Names.quoted(column.name()));
    }
    boolean counts = column.type() instanceof IntegerType || column.type() instanceof FloatingType;
    if (column.autoIncrement() && !counts) {
      throw new SimulationException(
          SimulationCode.TYPE_INVALID,
          "expected a number that AUTO_INCREMENT can count up, but found column "
              + Names.quoted(column.name()));
    }
  }

  private static boolean isPossible(DataType type) {
    if (type instanceof CharacterType text && text.kind() == CharacterKind.CHAR) {
      return text.length().orElse(1) <= LONGEST_CHAR;
    }
    if (type instanceof DecimalType decimal) {
      int precision = decimal.precision().orElse(10);
      int scale = decimal.scale().orElse(0);
      return precision <= MOST_DIGITS && scale <= MOST_DECIMALS && scale <= precision;
    }
    if (type instanceof FloatingType floating) {
      return floating
          .display()
          .filter(it -> it.digits() > WIDEST || it.decimals() > it.digits())
          .isEmpty();
    }
    if (type instanceof IntegerType integer) {
      return integer.displayWidth().orElse(1) <= WIDEST;
    }
    if (type instanceof BitType bits) {
      return bits.bits().orElse(1) >= 1 && bits.bits().orElse(1) <= MOST_BITS;
    }
    return !(type instanceof MemberType members) || isPossible(members);
  }

  /** Members that differ in letters or accents alone are left to the server. */
  private static boolean isPossible(MemberType type) {
    return Set.copyOf(type.members()).size() == type.members().size()
        && (!type.set()
            || (type.members().size() <= MOST_MEMBERS_OF_SET
                && type.members().stream().noneMatch(member -> member.contains(","))));
  }

  private static void option(CreateTable table, TableOption option) throws SimulationException {
    boolean possible =
        switch (option.key()) {
          case ENCRYPTION ->
              option.value().equalsIgnoreCase("Y") || option.value().equalsIgnoreCase("N");
          case AUTOEXTEND_SIZE -> isExtension(option.value());
          default -> true;
        };
    if (!possible) {
      throw new SimulationException(
          SimulationCode.OPTION_INVALID,
          option.key() == TableOption.Key.ENCRYPTION
              ? "expected ENCRYPTION to be 'Y' or 'N', but found '" + option.value() + "'"
              : "expected "
                  + option.key().sql()
                  + " to be a multiple of 4M, and at most 4G, but found "
                  + option.value());
    }
    if (option.key() == TableOption.Key.COMMENT) {
      requireComment(
          "table", table.table().name(), Optional.of(option.value()), LONGEST_TABLE_COMMENT);
    }
  }

  private static boolean isExtension(String value) {
    if (!value.chars().allMatch(c -> c >= '0' && c <= '9') || value.isEmpty()) {
      return true;
    }
    BigInteger bytes = new BigInteger(value);
    return bytes.compareTo(MOST_EXTENSION) <= 0 && bytes.mod(EXTENSION).signum() == 0;
  }
}
