package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A column's data type, one value for all of its spellings (MySQL Reference Manual, "Data Types").
 */
public sealed interface DataType {

  /**
   * @param size how many bytes
   * @param displayWidth the number in parentheses
   */
  record IntegerType(IntegerSize size, OptionalInt displayWidth, boolean unsigned, boolean zerofill)
      implements DataType {}

  /** The five integer types. */
  enum IntegerSize {
    TINYINT(1),
    SMALLINT(2),
    MEDIUMINT(3),
    INT(4),
    BIGINT(8);

    private final int bytes;

    IntegerSize(int bytes) {
      this.bytes = bytes;
    }

    /** How many bytes a value takes (MySQL Reference Manual, "Data Type Storage Requirements"). */
    public int bytes() {
      return bytes;
    }
  }

  /**
   * @param precision digits in all
   * @param scale digits after the point
   */
  record DecimalType(OptionalInt precision, OptionalInt scale, boolean unsigned, boolean zerofill)
      implements DataType {}

  /**
   * {@code FLOAT} or {@code DOUBLE}.
   *
   * @param doublePrecision {@code DOUBLE}
   * @param display the non-standard {@code (M,D)}
   */
  record FloatingType(
      boolean doublePrecision, Optional<Display> display, boolean unsigned, boolean zerofill)
      implements DataType {

    /**
     * @param digits M
     * @param decimals D
     */
    public record Display(int digits, int decimals) {}
  }

  /**
   * @param bits the width; empty means 1
   */
  record BitType(OptionalInt bits) implements DataType {}

  /**
   * {@code CHAR}, {@code VARCHAR} and the four texts.
   *
   * @param kind which of them
   * @param length in characters; for {@code TEXT(n)} as written: which of the texts holds n depends
   *     on the character set
   * @param charset character set and collation as written
   */
  record CharacterType(CharacterKind kind, OptionalLong length, CharsetSpec charset)
      implements DataType {}

  /** The character types. */
  enum CharacterKind {
    CHAR,
    VARCHAR,
    TINYTEXT,
    TEXT,
    MEDIUMTEXT,
    LONGTEXT
  }

  /**
   * {@code BINARY}, {@code VARBINARY} and the four blobs.
   *
   * @param length in bytes; for {@code BLOB(n)} as written
   */
  record BinaryType(BinaryKind kind, OptionalLong length) implements DataType {}

  /** The binary types. */
  enum BinaryKind {
    BINARY,
    VARBINARY,
    TINYBLOB,
    BLOB,
    MEDIUMBLOB,
    LONGBLOB
  }

  /**
   * {@code ENUM} or {@code SET}.
   *
   * @param set {@code SET}
   * @param members the members, unquoted, in order
   * @param charset character set and collation as written
   */
  record MemberType(boolean set, List<String> members, CharsetSpec charset) implements DataType {
    public MemberType {
      members = List.copyOf(members);
    }
  }

  /**
   * {@code DATE}, {@code TIME}, {@code DATETIME}, {@code TIMESTAMP}, {@code YEAR}.
   *
   * @param fraction fractional digits, 0 to 6; 0 when not written, and for {@code DATE} and {@code
   *     YEAR}
   */
  record TemporalType(TemporalKind kind, int fraction) implements DataType {}

  /** The temporal types. */
  enum TemporalKind {
    DATE,
    TIME,
    DATETIME,
    TIMESTAMP,
    YEAR
  }

  /** {@code JSON}. */
  record JsonType() implements DataType {}

  /** A spatial type. */
  record SpatialType(SpatialKind kind) implements DataType {}

  /** The spatial types; {@code GEOMETRYCOLLECTION} is {@code GEOMCOLLECTION}. */
  enum SpatialKind {
    GEOMETRY,
    POINT,
    LINESTRING,
    POLYGON,
    MULTIPOINT,
    MULTILINESTRING,
    MULTIPOLYGON,
    GEOMCOLLECTION
  }

  /**
   * {@code VECTOR} (9.0 and later).
   *
   * @param dimensions the number of entries; empty means 2048
   */
  record VectorType(OptionalInt dimensions) implements DataType {}
}
