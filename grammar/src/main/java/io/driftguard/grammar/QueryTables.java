package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.Select;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableRef;
import io.driftguard.grammar.ast.Window;
import java.util.ArrayList;
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
    } else if (e instanceof Expr.InQuery i) {
      expression(i.operand());
      query(i.query());
    } else if (e instanceof Expr.Quantified q) {
      expression(q.left());
      query(q.query());
    } else if (e instanceof Expr.Windowed w) {
      expression(w.function());
      if (w.over() instanceof Expr.OverWindow o) {
        window(o.window());
      }
    } else {
      operands(e).forEach(this::expression);
    }
  }

  private static List<Expr> operands(Expr e) {
    List<Expr> operands = new ArrayList<>();
    if (e instanceof Expr.Call c) {
      operands.addAll(c.arguments());
    } else if (e instanceof Expr.Special s) {
      for (Expr.Special.Part part : s.parts()) {
        if (part instanceof Expr.Special.Operand operand) {
          operands.add(operand.expr());
        }
      }
    } else if (e instanceof Expr.Unary u) {
      operands.add(u.operand());
    } else if (e instanceof Expr.Binary b) {
      operands.add(b.left());
      operands.add(b.right());
    } else if (e instanceof Expr.Is i) {
      operands.add(i.operand());
    } else if (e instanceof Expr.Like l) {
      operands.add(l.operand());
      operands.add(l.pattern());
      l.escape().ifPresent(operands::add);
    } else if (e instanceof Expr.Between b) {
      operands.addAll(List.of(b.operand(), b.low(), b.high()));
    } else if (e instanceof Expr.In i) {
      operands.add(i.operand());
      operands.addAll(i.items());
    } else if (e instanceof Expr.Case c) {
      c.subject().ifPresent(operands::add);
      for (Expr.Case.When when : c.whens()) {
        operands.add(when.condition());
        operands.add(when.result());
      }
      c.otherwise().ifPresent(operands::add);
    } else if (e instanceof Expr.Cast c) {
      operands.add(c.operand());
    } else if (e instanceof Expr.ConvertUsing c) {
      operands.add(c.operand());
    } else if (e instanceof Expr.Collate c) {
      operands.add(c.operand());
    } else if (e instanceof Expr.Assignment a) {
      operands.add(a.value());
    } else if (e instanceof Expr.Interval i) {
      operands.add(i.amount());
    } else if (e instanceof Expr.Row r) {
      operands.addAll(r.items());
    } else if (!isLeaf(e)) {
      throw Renderer.unknown(e);
    }
    return operands;
  }

  private static boolean isLeaf(Expr e) {
    return e instanceof Expr.Column
        || e instanceof Expr.Text
        || e instanceof Expr.NumberLiteral
        || e instanceof Expr.Hex
        || e instanceof Expr.Bits
        || e instanceof Expr.Bool
        || e instanceof Expr.Null
        || e instanceof Expr.Temporal
        || e instanceof Expr.Variable;
  }
}
