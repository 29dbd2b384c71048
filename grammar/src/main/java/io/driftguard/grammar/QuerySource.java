package io.driftguard.grammar;

import io.driftguard.grammar.ast.CreateTable;
import java.util.List;
import java.util.Optional;

/**
 * A table or view that a query may read: its columns, in their order.
 *
 * @param columns the columns
 */
public record QuerySource(List<Column> columns) {

  public QuerySource {
    columns = List.copyOf(columns);
  }

  /** The columns of a table. */
  public static QuerySource of(CreateTable table) {
    return new QuerySource(
        table.columns().stream()
            .map(c -> new Column(c.name(), c.visible().equals(Optional.of(false))))
            .toList());
  }

  /** The columns of a view. */
  public static QuerySource of(ResolvedView view) {
    return new QuerySource(view.columns().stream().map(name -> new Column(name, false)).toList());
  }

  /**
   * A column.
   *
   * @param name in the letters of its definition
   * @param invisible whether {@code *} leaves it out
   */
  public record Column(String name, boolean invisible) {}
}
