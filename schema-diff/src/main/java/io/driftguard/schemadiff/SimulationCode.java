package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/** Why the server would refuse a statement, with the numbers of the errors that it would give. */
public enum SimulationCode {
  /** The table is there already. */
  TABLE_EXISTS(1050),
  /** The table is not there. */
  UNKNOWN_TABLE(1051, 1146),
  /** A statement names one table twice. */
  TABLE_NAMED_TWICE(1066),
  /** A name is qualified with a schema, so that it may be another schema's. */
  QUALIFIED_NAME(),
  /** A table where a view is wanted, or a view where a table is. */
  WRONG_OBJECT(1347),
  /** The table takes part in a foreign key, and so is not dropped, emptied or of another engine. */
  TABLE_IN_FOREIGN_KEY(1701, 3730, 3776),

  /** A table with a secondary engine changes only when that has been taken back. */
  SECONDARY_ENGINE_DEFINED(3889, 3890),
  /** A name has at most 64 characters, and does not end with a space. */
  NAME_INVALID(1059, 1103, 1166, 1280),
  /** A table has at most so many columns, keys, parts of a key, and partitions. */
  TOO_MANY(1069, 1070, 1117, 1499),
  /** A comment is longer than the server keeps one. */
  COMMENT_TOO_LONG(1628, 1629, 1688, 1793),
  /** An option has a value that no server takes. */
  OPTION_INVALID(3184, 4023, 4025),

  /** A column of that name is there already, or is named twice. */
  DUPLICATE_COLUMN(1060),
  /** The column is not there, or another clause has it already. */
  UNKNOWN_COLUMN(1054, 1091),
  /** A table keeps at least one column. */
  NO_COLUMN_LEFT(1090),
  /** A table has at least one visible column. */
  NO_VISIBLE_COLUMN(4028),
  /** An auto-increment column is the first of some key, and a table has one. */
  AUTO_INCREMENT_WITHOUT_KEY(1075),
  /** A column does not become virtual or cease to be. */
  VIRTUAL_STATUS_CHANGED(3106),
  /** A generated column does not use an auto-increment column. */
  GENERATED_ON_AUTO_INCREMENT(3109),
  /** A generated column has no default, and does not count up. */
  GENERATED_COLUMN_DEFAULT(1221),
  /** A generated column uses computed columns only when they stand before it. */
  GENERATED_COLUMN_ORDER(3107),
  /** A default uses only columns with defaults of that kind, and generated ones, before it. */
  DEFAULT_ORDER(3767),
  /** A column is not added with a default that may be another one on each server. */
  UNSAFE_DEFAULT(1674),
  /** A literal default is one that its column takes. */
  INVALID_DEFAULT(1067, 1294, 1366, 1367),
  /** A type has no such length, digits or members, or does not count up. */
  TYPE_INVALID(1063, 1074, 1097, 1291, 1367, 1425, 1426, 1427, 1439, 3013, 3505),
  /** A row has at most 65535 bytes beside its texts and blobs, and so has a column. */
  ROW_TOO_LONG(1074, 1118),
  /** A default does not use an auto-increment column. */
  DEFAULT_ON_AUTO_INCREMENT(3768),
  /** Another column is generated from the column. */
  COLUMN_IN_GENERATED_COLUMN(3108),
  /** A functional key part uses the column. */
  COLUMN_IN_FUNCTIONAL_KEY(3837),
  /** The default value of another column uses the column. */
  COLUMN_IN_DEFAULT(3766),
  /** A check uses the column. */
  COLUMN_IN_CHECK(3959),
  /** The table is partitioned by the column. */
  COLUMN_IN_PARTITIONING(3855),
  /** A foreign key uses the column in a way that the change would break. */
  COLUMN_IN_FOREIGN_KEY(1828, 1829, 1832, 1833, 1846),

  /** A key of that name is there already. */
  DUPLICATE_KEY(1061),
  /** The key is not there, or another clause has dropped it. */
  UNKNOWN_KEY(1091, 1176),
  /** A key names a column that is not there. */
  KEY_COLUMN_MISSING(1072),
  /** Only the primary key is named {@code PRIMARY}. */
  KEY_NAME_RESERVED(1280),
  /** A key on a text or a blob says how much of it. */
  KEY_PREFIX_MISSING(1170),
  /** A key says how much of a column it takes, but the column is not of that length. */
  KEY_PREFIX_INVALID(1089),
  /**
   * A key of InnoDB has at most 3072 bytes, and a part of it 767 in the older row formats; a key of
   * MyISAM has 1000.
   */
  KEY_TOO_LONG(1071),
  /** A key does not use a document, but what is generated from it. */
  KEY_ON_JSON(3152),
  /** A key on a shape has no other part, may not be unique, and its column is NOT NULL. */
  SPATIAL_KEY(1070, 1252, 1687, 3644, 3728),
  /** A table has one primary key. */
  MULTIPLE_PRIMARY_KEYS(1068),
  /** A column of the primary key is spelled out as nullable. */
  PRIMARY_KEY_NULLABLE(1171),
  /** A primary key has no virtual column. */
  PRIMARY_KEY_ON_VIRTUAL(3106),
  /** A primary key is visible, the one that the server takes for want of another too. */
  PRIMARY_KEY_INVISIBLE(3522),
  /** A statement that does not copy the table makes one fulltext key. */
  SEVERAL_FULLTEXT_KEYS(1795),
  /** A fulltext key has texts of one collation. */
  FULLTEXT_KEY(1283),
  /** A functional key part is no column, and stands in a key that may have one. */
  FUNCTIONAL_KEY(1235, 3756, 3759, 3760, 3762),
  /** An expression uses a function whose value is not always the same for the same columns. */
  FUNCTION_NOT_ALLOWED(3758, 3763, 3814),
  /** A functional key part does not use an auto-increment column. */
  FUNCTIONAL_KEY_ON_AUTO_INCREMENT(3754),
  /** A foreign key needs the key. */
  KEY_IN_FOREIGN_KEY(1553),
  /**
   * The server drops a key that it made itself for a foreign key when a better one comes, and the
   * text of the table does not tell whether it made this one.
   */
  GENERATED_KEY_UNCERTAIN(),

