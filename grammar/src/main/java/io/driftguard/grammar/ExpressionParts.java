package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query.SortKey;
import io.driftguard.grammar.ast.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The expressions that an expression is made of, one step down. Queries in it are not entered. */
final class ExpressionParts {

  private ExpressionParts() {}

  /** The parts of an expression, in the order in which they are written. */
  static List<Expr> of(Expr e) {
    List<Expr> parts = new ArrayList<>();
    map(
        e,
        part -> {
          parts.add(part);
          return part;
        });
    return parts;
  }

  /** The expression with other parts. */
  static Expr map(Expr e, UnaryOperator<Expr> change) {
    if (e instanceof Expr.Call c) {
      return new Expr.Call(c.schema(), c.name(), all(c.arguments(), change));
    }
    if (e instanceof Expr.Special s) {
      return new Expr.Special(s.name(), s.parts().stream().map(p -> part(p, change)).toList());
    }
    if (e instanceof Expr.Unary u) {
      return new Expr.Unary(u.operator(), change.apply(u.operand()));
    }
    if (e instanceof Expr.Binary b) {
      return new Expr.Binary(b.operator(), change.apply(b.left()), change.apply(b.right()));
    }
    if (e instanceof Expr.Is i) {
      return new Expr.Is(change.apply(i.operand()), i.negated(), i.test());
    }
    if (e instanceof Expr.Like l) {
      return new Expr.Like(
          change.apply(l.operand()),
          l.negated(),
          change.apply(l.pattern()),
          l.escape().map(change));
    }
    if (e instanceof Expr.Between b) {
      return new Expr.Between(
          change.apply(b.operand()), b.negated(), change.apply(b.low()), change.apply(b.high()));
    }
    if (e instanceof Expr.In i) {
      return new Expr.In(change.apply(i.operand()), i.negated(), all(i.items(), change));
    }
    if (e instanceof Expr.Case c) {
      return conditional(c, change);
    }
    if (e instanceof Expr.Cast c) {
      return new Expr.Cast(change.apply(c.operand()), c.type(), c.array());
    }
    if (e instanceof Expr.ConvertUsing c) {
      return new Expr.ConvertUsing(change.apply(c.operand()), c.charset());
    }
    if (e instanceof Expr.Collate c) {
      return new Expr.Collate(change.apply(c.operand()), c.collation());
    }
    if (e instanceof Expr.Assignment a) {
      return new Expr.Assignment(a.variable(), change.apply(a.value()));
    }
    if (e instanceof Expr.Interval i) {
      return new Expr.Interval(change.apply(i.amount()), i.unit());
    }
    if (e instanceof Expr.Row r) {
      return new Expr.Row(all(r.items(), change));
    }
    if (e instanceof Expr.InQuery i) {
      return new Expr.InQuery(change.apply(i.operand()), i.negated(), i.query());
    }
    if (e instanceof Expr.Quantified q) {
      return new Expr.Quantified(change.apply(q.left()), q.operator(), q.all(), q.query());
    }
    if (e instanceof Expr.Windowed w) {
      return new Expr.Windowed(change.apply(w.function()), w.words(), over(w.over(), change));
    }
    if (isLeaf(e)) {
      return e;
    }
    throw Renderer.unknown(e);
  }

  private static List<Expr> all(List<Expr> parts, UnaryOperator<Expr> change) {
    return parts.stream().map(change).toList();
  }

  private static Expr.Special.Part part(Expr.Special.Part part, UnaryOperator<Expr> change) {
    return part instanceof Expr.Special.Operand o
        ? new Expr.Special.Operand(change.apply(o.expr()))
        : part;
  }

  private static Expr conditional(Expr.Case c, UnaryOperator<Expr> change) {
    return new Expr.Case(
        c.subject().map(change),
        c.whens().stream()
            .map(w -> new Expr.Case.When(change.apply(w.condition()), change.apply(w.result())))
            .toList(),
        c.otherwise().map(change));
  }

  private static Expr.Over over(Expr.Over over, UnaryOperator<Expr> change) {
    return over instanceof Expr.OverWindow o ? new Expr.OverWindow(map(o.window(), change)) : over;
  }

  /** The window with other expressions. */
  static Window map(Window window, UnaryOperator<Expr> change) {
    return new Window(
        window.base(),
        all(window.partition(), change),
        window.order().stream()
            .map(key -> new SortKey(change.apply(key.expression()), key.descending()))
            .toList(),
        window.frame());
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
        || e instanceof Expr.Variable
        || e instanceof Expr.Subquery
        || e instanceof Expr.Exists;
  }
}
