package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * {@code CREATE TABLE} with its elements (MySQL Reference Manual, "CREATE TABLE Statement").
 *
 * @param table the table
 * @param ifNotExists whether {@code IF NOT EXISTS} was said
 * @param elements columns, keys and constraints in the order in which they were written
 * @param options table options; each key at most once, the last one written wins, as on the server
 * @param partitioning the partitions
 */
public record CreateTable(
    TableName table,
    boolean ifNotExists,
    List<TableElement> elements,
    List<TableOption> options,
    Optional<Partitioning> partitioning)
    implements Statement, TableCreation {

  public CreateTable {
    elements = List.copyOf(elements);
    options = List.copyOf(options);
  }

  public List<ColumnDef> columns() {
    return only(ColumnDef.class);
  }

  public List<KeyDef> keys() {
    return only(KeyDef.class);
  }

  public List<ForeignKeyDef> foreignKeys() {
    return only(ForeignKeyDef.class);
  }

  public List<CheckDef> checks() {
    return only(CheckDef.class);
  }

  private <E extends TableElement> List<E> only(Class<E> type) {
    return elements.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
