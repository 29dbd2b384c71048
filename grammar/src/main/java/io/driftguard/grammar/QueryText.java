package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.Select;
import io.driftguard.grammar.ast.TableRef;
import io.driftguard.grammar.ast.Window;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints queries, one way for each: keywords lower-case, as the server prints views. */
final class QueryText {

  private QueryText() {}

  static String of(Query query) {
    StringBuilder out = new StringBuilder();
    query.with().ifPresent(w -> out.append(with(w)));
    out.append(body(query.body()));
    out.append(order(query.order()));
    query.limit().ifPresent(l -> out.append(limit(l)));
    query.locking().forEach(l -> out.append(locking(l)));
    return out.toString();
  }

  private static String with(Query.With with) {
    return (with.recursive() ? "with recursive " : "with ")
        + Renderer.list(
            with.tables(),
            ", ",
            t ->
                Renderer.identifier(t.name())
                    + columns(t.columns())
                    + " as ("
                    + of(t.query())
                    + ")")
        + " ";
  }

  private static String columns(List<String> names) {
    return names.isEmpty() ? "" : " " + Renderer.columns(names);
  }

  private static String body(Query.Body body) {
    if (body instanceof Select s) {
      return select(s);
    }
    if (body instanceof Query.Rows r) {
      return "values " + Renderer.list(r.rows(), ",", QueryText::row);
    }
    if (body instanceof Query.WholeTable t) {
      return "table " + Renderer.name(t.table());
    }
    if (body instanceof Query.Nested n) {
      return "(" + of(n.query()) + ")";
    }
    if (body instanceof Query.SetOperation s) {
      return body(s.left())
          + " "
          + lower(s.operator())
          + (s.all() ? " all " : " ")
          + body(s.right());
    }
    throw Renderer.unknown(body);
  }

  private static String row(List<Optional<Expr>> row) {
    return "row(" + Renderer.list(row, ",", v -> v.map(ExpressionText::of).orElse("default")) + ")";
  }

  static String order(List<Query.SortKey> keys) {
    return keys.isEmpty() ? "" : " order by " + Renderer.list(keys, ",", QueryText::sortKey);
  }

  private static String sortKey(Query.SortKey key) {
    return ExpressionText.of(key.expression()) + (key.descending() ? " desc" : "");
  }

  private static String limit(Query.Limit limit) {
    return " limit " + limit.count() + limit.offset().map(o -> " offset " + o).orElse("");
  }

  private static String locking(Query.Locking locking) {
    return " for "
        + lower(locking.strength())
        + (locking.tables().isEmpty()
            ? ""
            : " of " + Renderer.list(locking.tables(), ", ", Renderer::name))
        + locking.whenLocked().map(w -> " " + lower(w)).orElse("");
  }

  private static String select(Select s) {
    StringBuilder out = new StringBuilder("select ");
    s.options().forEach(o -> out.append(lower(o)).append(' '));
    out.append(Renderer.list(s.items(), ",", QueryText::item));
    if (!s.from().isEmpty()) {
      out.append(" from ").append(Renderer.list(s.from(), ", ", QueryText::table));
    }
    s.where().ifPresent(e -> out.append(" where ").append(ExpressionText.of(e)));
    s.groupBy().ifPresent(g -> out.append(" group by ").append(groupBy(g)));
    s.having().ifPresent(e -> out.append(" having ").append(ExpressionText.of(e)));
    if (!s.windows().isEmpty()) {
      out.append(" window ")
          .append(
              Renderer.list(
                  s.windows(),
                  ", ",
                  w -> Renderer.identifier(w.name()) + " as " + window(w.window())));
    }
    s.qualify().ifPresent(e -> out.append(" qualify ").append(ExpressionText.of(e)));
    return out.toString();
  }

  private static String item(Select.Item item) {
    if (item instanceof Select.Value v) {
      return ExpressionText.of(v.expression())
          + v.alias().map(a -> " AS " + Renderer.identifier(a)).orElse("");
    }
    if (item instanceof Select.Wildcard w) {
      StringBuilder out = new StringBuilder();
      w.qualifiers().forEach(q -> out.append(Renderer.identifier(q)).append('.'));
      return out.append('*').toString();
    }
    throw Renderer.unknown(item);
  }

  private static String groupBy(Select.GroupBy groupBy) {
    String expressions = Renderer.list(groupBy.expressions(), ",", ExpressionText::of);
    if (groupBy.modifier().equals(Optional.of("CUBE"))) {
      return "cube (" + expressions + ")";
    }
    return expressions + groupBy.modifier().map(m -> " with " + lower(m)).orElse("");
  }

