package io.driftguard.api;

/**
 * One change of a dispatch: what its labels claim, and its statement. The claims count for nothing
 * until they are checked.
 */
public sealed interface ReviewedChange {

  Namespace namespace();

  /**
   * A table change.
   *
   * @param namespace the namespace that the label claims
   * @param table the table that the label claims
   * @param claim the operation that the label claims
   * @param ddl the reviewed statement
   */
  record Table(Namespace namespace, String table, ClaimedOperation claim, String ddl)
      implements ReviewedChange {}

  /**
   * The VSchema of one namespace; its content is the namespace's {@code vschema.json} of the
   * desired schema.
   *
   * @param namespace the keyspace
   */
  record VSchema(Namespace namespace) implements ReviewedChange {}

  /** What the label of a table change claims. */
  enum ClaimedOperation {
    CREATE,
    ALTER,
    DROP,
    /**
     * None of the other three: the statement itself says what it is ({@code RENAME TABLE}, {@code
     * TRUNCATE TABLE}).
     */
    OTHER;

    /** Tells whether a statement of that operation is what this label claims. */
    public boolean agreesWith(Operation operation) {
      return switch (operation) {
        case CREATE -> this == CREATE;
        case ALTER -> this == ALTER;
        case DROP -> this == DROP;
        case RENAME, TRUNCATE -> this == OTHER;
      };
    }
  }
}
