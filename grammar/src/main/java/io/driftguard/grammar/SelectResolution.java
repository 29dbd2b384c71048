package io.driftguard.grammar;

import io.driftguard.grammar.QueryNames.Selected;
import io.driftguard.grammar.QueryResolution.Unresolved;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.Select;
import io.driftguard.grammar.ast.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves one {@code SELECT} with its order. */
final class SelectResolution {

  private final QueryResolution resolution;
  private final Optional<QueryNames> outer;
  private final Map<String, QuerySource> common;
  private final boolean named;

  /**
   * @param named whether the names of what is selected are seen
   */
  SelectResolution(
      QueryResolution resolution,
      Optional<QueryNames> outer,
      Map<String, QuerySource> common,
      boolean named) {
    this.resolution = resolution;
    this.outer = outer;
    this.common = common;
    this.named = named;
  }

  /** A resolved {@code SELECT}, its order, and the names of its columns. */
  record Result(Select select, List<Query.SortKey> order, List<String> columns) {}

  Result of(Select s, List<Query.SortKey> order) {
    if (!s.options().isEmpty() && !s.options().equals(List.of("DISTINCT"))) {
      throw new Unresolved("a SELECT in it has the options " + s.options());
    }
    if (s.qualify().isPresent()) {
      throw new Unresolved("it uses QUALIFY");
    }
    List<TableRef> from = List.of();
    QueryScope scope = QueryScope.none();
    if (!s.from().isEmpty()) {
      QueryResolution.Read read = resolution.tables(s.from(), common, outer);
      from = List.of(read.table());
      scope = read.scope();
    }
    requireDistinctTables(scope);
    QueryNames tables = new QueryNames(scope, List.of(), outer);
    QueryExpressions values = new QueryExpressions(resolution, tables, common);
    List<Select.Item> items = new ArrayList<>();
    List<Selected> selected = new ArrayList<>();
    for (Select.Item item : s.items()) {
      if (item instanceof Select.Wildcard w) {
        for (Expr.Column column : all(w, scope)) {
          selected.add(new Selected(column, column.column()));
          items.add(new Select.Value(column, seen(column.column())));
        }
      } else if (item instanceof Select.Value v) {
        Selected one = selected(v, values);
        selected.add(one);
        items.add(new Select.Value(one.value(), named ? seen(one.name()) : v.alias()));
      } else {
        throw Renderer.unknown(item);
      }
    }
    requireNamesAsWritten(s, order);
    QueryNames seen = new QueryNames(scope, selected, outer);
    boolean grouped = s.groupBy().isPresent();
    boolean aggregated =
        selected.stream().anyMatch(each -> isAggregated(each.value()))
            || (s.having().isPresent() && !grouped);
    if (!grouped && aggregated && !order.isEmpty()) {
      throw new Unresolved("one row in it is ordered");
    }
    if (!s.options().isEmpty() && (grouped || aggregated)) {
      throw new Unresolved("its DISTINCT may be forgotten, because its rows are groups");
    }
    Select resolved =
        new Select(
            s.options(),
            items,
            from,
            s.where().map(values::condition),
            s.groupBy().map(g -> groupBy(g, seen)),
            s.having()
                .map(
                    e ->
                        new QueryExpressions(resolution, seen, common)
                            .selectedFirst()
                            .condition(e)),
            s.windows().stream()
                .map(w -> new Select.NamedWindow(w.name(), values.window(w.window())))
                .toList(),
            Optional.empty());
    return new Result(
        resolved,
        order.stream()
            .map(
                key ->
                    new Query.SortKey(
                        ordered(key.expression(), seen, ordersByName(s)), key.descending()))
            .toList(),
        selected.stream().map(Selected::name).toList());
  }

  private Optional<String> seen(String name) {
    return named ? Optional.of(name) : Optional.empty();
  }

