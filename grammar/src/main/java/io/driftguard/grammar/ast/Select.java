package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * One {@code SELECT} (MySQL Reference Manual, "SELECT Statement").
 *
 * @param options upper-case, in alphabetical order; {@code ALL} is the default and only there
 *     together with {@code DISTINCT}
 * @param items what is selected
 * @param from the tables; none for {@code FROM DUAL}
 * @param where the condition
 * @param groupBy the groups
 * @param having the condition on groups
 * @param windows the named windows
 * @param qualify the condition on windows
 */
public record Select(
    List<String> options,
    List<Item> items,
    List<TableRef> from,
    Optional<Expr> where,
    Optional<GroupBy> groupBy,
    Optional<Expr> having,
    List<NamedWindow> windows,
    Optional<Expr> qualify)
    implements Query.Body {

  public Select {
    options = List.copyOf(options);
    items = List.copyOf(items);
    from = List.copyOf(from);
    windows = List.copyOf(windows);
  }

  /** One member of the select list. */
  public sealed interface Item {}

  /**
   * {@code *} or {@code t.*}.
   *
   * @param qualifiers schema and table, outermost first
   */
  public record Wildcard(List<String> qualifiers) implements Item {
    public Wildcard {
      qualifiers = List.copyOf(qualifiers);
    }
  }

  /**
   * An expression.
   *
   * @param alias its name: as written, or the one that the server gives where it can be referred to
   */
  public record Value(Expr expression, Optional<String> alias) implements Item {}

  /**
   * {@code GROUP BY}.
   *
   * @param modifier {@code ROLLUP} or {@code CUBE}
   */
  public record GroupBy(List<Expr> expressions, Optional<String> modifier) {
    public GroupBy {
      expressions = List.copyOf(expressions);
    }
  }

  /** {@code WINDOW name AS (…)}. */
  public record NamedWindow(String name, Window window) {}
}