  // ---- tables ---------------------------------------------------------------------------------

  private static String table(TableRef ref) {
    if (ref instanceof TableRef.Named t) {
      return Renderer.name(t.table())
          + (t.partitions().isEmpty() ? "" : " partition " + Renderer.columns(t.partitions()))
          + alias(t.alias())
          + Renderer.list(t.hints(), "", QueryText::hint);
    }
    if (ref instanceof TableRef.Derived d) {
      return (d.lateral() ? "lateral (" : "(")
          + of(d.query())
          + ")"
          + alias(d.alias())
          + columns(d.columns());
    }
    if (ref instanceof TableRef.Json j) {
      return "json_table("
          + ExpressionText.of(j.document())
          + ", "
          + Renderer.text(j.path())
          + jsonColumns(j.columns())
          + ")"
          + alias(j.alias());
    }
    if (ref instanceof TableRef.Join j) {
      return join(j);
    }
    if (ref instanceof TableRef.Group g) {
      return "(" + Renderer.list(g.tables(), ", ", QueryText::table) + ")";
    }
    throw Renderer.unknown(ref);
  }

  /** A join that has no condition of its own would take the next one, if it stood on the left. */
  private static String join(TableRef.Join j) {
    boolean open =
        j.left() instanceof TableRef.Join left
            && left.on().isEmpty()
            && left.using().isEmpty()
            && !left.kind().startsWith("NATURAL");
    return (open ? "(" + table(j.left()) + ")" : table(j.left()))
        + " "
        + lower(j.kind())
        + " "
        + (j.right() instanceof TableRef.Join ? "(" + table(j.right()) + ")" : table(j.right()))
        + j.on().map(e -> " on " + ExpressionText.of(e)).orElse("")
        + (j.using().isEmpty() ? "" : " using " + Renderer.columns(j.using()));
  }

  private static String alias(Optional<String> alias) {
    return alias.map(a -> " " + Renderer.identifier(a)).orElse("");
  }

  private static String hint(TableRef.IndexHint hint) {
    return " "
        + lower(hint.action())
        + " index "
        + hint.scope().map(s -> "for " + lower(s) + " ").orElse("")
        + Renderer.columns(hint.keys());
  }

  private static String jsonColumns(List<TableRef.JsonColumn> columns) {
    return " columns (" + Renderer.list(columns, ", ", QueryText::jsonColumn) + ")";
  }

  private static String jsonColumn(TableRef.JsonColumn column) {
    if (column instanceof TableRef.Ordinality c) {
      return Renderer.identifier(c.name()) + " for ordinality";
    }
    if (column instanceof TableRef.PathColumn c) {
      String responses = ExpressionText.parts(c.responses());
      return Renderer.identifier(c.name())
          + " "
          + Renderer.render(c.type())
          + (c.exists() ? " exists path " : " path ")
          + Renderer.text(c.path())
          + (responses.isEmpty() ? "" : " " + responses);
    }
    if (column instanceof TableRef.NestedColumns c) {
      return "nested path " + Renderer.text(c.path()) + jsonColumns(c.columns());
    }
    throw Renderer.unknown(column);
  }

  // ---- windows --------------------------------------------------------------------------------

  static String over(Expr.Over over) {
    if (over instanceof Expr.OverName o) {
      return Renderer.identifier(o.name());
    }
    if (over instanceof Expr.OverWindow o) {
      return window(o.window());
    }
    throw Renderer.unknown(over);
  }

  private static String window(Window window) {
    String partition =
        window.partition().isEmpty()
            ? ""
            : " partition by " + Renderer.list(window.partition(), ",", ExpressionText::of);
    String text =
        window.base().map(b -> " " + Renderer.identifier(b)).orElse("")
            + partition
            + order(window.order())
            + window.frame().map(QueryText::frame).orElse("");
    return "(" + text.stripLeading() + ")";
  }

  private static String frame(Window.Frame frame) {
    String extent =
        frame.end().isEmpty()
            ? bound(frame.start())
            : "between " + bound(frame.start()) + " and " + bound(frame.end().get());
    return " "
        + lower(frame.unit())
        + " "
        + extent
        + frame.exclusion().map(e -> " exclude " + lower(e)).orElse("");
  }

  private static String bound(Window.Bound bound) {
    return bound.amount().map(a -> ExpressionText.of(a) + " ").orElse("") + lower(bound.words());
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
