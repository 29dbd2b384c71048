package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that a part of a query sees.
 *
 * @param tables the tables, by the names that they have in the query
 * @param columns what a name without a table may mean, and what {@code *} stands for, in its order
 */
record QueryScope(List<Table> tables, List<Entry> columns) {

  QueryScope {
    tables = List.copyOf(tables);
    columns = List.copyOf(columns);
  }

  /** A table. */
  record Table(String name, QuerySource source) {

    Optional<Expr.Column> column(String written) {
      return source.columns().stream()
          .filter(column -> Names.same(column.name(), written))
          .findFirst()
          .map(column -> new Expr.Column(List.of(name), column.name()));
    }
  }

  /** A column that is seen. */
  record Entry(Expr.Column column, boolean invisible) {

    boolean isNamed(String name) {
      return Names.same(column.column(), name);
    }
  }

  /** What one table shows. */
  static QueryScope of(String name, QuerySource source) {
    return new QueryScope(
        List.of(new Table(name, source)),
        source.columns().stream()
            .map(
                column ->
                    new Entry(new Expr.Column(List.of(name), column.name()), column.invisible()))
            .toList());
  }

  static QueryScope none() {
    return new QueryScope(List.of(), List.of());
  }

  /** What two tables show that are joined. */
  QueryScope and(QueryScope right) {
    return new QueryScope(joined(tables, right.tables), joined(columns, right.columns));
  }

  /**
   * What two tables show that share columns, which are the left one's.
   *
   * @param shared names of columns that both sides have once
   */
  QueryScope sharing(List<String> shared, QueryScope right) {
    List<Entry> entries = new ArrayList<>();
    columns.stream()
        .filter(entry -> shared.stream().anyMatch(entry::isNamed))
        .forEach(entries::add);
    columns.stream()
        .filter(entry -> shared.stream().noneMatch(entry::isNamed))
        .forEach(entries::add);
    right.columns.stream()
        .filter(entry -> shared.stream().noneMatch(entry::isNamed))
        .forEach(entries::add);
    return new QueryScope(joined(tables, right.tables), entries);
  }

  private static <T> List<T> joined(List<T> left, List<T> right) {
    List<T> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  /** The columns that a name without a table may mean. */
  List<Expr.Column> named(String name) {
    return columns.stream().filter(entry -> entry.isNamed(name)).map(Entry::column).toList();
  }

  Optional<Table> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
