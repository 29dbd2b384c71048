package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/** What a query reads from. */
public sealed interface TableRef {

  /**
   * A table.
   *
   * @param alias the name that it has in the query
   */
  record Named(
      TableName table, List<String> partitions, Optional<String> alias, List<IndexHint> hints)
      implements TableRef {
    public Named {
      partitions = List.copyOf(partitions);
      hints = List.copyOf(hints);
    }
  }

  /**
   * {@code USE INDEX (…)} and the like.
   *
   * @param action {@code USE}, {@code FORCE} or {@code IGNORE}
   * @param scope {@code JOIN}, {@code ORDER BY} or {@code GROUP BY}
   * @param keys the names of keys
   */
  record IndexHint(String action, Optional<String> scope, List<String> keys) {
    public IndexHint {
      keys = List.copyOf(keys);
    }
  }

  /** A query as a table. */
  record Derived(boolean lateral, Query query, Optional<String> alias, List<String> columns)
      implements TableRef {
    public Derived {
      columns = List.copyOf(columns);
    }
  }

  /** {@code JSON_TABLE(document, path COLUMNS (…))}. */
  record Json(Expr document, String path, List<JsonColumn> columns, Optional<String> alias)
      implements TableRef {
    public Json {
      columns = List.copyOf(columns);
    }
  }

  /** A column of {@code JSON_TABLE}. */
  sealed interface JsonColumn {}

  /** {@code name FOR ORDINALITY}. */
  record Ordinality(String name) implements JsonColumn {}

  /**
   * {@code name type [EXISTS] PATH path}.
   *
   * @param responses what happens {@code ON EMPTY} and {@code ON ERROR}
   */
  record PathColumn(
      String name, DataType type, boolean exists, String path, List<Expr.Special.Part> responses)
      implements JsonColumn {
    public PathColumn {
      responses = List.copyOf(responses);
    }
  }

  /** {@code NESTED PATH path COLUMNS (…)}. */
  record NestedColumns(String path, List<JsonColumn> columns) implements JsonColumn {
    public NestedColumns {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Two tables joined.
   *
   * @param kind {@code JOIN}, {@code CROSS JOIN}, {@code STRAIGHT_JOIN}, {@code LEFT JOIN}, {@code
   *     NATURAL LEFT JOIN}, …; {@code INNER} and {@code OUTER} are gone
   * @param on the condition
   * @param using the columns of {@code USING}
   */
  record Join(String kind, TableRef left, TableRef right, Optional<Expr> on, List<String> using)
      implements TableRef {
    public Join {
      using = List.copyOf(using);
    }
  }

  /** {@code (t1, t2)}: several tables in parentheses. */
  record Group(List<TableRef> tables) implements TableRef {
    public Group {
      tables = List.copyOf(tables);
    }
  }
}
