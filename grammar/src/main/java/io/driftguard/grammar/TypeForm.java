package io.driftguard.grammar;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DataType.BitType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DataType.DecimalType;
import io.driftguard.grammar.ast.DataType.FloatingType;
import io.driftguard.grammar.ast.DataType.IntegerSize;
import io.driftguard.grammar.ast.DataType.IntegerType;
import io.driftguard.grammar.ast.DataType.MemberType;
import io.driftguard.grammar.ast.DataType.VectorType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The canonical form of data types.
 *
 * @param inherited the table's collation, where it is known
 */
record TypeForm(Optional<Collation> inherited) {

  private static final long[] BLOB_LIMITS = {255, 65_535, 16_777_215, 4_294_967_295L};
  private static final List<CharacterKind> TEXTS =
      List.of(
          CharacterKind.TINYTEXT,
          CharacterKind.TEXT,
          CharacterKind.MEDIUMTEXT,
          CharacterKind.LONGTEXT);
  private static final List<BinaryKind> BLOBS =
      List.of(BinaryKind.TINYBLOB, BinaryKind.BLOB, BinaryKind.MEDIUMBLOB, BinaryKind.LONGBLOB);
  private static final int MOST_BYTES_OF_A_CHARACTER = 4;

  /** The type with what its server would print; a character type of bytes becomes a binary one. */
  DataType of(DataType type) throws DdlRejectedException {
    if (type instanceof IntegerType t) {
      return integer(t);
    }
    if (type instanceof DecimalType t) {
      int precision = t.precision().orElse(0) == 0 ? 10 : t.precision().getAsInt();
      return new DecimalType(
          OptionalInt.of(precision),
          OptionalInt.of(t.scale().orElse(0)),
          t.unsigned() || t.zerofill(),
          t.zerofill());
    }
    if (type instanceof FloatingType t) {
      return new FloatingType(
          t.doublePrecision(), t.display(), t.unsigned() || t.zerofill(), t.zerofill());
    }
    if (type instanceof BitType t) {
      return new BitType(OptionalInt.of(t.bits().orElse(1)));
    }
    if (type instanceof CharacterType t) {
      return character(t);
    }
    if (type instanceof BinaryType t) {
      return binary(t);
    }
    if (type instanceof MemberType t) {
      List<String> members = t.members().stream().map(TypeForm::withoutTrailingSpaces).toList();
      return new MemberType(t.set(), members, spec(t.charset()));
    }
    if (type instanceof VectorType t) {
      return new VectorType(OptionalInt.of(t.dimensions().orElse(2048)));
    }
    return type;
  }

  /** The collation of a column with this specification, where it is known. */
  Optional<Collation> collation(CharsetSpec spec) throws DdlRejectedException {
    Optional<Collation> named = named(spec);
    if (!spec.binary()) {
      return named.isPresent() ? named : inherited;
    }
    // BINARY wins over COLLATE, whose character set must be right all the same.
    if (spec.collation().isPresent()
        && spec.charset().isEmpty()
        && !inherited.map(Collation::charset).equals(named.map(Collation::charset))) {
      throw Invalid.because(
          "BINARY and COLLATE " + spec.collation().get() + " name two collations of one column");
    }
    Optional<Collation> base = named.isPresent() ? named : inherited;
    return base.isEmpty()
        ? Optional.empty()
        : Optional.of(CharsetTable.binaryOf(base.get().charset()));
  }

