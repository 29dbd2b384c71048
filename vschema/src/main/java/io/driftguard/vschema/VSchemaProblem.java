package io.driftguard.vschema;

/**
 * Something that a VSchema says and that Vitess cannot do, or that cannot be meant.
 *
 * @param code what kind of problem it is
 * @param path the place in the document: {@code $.tables.orders.column_vindexes[0].name}
 * @param expected what should have been there
 * @param found what is there, quoted where it is text
 */
public record VSchemaProblem(Code code, String path, String expected, String found) {

  /** The kinds of problems. */
  public enum Code {
    /** A vindex has no type. */
    VINDEX_WITHOUT_TYPE,
    /** The owner of a lookup is no table of the keyspace. */
    OWNER_UNKNOWN,
    /** The owner of a lookup does not use it. */
    OWNER_WITHOUT_VINDEX,
    /** A table's type is none that Vitess has. */
    TABLE_TYPE_UNKNOWN,
    /** A sequence is in a sharded keyspace and is not pinned. */
    SEQUENCE_SHARDED,
    /** A table is pinned to what is no keyspace id. */
    PINNED_MALFORMED,
    /** A table of a sharded keyspace has no primary vindex. */
    PRIMARY_VINDEX_MISSING,
    /** A table uses a vindex that the keyspace does not have. */
    VINDEX_UNKNOWN,
    /** A table uses a vindex without a column. */
    VINDEX_WITHOUT_COLUMN,
    /** The first vindex of a table gives more than one keyspace id. */
    PRIMARY_VINDEX_NOT_UNIQUE,
    /** The first vindex of a table is a lookup that the table itself fills. */
    PRIMARY_VINDEX_OWNED,
    /** A table has a column twice. */
    COLUMN_REPEATED,
    /** A table increments by no column, or by no sequence. */
    AUTO_INCREMENT_INCOMPLETE,
    /** A table increments by what is no sequence. */
    SEQUENCE_UNKNOWN,
    /** A table that is no reference table has a source. */
    SOURCE_OF_NO_REFERENCE,
    /** The source of a reference table is in its own keyspace. */
    SOURCE_IN_KEYSPACE,
    /** The source of a reference table is not there. */
    SOURCE_UNKNOWN
  }

  @Override
  public String toString() {
    return path + ": expected " + expected + ", but found " + found;
  }
}
