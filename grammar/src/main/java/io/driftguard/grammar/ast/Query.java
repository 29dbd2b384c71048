package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * A query expression (MySQL Reference Manual, "SELECT Statement").
 *
 * @param with the common tables before it
 * @param body what it selects
 * @param order {@code ORDER BY}
 * @param limit {@code LIMIT}
 * @param locking the locking clauses
 */
public record Query(
    Optional<With> with,
    Body body,
    List<SortKey> order,
    Optional<Limit> limit,
    List<Locking> locking) {

  public Query {
    order = List.copyOf(order);
    locking = List.copyOf(locking);
  }

  /** A query that is nothing but its body. */
  public static Query of(Body body) {
    return new Query(Optional.empty(), body, List.of(), Optional.empty(), List.of());
  }

  /** What a query selects. */
  public sealed interface Body permits Select, Rows, WholeTable, Nested, SetOperation {}

  /** {@code VALUES ROW(…), …}; an empty value is {@code DEFAULT}. */
  public record Rows(List<List<Optional<Expr>>> rows) implements Body {
    public Rows {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** {@code TABLE t}. */
  public record WholeTable(TableName table) implements Body {}

  /** A query in parentheses that is an operand or has clauses after the parentheses. */
  public record Nested(Query query) implements Body {}

  /**
   * {@code left UNION right} and the like.
   *
   * @param operator {@code UNION}, {@code EXCEPT} or {@code INTERSECT}
   * @param all {@code ALL} rather than {@code DISTINCT}
   */
  public record SetOperation(String operator, boolean all, Body left, Body right) implements Body {}

  /** {@code WITH [RECURSIVE] …}. */
  public record With(boolean recursive, List<CommonTable> tables) {
    public With {
      tables = List.copyOf(tables);
    }
  }

  /** One common table. */
  public record CommonTable(String name, List<String> columns, Query query) {
    public CommonTable {
      columns = List.copyOf(columns);
    }
  }

  /** One expression of {@code ORDER BY}. */
  public record SortKey(Expr expression, boolean descending) {}

  /** {@code LIMIT count OFFSET offset}, in decimal digits. */
  public record Limit(String count, Optional<String> offset) {}

  /**
   * A locking clause.
   *
   * @param strength {@code UPDATE} or {@code SHARE}
   * @param tables the tables after {@code OF}
   * @param whenLocked {@code NOWAIT} or {@code SKIP LOCKED}
   */
  public record Locking(String strength, List<TableName> tables, Optional<String> whenLocked) {
    public Locking {
      tables = List.copyOf(tables);
    }
  }
}
