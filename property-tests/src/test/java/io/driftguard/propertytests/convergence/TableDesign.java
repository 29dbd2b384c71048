package io.driftguard.propertytests.convergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A generated table, whose parts may be changed in place. */
final class TableDesign {

  final String name;
  final List<ColumnDesign> columns = new ArrayList<>();
  final List<TableKey> keys = new ArrayList<>();
  final List<Reference> references = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  final Map<String, String> options = new TreeMap<>();
  String partitioning = "";

  /** The columns that the table is partitioned by. */
  List<String> partitionedBy = List.of();

  TableDesign(String name) {
    this.name = name;
  }

  /**
   * A key.
   *
   * @param kind PRIMARY, UNIQUE, FULLTEXT, SPATIAL or empty
   * @param name its name; empty for a primary key
   * @param parts its parts
   * @param comment its comment; empty when it has none
   * @param invisible whether it is invisible
   */
  record TableKey(String kind, String name, List<Part> parts, String comment, boolean invisible) {

    TableKey {
      parts = List.copyOf(parts);
    }

    boolean isPrimary() {
      return kind.equals("PRIMARY");
    }

    boolean uses(String column) {
      return parts.stream().anyMatch(part -> part.column().equals(column));
    }

    TableKey with(List<Part> other) {
      return new TableKey(kind, name, other, comment, invisible);
    }

    TableKey named(String other) {
      return new TableKey(kind, other, parts, comment, invisible);
    }

    String sql() {
      return (kind.isEmpty() ? "" : kind + " ")
          + "KEY "
          + name
          + parts.stream().map(Part::sql).collect(Collectors.joining(", ", " (", ")"))
          + (comment.isEmpty() ? "" : " COMMENT '" + comment + "'")
          + (invisible ? " INVISIBLE" : "");
    }
  }

  /**
   * A part of a key.
   *
   * @param column the column; the one in the expression of a functional part
   * @param expression the expression; empty for a column
   * @param prefix how much of the column; 0 for all of it
   * @param descending whether it says DESC
   */
  record Part(String column, String expression, int prefix, boolean descending) {

    static Part of(String column) {
      return new Part(column, "", 0, false);
    }

    Part named(String other) {
      return new Part(
          other, expression.replaceAll("\\b" + column + "\\b", other), prefix, descending);
    }

    String sql() {
      return (expression.isEmpty() ? column : expression)
          + (prefix > 0 ? "(" + prefix + ")" : "")
          + (descending ? " DESC" : "");
    }
  }

  /**
   * A foreign key of one column.
   *
   * @param name its name
   * @param column its column
   * @param parent the other table
   * @param parentColumn the column there
   * @param actions its actions
   */
  record Reference(String name, String column, String parent, String parentColumn, String actions) {
    String sql() {
      return "CONSTRAINT "
          + name
          + " FOREIGN KEY ("
          + column
          + ") REFERENCES "
          + parent
          + " ("
          + parentColumn
          + ")"
          + actions;
    }
  }

  /**
   * A check.
   *
   * @param name its name
   * @param column the column that it uses
   * @param expression what it asks
   * @param enforced whether it is enforced
   */
  record Check(String name, String column, String expression, boolean enforced) {
    String sql() {
      return "CONSTRAINT "
          + name
          + " CHECK ("
          + expression.replace("$", column)
          + ")"
          + (enforced ? "" : " NOT ENFORCED");
    }
  }

  TableDesign copy() {
    TableDesign copy = new TableDesign(name);
    copy.columns.addAll(columns);
    copy.keys.addAll(keys);
    copy.references.addAll(references);
    copy.checks.addAll(checks);
    copy.options.putAll(options);
    copy.partitioning = partitioning;
    copy.partitionedBy = partitionedBy;
    return copy;
  }

  Optional<ColumnDesign> column(String column) {
    return columns.stream().filter(each -> each.name().equals(column)).findFirst();
  }

  void replace(ColumnDesign old, ColumnDesign now) {
    columns.set(columns.indexOf(old), now);
  }

  boolean isInPrimaryKey(String column) {
    return keys.stream().anyMatch(key -> key.isPrimary() && key.uses(column));
  }

  /** Drops a column and all that cannot be without it. */
  void drop(String column) {
    columns.removeIf(each -> each.name().equals(column));
    List<String> following =
        columns.stream()
            .filter(each -> each.source().equals(column))
            .map(ColumnDesign::name)
            .toList();
    following.forEach(this::drop);
    List<TableKey> left = new ArrayList<>();
    for (TableKey key : keys) {
      List<Part> parts =
          key.parts().stream().filter(part -> !part.column().equals(column)).toList();
      if (!parts.isEmpty()) {
        left.add(key.with(parts));
      }
    }
    keys.clear();
    keys.addAll(left);
    references.removeIf(each -> each.column().equals(column));
    checks.removeIf(each -> each.column().equals(column));
    if (partitionedBy.contains(column)) {
      partitioning = "";
      partitionedBy = List.of();
    }
  }

  String sql() {
    List<String> parts = new ArrayList<>();
    columns.forEach(column -> parts.add(column.sql()));
    keys.forEach(key -> parts.add(key.sql()));
    references.forEach(reference -> parts.add(reference.sql()));
    checks.forEach(check -> parts.add(check.sql()));
    StringBuilder sql =
        new StringBuilder("CREATE TABLE " + name + " (" + String.join(", ", parts) + ")");
    options.forEach((option, value) -> sql.append(" ").append(option).append("=").append(value));
    if (!partitioning.isEmpty()) {
      sql.append(" ").append(partitioning);
    }
    return sql.toString();
  }
}
