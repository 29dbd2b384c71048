package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Prints expressions. An operand that is itself an operation stands in parentheses, except on the
 * left of a chain of one associative operator, which keeps long chains flat.
 */
final class ExpressionText {

  /** Chains of these are read from the left: {@code a AND b AND c} is {@code (a AND b) AND c}. */
  private static final Set<String> CHAINS = Set.of("AND", "OR", "XOR", "+", "*");

  private ExpressionText() {}

  static String of(Expr e) {
    Optional<String> atom = literal(e).or(() -> name(e)).or(() -> call(e)).or(() -> ofQuery(e));
    return atom.orElseGet(() -> operation(e));
  }

  /** The expression in a place that binds more tightly than any operator. */
  static String operand(Expr e) {
    return isOperation(e) ? "(" + of(e) + ")" : of(e);
  }

  private static boolean isOperation(Expr e) {
    return e instanceof Expr.Unary
        || e instanceof Expr.Binary
        || e instanceof Expr.Is
        || e instanceof Expr.Like
        || e instanceof Expr.Between
        || e instanceof Expr.In
        || e instanceof Expr.InQuery
        || e instanceof Expr.Quantified
        || e instanceof Expr.Case
        || e instanceof Expr.Collate;
  }

  private static Optional<String> literal(Expr e) {
    String text = null;
    if (e instanceof Expr.Text t) {
      text = introducer(t.introducer(), "") + Renderer.text(t.value());
    } else if (e instanceof Expr.NumberLiteral n) {
      text = n.text();
    } else if (e instanceof Expr.Hex h) {
      text = introducer(h.introducer(), " ") + "x'" + h.digits() + "'";
    } else if (e instanceof Expr.Bits b) {
      text = introducer(b.introducer(), " ") + "b'" + b.digits() + "'";
    } else if (e instanceof Expr.Bool b) {
      text = b.value() ? "true" : "false";
    } else if (e instanceof Expr.Null) {
      text = "NULL";
    } else if (e instanceof Expr.Temporal t) {
      String literal = t.kind() + " " + Renderer.text(t.value());
      text =
          t.isBraced()
              ? "{" + lower(t.kind()) + literal.substring(t.kind().length()) + "}"
              : literal;
    }
    return Optional.ofNullable(text);
  }

  private static Optional<String> name(Expr e) {
    if (!(e instanceof Expr.Column c)) {
      return Optional.empty();
    }
    StringBuilder out = new StringBuilder();
    c.qualifiers().forEach(q -> out.append(Renderer.identifier(q)).append('.'));
    return Optional.of(out.append(Renderer.identifier(c.column())).toString());
  }

  private static Optional<String> call(Expr e) {
    String text = null;
    if (e instanceof Expr.Call c) {
      String name =
          c.schema().isEmpty() && Renderer.isWord(c.name())
              ? c.name()
              : Renderer.identifier(c.name());
      text =
          c.schema().map(s -> Renderer.identifier(s) + ".").orElse("") + name + all(c.arguments());
    } else if (e instanceof Expr.Special s) {
      text = special(s);
    } else if (e instanceof Expr.Cast c) {
      text = "cast(" + of(c.operand()) + " as " + lower(c.type()) + (c.array() ? " array)" : ")");
    } else if (e instanceof Expr.ConvertUsing c) {
      text = "convert(" + of(c.operand()) + " using " + c.charset() + ")";
    } else if (e instanceof Expr.Row r) {
      text = "row" + all(r.items());
    }
    return Optional.ofNullable(text);
  }

  /** What stands only in queries and binds more tightly than any operator. */
  private static Optional<String> ofQuery(Expr e) {
    String text = null;
    if (e instanceof Expr.Subquery s) {
      text = "(" + QueryText.of(s.query()) + ")";
    } else if (e instanceof Expr.Exists x) {
      text = "exists(" + QueryText.of(x.query()) + ")";
    } else if (e instanceof Expr.Variable v) {
      text = v.system() ? "@@" + v.name() : "@" + Renderer.identifier(v.name());
    } else if (e instanceof Expr.Assignment a) {
      text = "@" + Renderer.identifier(a.variable()) + " := " + of(a.value());
    } else if (e instanceof Expr.Windowed w) {
      String between = w.words().isEmpty() ? "" : " " + lower(String.join(" ", w.words()));
      text = of(w.function()) + between + " over " + QueryText.over(w.over());
    }
    return Optional.ofNullable(text);
  }

