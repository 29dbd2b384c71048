package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.Select;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableRef;
import io.driftguard.grammar.ast.Window;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables and views that a query reads, in the order in which it names them. Names that the
 * query gives itself, of common tables, are none of them, where they are seen.
 */
public final class QueryTables {

  private final Set<TableName> found = new LinkedHashSet<>();
  private Set<String> common = Set.of();

  private QueryTables() {}

  /** The tables and views that a query names, each once. */
  public static List<TableName> of(Query query) {
    QueryTables tables = new QueryTables();
    tables.query(query);
    return List.copyOf(tables.found);
  }

  private void query(Query query) {
    Set<String> outside = common;
    query
        .with()
        .ifPresent(
            with -> {
              for (Query.CommonTable table : with.tables()) {
                if (with.recursive()) {
                  see(table.name());
                }
                query(table.query());
                see(table.name());
              }
            });
    body(query.body());
    query.order().forEach(key -> expression(key.expression()));
    common = outside;
  }

  private void see(String name) {
    Set<String> more = new HashSet<>(common);
    more.add(Names.fold(name));
    common = more;
  }

  private void name(TableName table) {
    if (table.schema().isPresent() || !common.contains(Names.fold(table.name()))) {
      found.add(table);
    }
  }

  private void body(Query.Body body) {
    if (body instanceof Select s) {
      select(s);
    } else if (body instanceof Query.Rows r) {
      r.rows().forEach(row -> row.forEach(value -> value.ifPresent(this::expression)));
    } else if (body instanceof Query.WholeTable t) {
      name(t.table());
    } else if (body instanceof Query.Nested n) {
      query(n.query());
    } else if (body instanceof Query.SetOperation s) {
      body(s.left());
      body(s.right());
    } else {
      throw Renderer.unknown(body);
    }
  }

  private void select(Select s) {
    s.from().forEach(this::table);
    for (Select.Item item : s.items()) {
      if (item instanceof Select.Value value) {
        expression(value.expression());
      }
    }
    s.where().ifPresent(this::expression);
    s.groupBy().ifPresent(g -> g.expressions().forEach(this::expression));
    s.having().ifPresent(this::expression);
    s.windows().forEach(w -> window(w.window()));
    s.qualify().ifPresent(this::expression);
  }

  private void table(TableRef ref) {
    if (ref instanceof TableRef.Named t) {
      name(t.table());
    } else if (ref instanceof TableRef.Derived d) {
      query(d.query());
    } else if (ref instanceof TableRef.Json j) {
      expression(j.document());
    } else if (ref instanceof TableRef.Join j) {
      table(j.left());
      table(j.right());
      j.on().ifPresent(this::expression);
    } else if (ref instanceof TableRef.Group g) {
      g.tables().forEach(this::table);
    } else {
      throw Renderer.unknown(ref);
    }
  }

  private void window(Window window) {
    window.partition().forEach(this::expression);
    window.order().forEach(key -> expression(key.expression()));
  }

  private void expression(Expr e) {
    if (e instanceof Expr.Subquery s) {
      query(s.query());
    } else if (e instanceof Expr.Exists x) {
      query(x.query());
    } else {
      ExpressionParts.of(e).forEach(this::expression);
      if (e instanceof Expr.InQuery i) {
        query(i.query());
      } else if (e instanceof Expr.Quantified q) {
        query(q.query());
      }
    }
  }
}
