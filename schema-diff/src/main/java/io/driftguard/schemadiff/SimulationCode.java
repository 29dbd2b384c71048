package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/** Why the server would refuse a statement, with the numbers of the errors that it would give. */
public enum SimulationCode {
  /** The table is there already. */
  TABLE_EXISTS(1050),
  /** The table is not there. */
  UNKNOWN_TABLE(1051, 1146),
  /** A name is qualified with a schema, so that it may be another schema's. */
  QUALIFIED_NAME(),
  /** A column of that name is there already. */
  DUPLICATE_COLUMN(1060),
  /** The column is not there. */
  UNKNOWN_COLUMN(1054, 1091),
  /** A key names a column that is not there. */
  KEY_COLUMN_MISSING(1072),
  /** A key of that name is there already. */
  DUPLICATE_KEY(1061),
  /** The key is not there. */
  UNKNOWN_KEY(1091, 1176),
  /** A table has one primary key. */
  MULTIPLE_PRIMARY_KEY(1068),
  /** A table keeps at least one column. */
  NO_COLUMNS_LEFT(1090),
  /** The foreign key is not there. */
  UNKNOWN_FOREIGN_KEY(1091),
  /** The {@code CHECK} constraint is not there. */
  UNKNOWN_CHECK(3821),
  /** No constraint of that name is there. */
  UNKNOWN_CONSTRAINT(3940),
  /** Constraints of several kinds have that name. */
  AMBIGUOUS_CONSTRAINT(3939),
  /** A foreign key of that name is there already. */
  DUPLICATE_FOREIGN_KEY(1826),
  /** A {@code CHECK} constraint of that name is there already. */
  DUPLICATE_CHECK(3822),
  /** The statement or the table that it makes has no canonical form. */
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