  private static String special(Expr.Special special) {
    return lower(special.name()) + "(" + parts(special.parts()) + ")";
  }

  static String parts(List<Expr.Special.Part> parts) {
    StringBuilder out = new StringBuilder();
    String separator = "";
    for (Expr.Special.Part part : parts) {
      if (part instanceof Expr.Special.Word word) {
        String text = lower(word.word());
        out.append(text.equals(",") || text.equals(")") ? "" : separator).append(text);
        separator = text.equals("(") ? "" : " ";
      } else if (part instanceof Expr.Special.Operand operand) {
        out.append(separator).append(operand(operand.expr()));
        separator = " ";
      } else {
        throw Renderer.unknown(part);
      }
    }
    return out.toString();
  }

  private static String operation(Expr e) {
    if (e instanceof Expr.Unary u) {
      String separator = Renderer.isWord(u.operator()) ? " " : "";
      return lower(u.operator()) + separator + operand(u.operand());
    }
    if (e instanceof Expr.Binary b && b.operator().equals("MEMBER OF")) {
      return operand(b.left()) + " member of (" + of(b.right()) + ")";
    }
    if (e instanceof Expr.Binary b) {
      boolean chain =
          CHAINS.contains(b.operator())
              && b.left() instanceof Expr.Binary left
              && left.operator().equals(b.operator());
      String left = chain ? of(b.left()) : operand(b.left());
      return left + " " + lower(b.operator()) + " " + operand(b.right());
    }
    if (e instanceof Expr.Is i) {
      return operand(i.operand()) + (i.negated() ? " is not " : " is ") + lower(i.test());
    }
    if (e instanceof Expr.Like l) {
      return operand(l.operand())
          + (l.negated() ? " not like " : " like ")
          + operand(l.pattern())
          + l.escape().map(x -> " escape " + operand(x)).orElse("");
    }
    if (e instanceof Expr.Between b) {
      return operand(b.operand())
          + (b.negated() ? " not between " : " between ")
          + operand(b.low())
          + " and "
          + operand(b.high());
    }
    if (e instanceof Expr.In i) {
      return operand(i.operand()) + (i.negated() ? " not in " : " in ") + all(i.items());
    }
    if (e instanceof Expr.InQuery i) {
      return operand(i.operand())
          + (i.negated() ? " not in (" : " in (")
          + QueryText.of(i.query())
          + ")";
    }
    if (e instanceof Expr.Quantified q) {
      return operand(q.left())
          + " "
          + q.operator()
          + (q.all() ? " all (" : " any (")
          + QueryText.of(q.query())
          + ")";
    }
    if (e instanceof Expr.Case c) {
      return conditional(c);
    }
    if (e instanceof Expr.Collate c) {
      return operand(c.operand()) + " collate " + c.collation();
    }
    if (e instanceof Expr.Interval i) {
      return "interval " + operand(i.amount()) + " " + lower(i.unit());
    }
    throw Renderer.unknown(e);
  }

  private static String conditional(Expr.Case c) {
    StringBuilder out = new StringBuilder("case");
    c.subject().ifPresent(s -> out.append(' ').append(operand(s)));
    for (Expr.Case.When when : c.whens()) {
      out.append(" when ").append(operand(when.condition()));
      out.append(" then ").append(operand(when.result()));
    }
    c.otherwise().ifPresent(o -> out.append(" else ").append(operand(o)));
    return out.append(" end").toString();
  }

  private static String all(List<Expr> items) {
    return "(" + Renderer.list(items, ",", ExpressionText::of) + ")";
  }

  private static String introducer(Optional<String> charset, String separator) {
    return charset.map(c -> "_" + c + separator).orElse("");
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