  static String withoutTrailingSpaces(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private static Optional<Collation> named(CharsetSpec spec) throws DdlRejectedException {
    if (spec.charset().isPresent()) {
      return Optional.of(
          spec.collation().isPresent()
              ? CharsetTable.both(spec.charset().get(), spec.collation().get())
              : CharsetTable.defaultOf(spec.charset().get()));
    }
    return spec.collation().isPresent()
        ? Optional.of(CharsetTable.collation(spec.collation().get()))
        : Optional.empty();
  }

  /** What has to be spelled out: nothing where the table gives the same. */
  private CharsetSpec spec(CharsetSpec written) throws DdlRejectedException {
    Optional<Collation> collation = collation(written);
    if (collation.isEmpty()) {
      return written;
    }
    if (collation.equals(inherited)) {
      return CharsetSpec.NONE;
    }
    return new CharsetSpec(
        Optional.of(collation.get().charset().name()), Optional.of(collation.get().name()), false);
  }

  private static IntegerType integer(IntegerType type) {
    OptionalInt width = OptionalInt.empty();
    if (type.zerofill()) {
      int written = type.displayWidth().orElse(0);
      width = OptionalInt.of(written == 0 ? defaultWidth(type.size()) : written);
    } else if (type.size() == IntegerSize.TINYINT
        && !type.unsigned()
        && type.displayWidth().equals(OptionalInt.of(1))) {
      width = type.displayWidth();
    }
    return new IntegerType(type.size(), width, type.unsigned() || type.zerofill(), type.zerofill());
  }

  private static int defaultWidth(IntegerSize size) {
    return switch (size) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case MEDIUMINT -> 8;
      case INT -> 10;
      case BIGINT -> 20;
    };
  }

  private DataType character(CharacterType type) throws DdlRejectedException {
    Optional<Collation> collation = collation(type.charset());
    CharacterKind kind = type.kind();
    OptionalLong length = type.length();
    if (kind == CharacterKind.CHAR) {
      length = OptionalLong.of(length.orElse(1));
    } else if (kind == CharacterKind.TEXT && length.isPresent()) {
      Optional<Integer> chosen = choose(length.getAsLong(), collation);
      if (chosen.isPresent()) {
        kind = TEXTS.get(chosen.get());
        length = OptionalLong.empty();
      }
    }
    return collation.isPresent() && collation.get().isBinary()
        ? new BinaryType(bytes(kind), length)
        : new CharacterType(kind, length, spec(type.charset()));
  }

  private static BinaryKind bytes(CharacterKind kind) {
    return switch (kind) {
      case CHAR -> BinaryKind.BINARY;
      case VARCHAR -> BinaryKind.VARBINARY;
      case TINYTEXT -> BinaryKind.TINYBLOB;
      case TEXT -> BinaryKind.BLOB;
      case MEDIUMTEXT -> BinaryKind.MEDIUMBLOB;
      case LONGTEXT -> BinaryKind.LONGBLOB;
    };
  }

  private static BinaryType binary(BinaryType type) throws DdlRejectedException {
    if (type.kind() == BinaryKind.BINARY) {
      return new BinaryType(type.kind(), OptionalLong.of(type.length().orElse(1)));
    }
    if (type.kind() == BinaryKind.BLOB && type.length().isPresent()) {
      return new BinaryType(BLOBS.get(known(type.length().getAsLong(), 1)), OptionalLong.empty());
    }
    return type;
  }

  /**
   * The text that holds so many characters; empty where that depends on an unknown character set.
   */
  private static Optional<Integer> choose(long characters, Optional<Collation> collation)
      throws DdlRejectedException {
    if (collation.isPresent()) {
      return Optional.of(known(characters, collation.get().charset().maxBytes()));
    }
    int least = known(characters, 1);
    return smallest(characters, MOST_BYTES_OF_A_CHARACTER).filter(most -> most == least);
  }

  private static int known(long length, int bytesEach) throws DdlRejectedException {
    Optional<Integer> smallest = smallest(length, bytesEach);
    if (smallest.isEmpty()) {
      throw Invalid.because("a length up to 4294967295 bytes was expected, but found " + length);
    }
    return smallest.get();
  }

  private static Optional<Integer> smallest(long length, int bytesEach) {
    for (int i = 0; i < BLOB_LIMITS.length; i++) {
      if (length <= BLOB_LIMITS[i] / bytesEach) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