  /** The foreign key is not there. */
  UNKNOWN_FOREIGN_KEY(1091),
  /** A foreign key of that name is there already, in this table or in another one. */
  DUPLICATE_FOREIGN_KEY(1826),
  /** A foreign key names as many columns of its parent as of its own table. */
  FOREIGN_KEY_COLUMN_COUNT(1239),
  /** The parent of a foreign key does not have the column. */
  PARENT_COLUMN_MISSING(3734),
  /** The parent of a foreign key has no key on the columns. */
  PARENT_KEY_MISSING(1822),
  /** The two columns of a foreign key are of different types. */
  FOREIGN_KEY_INCOMPATIBLE(3780),
  /** A foreign key that sets its columns to {@code NULL} has nullable columns. */
  FOREIGN_KEY_NOT_NULL(1830),
  /** A foreign key does not use a virtual column, and does not write into a generated one. */
  FOREIGN_KEY_ON_GENERATED(1215, 3104, 3733),
  /** A foreign key of a table to itself needs what the same statement makes. */
  SELF_REFERENCE_TOO_EARLY(1215),
  /** A partitioned table has no part in foreign keys. */
  FOREIGN_KEY_ON_PARTITIONED(1506),

  /** The check is not there, or another clause has dropped it. */
  UNKNOWN_CHECK(3821),
  /** A check of that name is there already, in this table or in another one. */
  DUPLICATE_CHECK(3822),
  /** A check that stands with a column uses no other one. */
  CHECK_ON_OTHER_COLUMN(3813),
  /** A check asks something. */
  CHECK_NOT_BOOLEAN(3812),
  /** A check does not use an auto-increment column. */
  CHECK_ON_AUTO_INCREMENT(3818),
  /** A check does not use a column that a foreign key writes into. */
  CHECK_ON_REFERENTIAL_ACTION(3823),
  /** No constraint of that name is there. */
  UNKNOWN_CONSTRAINT(3940),
  /** Constraints of several kinds have that name. */
  AMBIGUOUS_CONSTRAINT(3939),

  /** Character sets or collations of one statement contradict each other. */
  CHARSET_CONFLICT(1253, 1302),

  /** The table is not partitioned. */
  NOT_PARTITIONED(1505),
  /** The clause is not for the way in which the table is partitioned. */
  PARTITIONING_KIND(1479, 1480, 1492, 1500, 1504, 1509, 1510, 1512, 1732),
  /** A value of a partition is there already, or is none of the partitioning's type. */
  PARTITION_VALUE(1495, 1563, 1566, 1654, 1697),
  /** An expression of columns and of few functions says to which partition a row belongs. */
  PARTITIONING_FUNCTION(1486, 1564, 1652),
  /** A table of this engine, or with a fulltext key, is not partitioned. */
  PARTITIONED_ENGINE(1178, 1214, 1497),
  /** The partition is not there. */
  UNKNOWN_PARTITION(1507, 1735),
  /** A partition of that name is there already. */
  DUPLICATE_PARTITION(1517),
  /** A partitioned table keeps at least one partition. */
  NO_PARTITION_LEFT(1508),
  /** The partitions to reorganize do not follow each other. */
  PARTITIONS_NOT_CONSECUTIVE(1519),
  /** Partitions are reorganized within their range, which may only grow at the table's end. */
  PARTITION_RANGE_CHANGED(1520),
  /** A partitioned table has no spatial columns. */
  PARTITIONED_SPATIAL(1178),
  /** Ranges follow each other, and nothing follows {@code MAXVALUE}. */
  PARTITION_ORDER(1481, 1493),
  /** The partitioning uses a column that is not there, or that a unique key lacks. */
  PARTITIONING_COLUMN(1054, 1488, 1503),
  /** A table is not partitioned by a column of such a type, or not in this way. */
  PARTITIONING_TYPE(1502, 1659),

  /** The effect of a clause on the table's definition is not known here. */
  EFFECT_UNKNOWN(),
  /** The table that the statement makes has no canonical form. */
  NOT_CANONICAL();

  private final ImmutableSet<Integer> errorNumbers;

  SimulationCode(Integer... errorNumbers) {
    this.errorNumbers = ImmutableSet.copyOf(errorNumbers);
  }

  /** The numbers of the errors that a server answers with; empty where the server has none. */
  public Set<Integer> errorNumbers() {
    return errorNumbers;
  }
}
