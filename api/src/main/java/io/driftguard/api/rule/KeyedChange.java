package io.driftguard.api.rule;

import io.driftguard.api.ChangeKey;
import io.driftguard.api.Operation;
import java.util.List;
import java.util.Optional;

/**
 * A table change whose statement was parsed and put into canonical form.
 *
 * @param key what the change is compared by
 * @param position its place among the table changes of its side before any restriction, counted
 *     from 1
 * @param label what its side says that the change is, to be held against the key
 * @param ddl the statement's text as it was given
 * @param tables every table that the statement names as its own: a rename has two
 * @param references the other tables that the statement depends on: by a foreign key, by {@code
 *     LIKE}
 */
public record KeyedChange(
    ChangeKey key,
    int position,
    Label label,
    String ddl,
    List<String> tables,
    List<Reference> references) {

  public KeyedChange {
    tables = List.copyOf(tables);
    references = List.copyOf(references);
  }

  /**
   * A table that a statement depends on without changing it.
   *
   * @param namespace the namespace that the statement names; empty means the statement's own
   * @param table the table
   */
  public record Reference(Optional<String> namespace, String table) {}

  /**
   * What a side claims of a change.
   *
   * @param table the claimed table
   * @param operation the claimed operation, for people
   * @param operationAgrees whether the claim is true of the parsed statement
   * @param statementNamespace the namespace that the statement itself names before its table
   */
  public record Label(
      String table,
      String operation,
      boolean operationAgrees,
      Optional<String> statementNamespace) {}

  /** The operation of the parsed statement. */
  public Operation operation() {
    return key.operation();
  }
}
