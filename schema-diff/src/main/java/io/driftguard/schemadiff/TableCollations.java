package io.driftguard.schemadiff;

import io.driftguard.grammar.CharsetTable;
import io.driftguard.grammar.CharsetTable.Charset;
import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterClause.ConvertCharset;
import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DataType.MemberType;
import io.driftguard.grammar.ast.TableOption;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/** Which collation a table and its columns have. */
final class TableCollations {

  private TableCollations() {}

  /** The collation that a column of the table has when it names none. */
  static Collation ofTable(Collection<TableOption> options, ServerProfile profile)
      throws SimulationException {
    Optional<String> charset = value(options, TableOption.Key.CHARSET);
    Optional<String> collation = value(options, TableOption.Key.COLLATE);
    if (charset.isEmpty() && collation.isEmpty()) {
      return named(profile.defaultCharset(), Optional.of(profile.defaultCollation()));
    }
    return charset.isPresent()
        ? named(charset.get(), collation)
        : collation(collation.orElseThrow());
  }

  /** The collation that {@code CONVERT TO} gives to the table and all of its columns. */
  static Collation ofConversion(ConvertCharset convert, ServerProfile profile)
      throws SimulationException {
    if (convert.charset().isPresent()) {
      return named(convert.charset().get(), convert.collation());
    }
    return convert.collation().isPresent()
        ? collation(convert.collation().get())
        : named(profile.defaultCharset(), Optional.of(profile.defaultCollation()));
  }

  private static Optional<String> value(Collection<TableOption> options, TableOption.Key key) {
    return options.stream()
        .filter(option -> option.key() == key)
        .map(TableOption::value)
        .filter(value -> !value.equalsIgnoreCase("DEFAULT"))
        .findFirst();
  }

  private static Collation named(String charset, Optional<String> collation)
      throws SimulationException {
    try {
      return collation.isPresent()
          ? CharsetTable.both(charset, collation.get())
          : CharsetTable.defaultOf(charset);
    } catch (DdlRejectedException e) {
      throw conflict(e);
    }
  }

  private static Collation collation(String name) throws SimulationException {
    try {
      return CharsetTable.collation(name);
    } catch (DdlRejectedException e) {
      throw conflict(e);
    }
  }

  private static SimulationException conflict(DdlRejectedException e) {
    return new SimulationException(SimulationCode.CHARSET_CONFLICT, e.describe(), e);
  }

  /** What a type spells out; empty for a type without characters. */
  static Optional<CharsetSpec> spec(DataType type) {
    if (type instanceof CharacterType text) {
      return Optional.of(text.charset());
    }
    return type instanceof MemberType members ? Optional.of(members.charset()) : Optional.empty();
  }

  static DataType withSpec(DataType type, CharsetSpec spec) {
    if (type instanceof CharacterType text) {
      return new CharacterType(text.kind(), text.length(), spec);
    }
    return type instanceof MemberType members
        ? new MemberType(members.set(), members.members(), spec)
        : type;
  }

  static CharsetSpec spelledOut(Collation collation) {
    return new CharsetSpec(
        Optional.of(collation.charset().name()), Optional.of(collation.name()), false);
  }

  /** The collation of a type with characters in a table of that default. */
  static Optional<Collation> of(DataType type, Collation table) throws SimulationException {
    Optional<CharsetSpec> spec = spec(type);
    if (spec.isEmpty()) {
      return Optional.empty();
    }
    CharsetSpec written = spec.get();
    try {
      if (written.collation().isPresent()) {
        return Optional.of(CharsetTable.collation(written.collation().get()));
      }
      Charset charset =
          written.charset().isPresent()
              ? CharsetTable.defaultOf(written.charset().get()).charset()
              : table.charset();
      if (written.binary()) {
        return Optional.of(CharsetTable.binaryOf(charset));
      }
      return Optional.of(
          written.charset().isPresent() ? CharsetTable.defaultOf(charset.name()) : table);
    } catch (DdlRejectedException e) {
      throw conflict(e);
    }
  }

  /**
   * The type that a text has after its conversion to another character set: the next larger one
   * when a character may need more bytes than before (MySQL Reference Manual, "ALTER TABLE
   * Statement", "Changing the Character Set").
   */
  static DataType grown(DataType type, Charset from, Charset to) {
    if (!(type instanceof CharacterType text) || to.maxBytes() <= from.maxBytes()) {
      return type;
    }
    CharacterKind kind =
        switch (text.kind()) {
          case CHAR, VARCHAR -> text.kind();
          case TINYTEXT -> CharacterKind.TEXT;
          case TEXT -> CharacterKind.MEDIUMTEXT;
          case MEDIUMTEXT, LONGTEXT -> CharacterKind.LONGTEXT;
        };
    OptionalLong length = kind == text.kind() ? text.length() : OptionalLong.empty();
    return new CharacterType(kind, length, text.charset());
  }

  static boolean isText(DataType type) {
    return type instanceof CharacterType text
        && text.kind() != CharacterKind.CHAR
        && text.kind() != CharacterKind.VARCHAR;
  }
}