  private static void requireDistinctTables(QueryScope scope) {
    List<String> names =
        scope.tables().stream().map(QueryScope.Table::name).map(Names::fold).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new Unresolved("two tables in it have names that differ in letter case only");
    }
  }

  /** Where the parser names what nobody sees, the server does not. */
  private void requireNamesAsWritten(Select s, List<Query.SortKey> order) {
    boolean other =
        !named
            && (s.groupBy().isPresent() || s.having().isPresent() || !order.isEmpty())
            && s.items().stream()
                .anyMatch(
                    item ->
                        item instanceof Select.Value v
                            && !(v.expression() instanceof Expr.Column)
                            && v.alias().isPresent());
    if (other) {
      throw new Unresolved(
          "a query that is a value in it is grouped or ordered and selects an expression");
    }
  }

  private List<Expr.Column> all(Select.Wildcard w, QueryScope scope) {
    List<String> qualifiers = resolution.qualifiers(w.qualifiers());
    if (qualifiers.size() > 1) {
      throw new Unresolved("it names another schema before *");
    }
    List<Expr.Column> columns = new ArrayList<>();
    if (qualifiers.isEmpty()) {
      for (QueryScope.Entry entry : scope.columns()) {
        if (!entry.invisible()) {
          columns.add(entry.column());
        }
      }
    } else {
      String table = qualifiers.get(0);
      QueryScope.Table found =
          scope
              .table(table)
              .orElseThrow(() -> new Unresolved("its table " + Quoted.of(table) + " is not known"));
      for (QuerySource.Column column : found.source().columns()) {
        if (!column.invisible()) {
          columns.add(new Expr.Column(List.of(table), column.name()));
        }
      }
    }
    if (columns.isEmpty()) {
      throw new Unresolved("a * in it stands for no column");
    }
    return columns;
  }

  private static Selected selected(Select.Value v, QueryExpressions values) {
    Expr value = values.value(v.expression());
    String name;
    if (v.alias().isPresent()) {
      name = v.alias().get();
    } else if (v.expression() instanceof Expr.Column c) {
      name = c.column();
    } else {
      // A name that nobody sees: no column can mean it, because it is empty.
      name = "";
    }
    QueryExpressions.requirePrintable(name);
    return new Selected(value, name);
  }

  private static boolean isAggregated(Expr e) {
    return QueryFunctions.aggregates(e) && !isWindowed(e);
  }

  private static boolean isWindowed(Expr e) {
    return e instanceof Expr.Windowed
        || ExpressionParts.of(e).stream().anyMatch(part -> isWindowed(part));
  }

  private Select.GroupBy groupBy(Select.GroupBy g, QueryNames seen) {
    if (g.modifier().filter(m -> !m.equals("ROLLUP")).isPresent()) {
      throw new Unresolved("its groups have the modifier " + g.modifier().orElseThrow());
    }
    return new Select.GroupBy(
        g.expressions().stream().map(e -> group(e, seen)).toList(), g.modifier());
  }

  /** A name is a column of the tables first, and then what is selected under it. */
  private Expr group(Expr e, QueryNames seen) {
    Optional<Integer> position = QueryResolution.position(e, seen.selected().size());
    if (position.isPresent()) {
      return seen.selected().get(position.get()).value();
    }
    if (e instanceof Expr.Column c && c.qualifiers().isEmpty()) {
      List<Expr.Column> columns = seen.scope().named(c.column());
      List<Selected> selected = seen.named(c.column());
      if (columns.size() == 1) {
        return columns.get(0);
      }
      if (selected.size() == 1 && columns.isEmpty()) {
        return new Expr.Column(List.of(), QueryNames.only(selected, c).name());
      }
      if (selected.size() == 1 && columns.contains(selected.get(0).value())) {
        return selected.get(0).value();
      }
      throw new Unresolved("what it groups by is not certain: " + Quoted.of(c.column()));
    }
    QueryNames tables = new QueryNames(seen.scope(), List.of(), outer);
    return new QueryExpressions(resolution, tables, common).value(e);
  }

  /** Whether what is selected is computed before the order, which then takes it by its name. */
  private static boolean ordersByName(Select s) {
    return s.groupBy().isPresent() || !s.options().isEmpty();
  }

  /** A name is what is selected under it first, and then a column of the tables. */
  private Expr ordered(Expr e, QueryNames seen, boolean byName) {
    Optional<Integer> position = QueryResolution.position(e, seen.selected().size());
    if (position.isPresent()) {
      return seen.selected().get(position.get()).value();
    }
    if (e instanceof Expr.Column c && c.qualifiers().isEmpty()) {
      List<Selected> found = seen.named(c.column());
      if (!found.isEmpty()) {
        Selected one = QueryNames.only(found, c);
        return one.isColumn() || !(byName || QueryFunctions.aggregates(one.value()))
            ? one.value()
            : new Expr.Column(List.of(), one.name());
      }
    }
    return new QueryExpressions(resolution, seen, common).value(e);
  }
}
