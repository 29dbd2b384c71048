package io.driftguard.propertytests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table in the kit's own small vocabulary: enough to drift in every way that a column or a key
 * can, and always a table that MySQL accepts.
 *
 * @param name the table's name, unquoted
 * @param columns its columns beside the primary key {@code id}, which every table has
 * @param keys its secondary keys, in the order in which MySQL keeps them: unique ones without a
 *     nullable column, other unique ones, the rest; otherwise as they are given. Two tables are
 *     equal if MySQL prints them alike.
 */
public record TableModel(String name, List<Column> columns, List<Key> keys) {

  public TableModel {
    columns = List.copyOf(columns);
    keys = asKept(columns, keys);
  }

  private static List<Key> asKept(List<Column> columns, List<Key> keys) {
    Set<String> nullable =
        columns.stream()
            .filter(column -> column.type().nullable())
            .map(Column::name)
            .collect(Collectors.toSet());
    return keys.stream()
        .sorted(
            Comparator.comparing(
                key -> !key.unique() ? 2 : Collections.disjoint(key.columns(), nullable) ? 0 : 1))
        .toList();
  }

  /**
   * A column.
   *
   * @param name its name, unquoted
   * @param type its type with its attributes
   */
  public record Column(String name, ColumnType type) {}

  /**
   * A secondary key over whole columns.
   *
   * @param name its name, unquoted
   * @param unique whether it is unique
   * @param columns the columns in order
   */
  public record Key(String name, boolean unique, List<String> columns) {
    public Key {
      columns = List.copyOf(columns);
    }
  }

  /** A column's type and attributes, each a different meaning. */
  public enum ColumnType {
    INT("int DEFAULT NULL", "INTEGER(11) NULL", true),
    INT_ZERO("int NOT NULL DEFAULT '0'", "INT NOT NULL DEFAULT 0", true),
    BIGINT("bigint unsigned NOT NULL", "BIGINT(20) UNSIGNED NOT NULL", true),
    FLAG("tinyint(1) NOT NULL DEFAULT '1'", "BOOLEAN NOT NULL DEFAULT TRUE", true),
    CODE("varchar(50) NOT NULL DEFAULT ''", "CHARACTER VARYING (50) DEFAULT '' NOT NULL", true),
    CODE_LOWER("varchar(50) NOT NULL DEFAULT 'x'", "varchar(50) not null default 'x'", true),
    CODE_UPPER("varchar(50) NOT NULL DEFAULT 'X'", "varchar(50) not null default 'X'", true),
    NAME("varchar(64) DEFAULT NULL", "VARCHAR(64)", true),
    NAME_COMMENTED(
        "varchar(64) DEFAULT NULL COMMENT 'it''s -- a /* name */'",
        "VARCHAR(64) COMMENT 'it\\'s -- a /* name */'",
        true),
    AMOUNT("decimal(10,2) NOT NULL", "DEC(10,2) NOT NULL", true),
    AMOUNT_WHOLE("decimal(10,0) NOT NULL", "NUMERIC NOT NULL", true),
    MOMENT("datetime NOT NULL DEFAULT CURRENT_TIMESTAMP", "DATETIME DEFAULT NOW() NOT NULL", true),
    MOMENT_EXACT("datetime(6) DEFAULT NULL", "DATETIME(6)", true),
    STATE("enum('new','done') NOT NULL", "ENUM ('new', 'done') NOT NULL", true),
    STATE_REVERSED("enum('done','new') NOT NULL", "ENUM ('done', 'new') NOT NULL", true),
    TEXT("text", "TEXT NULL", false),
    DOCUMENT("json DEFAULT NULL", "JSON", false);

    private final String printed;
    private final String written;
    private final boolean indexable;

    ColumnType(String printed, String written, boolean indexable) {
      this.printed = printed;
      this.written = written;
      this.indexable = indexable;
    }

    /** Whether the column can hold NULL. */
    public boolean nullable() {
      return !printed.contains("NOT NULL");
    }

    /** Whether a key can hold the whole column. */
    public boolean indexable() {
      return indexable;
    }
  }

  /** How a statement is spelled; the meaning is the same. */
  public enum Spelling {
    /** As {@code SHOW CREATE TABLE} prints it. */
    PRINTED,
    /** As somebody wrote it into a file. */
    WRITTEN
  }

  /** The statement that creates this table. */
  public String createStatement(Spelling spelling) {
    boolean printed = spelling == Spelling.PRINTED;
    List<String> lines = new ArrayList<>();
    lines.add(printed ? "`id` bigint unsigned NOT NULL" : "id BIGINT UNSIGNED");
    for (Column column : columns) {
      lines.add(
          quoted(column.name()) + " " + (printed ? column.type().printed : column.type().written));
    }
    lines.add(printed ? "PRIMARY KEY (`id`)" : "primary key (ID)");
    for (Key key : keys) {
      String parts = String.join(",", key.columns().stream().map(TableModel::quoted).toList());
      String kind = (key.unique() ? "UNIQUE " : "") + (printed ? "KEY " : "INDEX ");
      lines.add(kind + quoted(key.name()) + " (" + parts + ")");
    }
    return (printed ? "CREATE TABLE " : "create table ")
        + quoted(name)
        + " (\n  "
        + String.join(",\n  ", lines)
        + "\n)"
        + (printed ? " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci" : ";");
  }

  /** A name as a quoted identifier. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
