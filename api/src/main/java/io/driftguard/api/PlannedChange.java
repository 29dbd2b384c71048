package io.driftguard.api;

import java.util.Optional;
import java.util.function.Function;

/**
 * One change that a plan wants to make: one table change with exactly one DDL statement, or the
 * VSchema of one namespace.
 */
public sealed interface PlannedChange {

  Namespace namespace();

  /** Both cases by name: a total function over the two kinds of change. */
  <R> R match(
      Function<TableChange, ? extends R> ofTable, Function<VSchemaChange, ? extends R> ofVSchema);

  /**
   * One DDL statement for one table.
   *
   * @param namespace where the table is
   * @param shard the shard that the statement is for; empty in a namespace without shards
   * @param table the table's name, unquoted, without its namespace
   * @param operation what the statement does; the guard holds it against the parsed statement
   * @param ddl the statement's text, in the SQL dialect of MySQL; a trailing semicolon is allowed
   */
  record TableChange(
      Namespace namespace, Optional<ShardName> shard, String table, Operation operation, String ddl)
      implements PlannedChange {

    /**
     * @throws IllegalArgumentException when the table's name or the statement is blank
     */
    public TableChange {
      if (table.isBlank()) {
        throw new IllegalArgumentException(
            "a change of namespace \"" + namespace + "\" names no table");
      }
      if (ddl.isBlank()) {
        throw new IllegalArgumentException(
            "the change of table \"" + table + "\" has no statement");
      }
    }

    @Override
    public <R> R match(
        Function<TableChange, ? extends R> ofTable,
        Function<VSchemaChange, ? extends R> ofVSchema) {
      return ofTable.apply(this);
    }
  }

  /**
   * The VSchema that a namespace is to have.
   *
   * @param namespace the keyspace
   * @param content the whole VSchema document (the JSON form of {@code vschema.Keyspace} in Vitess'
   *     {@code vschema.proto})
   */
  record VSchemaChange(Namespace namespace, String content) implements PlannedChange {
    @Override
    public <R> R match(
        Function<TableChange, ? extends R> ofTable,
        Function<VSchemaChange, ? extends R> ofVSchema) {
      return ofVSchema.apply(this);
    }
  }
}
