package io.driftguard.propertytests;

import io.driftguard.propertytests.TableModel.Column;
import io.driftguard.propertytests.TableModel.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * One edit of a set of tables. It is a total function: where there is nothing to edit, nothing
 * changes. Its numbers are folded into what there is, so that any three numbers make an edit.
 *
 * @param kind what is done
 * @param table which table
 * @param item which column or key
 * @param choice what is put there
 */
public record SchemaEdit(Kind kind, int table, int item, int choice) {

  /** The names that tables are drawn from. */
  static final List<String> TABLE_NAMES = List.of("customers", "Invoices", "order", "orders");

  /** The names that columns are drawn from. */
  static final List<String> COLUMN_NAMES = List.of("amount", "key", "name", "note", "region");

  /** What an edit does. */
  public enum Kind {
    ADD_COLUMN,
    DROP_COLUMN,
    MODIFY_COLUMN,
    ADD_KEY,
    DROP_KEY,
    CREATE_TABLE,
    DROP_TABLE
  }

  /** The tables after the edit. */
  public TableSet applyTo(TableSet tables) {
    if (kind == Kind.CREATE_TABLE) {
      return createTable(tables);
    }
    List<TableModel> all = List.copyOf(tables.byName().values());
    if (all.isEmpty()) {
      return tables;
    }
    TableModel edited = pick(all, table);
    return switch (kind) {
      case ADD_COLUMN -> tables.with(addColumn(edited));
      case DROP_COLUMN -> tables.with(dropColumn(edited));
      case MODIFY_COLUMN -> tables.with(modifyColumn(edited));
      case ADD_KEY -> tables.with(addKey(edited));
      case DROP_KEY -> tables.with(dropKey(edited));
      case CREATE_TABLE -> tables;
      case DROP_TABLE -> tables.without(edited.name());
    };
  }

  /** The tables after all of the edits. */
  public static TableSet applyAll(List<SchemaEdit> edits, TableSet tables) {
    TableSet edited = tables;
    for (SchemaEdit edit : edits) {
      edited = edit.applyTo(edited);
    }
    return edited;
  }

  private TableSet createTable(TableSet tables) {
    List<String> free =
        TABLE_NAMES.stream().filter(name -> !tables.byName().containsKey(name)).toList();
    if (free.isEmpty()) {
      return tables;
    }
    Column column = new Column(pick(COLUMN_NAMES, item), pick(types(false), choice));
    return tables.with(new TableModel(pick(free, table), List.of(column), List.of()));
  }

  private TableModel addColumn(TableModel edited) {
    List<String> free =
        COLUMN_NAMES.stream()
            .filter(name -> edited.columns().stream().noneMatch(c -> c.name().equals(name)))
            .toList();
    if (free.isEmpty()) {
      return edited;
    }
    List<Column> columns = new ArrayList<>(edited.columns());
    int position = Math.floorMod(item, columns.size() + 1);
    columns.add(position, new Column(pick(free, choice), pick(types(false), choice)));
    return new TableModel(edited.name(), columns, edited.keys());
  }

  private TableModel dropColumn(TableModel edited) {
    List<Column> free =
        edited.columns().stream().filter(column -> !isInKey(edited, column)).toList();
    if (free.isEmpty()) {
      return edited;
    }
    List<Column> columns = new ArrayList<>(edited.columns());
    columns.remove(pick(free, item));
    return new TableModel(edited.name(), columns, edited.keys());
  }

  private TableModel modifyColumn(TableModel edited) {
    if (edited.columns().isEmpty()) {
      return edited;
    }
    List<Column> columns = new ArrayList<>(edited.columns());
    int position = Math.floorMod(item, columns.size());
    Column column = columns.get(position);
    List<ColumnType> others =
        types(isInKey(edited, column)).stream().filter(type -> type != column.type()).toList();
    columns.set(position, new Column(column.name(), pick(others, choice)));
    return new TableModel(edited.name(), columns, edited.keys());
  }

  private TableModel addKey(TableModel edited) {
    List<String> free =
        edited.columns().stream()
            .filter(column -> column.type().indexable())
            .map(Column::name)
            .filter(
                column ->
                    edited.keys().stream().noneMatch(key -> key.name().equals("by_" + column)))
            .toList();
    if (free.isEmpty()) {
      return edited;
    }
    String column = pick(free, item);
    List<String> parts = choice % 3 == 0 ? List.of(column, "id") : List.of(column);
    List<TableModel.Key> keys = new ArrayList<>(edited.keys());
    keys.add(new TableModel.Key("by_" + column, choice % 2 == 0, parts));
    return new TableModel(edited.name(), edited.columns(), keys);
  }

  private TableModel dropKey(TableModel edited) {
    if (edited.keys().isEmpty()) {
      return edited;
    }
    List<TableModel.Key> keys = new ArrayList<>(edited.keys());
    keys.remove(Math.floorMod(item, keys.size()));
    return new TableModel(edited.name(), edited.columns(), keys);
  }

  private static boolean isInKey(TableModel table, Column column) {
    return table.keys().stream().anyMatch(key -> key.columns().contains(column.name()));
  }

  private static List<ColumnType> types(boolean indexableOnly) {
    return List.of(ColumnType.values()).stream()
        .filter(type -> type.indexable() || !indexableOnly)
        .toList();
  }

  private static <T> T pick(List<T> from, int index) {
    return from.get(Math.floorMod(index, from.size()));
  }
}
