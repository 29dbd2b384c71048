package io.driftguard.grammar;

import io.driftguard.grammar.QueryResolution.Unresolved;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves the expressions of one {@code SELECT}. */
final class QueryExpressions {

  private static final String NOT = "NOT";

  /** Where a frame ends that says nothing of its end. */
  private static final Window.Bound CURRENT_ROW = new Window.Bound(Optional.empty(), "CURRENT ROW");

  private static final String SEPARATOR = "SEPARATOR";

  /** Within a query no column is the table's own. */
  private static final ExpressionForm FORM = new ExpressionForm("", Map.of()).inCheck();

  private final QueryResolution resolution;
  private final QueryNames names;
  private final Map<String, QuerySource> common;
  private final boolean selectedFirst;

  QueryExpressions(QueryResolution resolution, QueryNames names, Map<String, QuerySource> common) {
    this(resolution, names, common, false);
  }

  private QueryExpressions(
      QueryResolution resolution,
      QueryNames names,
      Map<String, QuerySource> common,
      boolean selectedFirst) {
    this.resolution = resolution;
    this.names = names;
    this.common = common;
    this.selectedFirst = selectedFirst;
  }

  /** As in {@code HAVING}, where a name is looked for in what is selected first. */
  QueryExpressions selectedFirst() {
    return new QueryExpressions(resolution, names, common, true);
  }

  /** A value. */
  Expr value(Expr e) {
    requireNoNegatedTest(e);
    return FORM.of(resolved(e));
  }

  /** A condition, in which a negated query is printed in a way of its own. */
  Expr condition(Expr e) {
    requirePlainTests(e, false);
    return FORM.condition(conditional(e));
  }

  private Expr conditional(Expr e) {
    if (e instanceof Expr.Binary b && (b.operator().equals("AND") || b.operator().equals("OR"))) {
      return new Expr.Binary(b.operator(), conditional(b.left()), conditional(b.right()));
    }
    if (e instanceof Expr.Unary u && isNot(u)) {
      return new Expr.Unary(NOT, conditional(u.operand()));
    }
    if (e instanceof Expr.InQuery i && i.negated()) {
      return new Expr.Unary(NOT, resolved(new Expr.InQuery(i.operand(), false, i.query())));
    }
    return resolved(e);
  }

  private Expr resolved(Expr e) {
    if (e instanceof Expr.Column written) {
      Expr.Column c =
          new Expr.Column(resolution.qualifiers(written.qualifiers()), written.column());
      return selectedFirst ? names.selectedFirst(c) : names.column(c);
    }
    if (e instanceof Expr.Text t) {
      requirePlain(t);
      return t;
    }
    if (e instanceof Expr.Hex h && h.introducer().isPresent()) {
      throw new Unresolved("a literal in it has a character set of its own");
    }
    if (e instanceof Expr.Bits b && (b.introducer().isPresent() || b.digits().isEmpty())) {
      throw new Unresolved("a literal in it has a character set of its own");
    }
    if (e instanceof Expr.Call c) {
      return call(c);
    }
    if (e instanceof Expr.Special s) {
      return special(s);
    }
    if (e instanceof Expr.Windowed w) {
      return windowed(w);
    }
    if (e instanceof Expr.Subquery s) {
      return new Expr.Subquery(resolution.value(s.query(), names, common));
    }
    if (e instanceof Expr.Exists x) {
      return new Expr.Exists(resolution.test(x.query(), names, common, true));
    }
    if (e instanceof Expr.InQuery i) {
      return new Expr.InQuery(
          FORM.of(resolved(i.operand())),
          i.negated(),
          resolution.test(i.query(), names, common, false));
    }
    if (e instanceof Expr.Quantified
        || e instanceof Expr.Variable
        || e instanceof Expr.Assignment
        || (e instanceof Expr.Cast c && (c.array() || c.type().equals("YEAR")))
        || (e instanceof Expr.In i && i.items().size() == 1 && i.operand() instanceof Expr.Row)) {
      throw new Unresolved("it uses ALL, ANY, a variable, a rare cast or IN with one row");
    }
    return ExpressionParts.map(e, this::resolved);
  }

  private static void requirePlain(Expr.Text text) {
    if (text.introducer().isPresent()) {
      throw new Unresolved("a string in it has a character set of its own");
    }
    requirePrintable(text.value());
  }

  /** Some servers print question marks for what is beyond the basic plane. */
  static void requirePrintable(String text) {
    if (text.codePoints().anyMatch(c -> c > 0xFFFF)) {
      throw new Unresolved("a text in it has a character beyond U+FFFF");
    }
  }

  private Expr call(Expr.Call c) {
    String name = Names.fold(c.name());
    if (c.schema().isPresent() || !QueryFunctions.isKnown(name)) {
      throw new Unresolved("it calls " + Quoted.of(c.name()));
    }
    List<Expr> arguments = all(c.arguments(), name);
    if (name.equals("group_concat")) {
      return groupConcat(ofParts(arguments));
    }
    return new Expr.Call(Optional.empty(), QueryFunctions.printed(name), arguments);
  }

  /** Within an aggregate names are looked for in the tables first. */
  private List<Expr> all(List<Expr> arguments, String function) {
    QueryExpressions inside =
        selectedFirst && QueryFunctions.isAggregate(function)
            ? new QueryExpressions(resolution, names, common)
            : this;
    return arguments.stream().map(inside::resolved).toList();
  }

  private Expr special(Expr.Special s) {
    boolean bare =
        s.name().equals("TRIM")
            && s.parts().stream().filter(p -> p instanceof Expr.Special.Operand).count() == 1;
    // What the server prints of TRIM(BOTH FROM a), it does not read again.
    if (!QueryFunctions.isKnown(s) || bare) {
      throw new Unresolved("it uses " + Quoted.of(s.name()));
    }
    List<Expr.Special.Part> parts = new ArrayList<>();
    for (Expr.Special.Part part : s.parts()) {
      parts.add(
          part instanceof Expr.Special.Operand o
              ? new Expr.Special.Operand(all(List.of(o.expr()), s.name()).get(0))
              : part);
    }
    if (s.name().equals("COUNT") && parts.equals(List.of(new Expr.Special.Word("*")))) {
      return new Expr.Call(Optional.empty(), "count", List.of(new Expr.NumberLiteral("0")));
    }
    return s.name().equals("GROUP_CONCAT") ? groupConcat(parts) : new Expr.Special(s.name(), parts);
  }

  private static List<Expr.Special.Part> ofParts(List<Expr> arguments) {
    List<Expr.Special.Part> parts = new ArrayList<>();
    for (Expr argument : arguments) {
      if (!parts.isEmpty()) {
        parts.add(new Expr.Special.Word(","));
      }
      parts.add(new Expr.Special.Operand(argument));
    }
    return parts;
  }

  private static Expr groupConcat(List<Expr.Special.Part> written) {
    List<Expr.Special.Part> parts = new ArrayList<>(written);
    int order = parts.indexOf(new Expr.Special.Word("ORDER"));
    if (order >= 0 && parts.subList(order, parts.size()).contains(new Expr.Special.Word(","))) {
      // The server prints the last key in place of all of them.
      throw new Unresolved("a GROUP_CONCAT in it has several keys of order");
    }
    if (!parts.contains(new Expr.Special.Word(SEPARATOR))) {
      parts.add(new Expr.Special.Word(SEPARATOR));
      parts.add(new Expr.Special.Operand(new Expr.Text(Optional.empty(), ",")));
    }
    return new Expr.Special("GROUP_CONCAT", parts);
  }

  private Expr windowed(Expr.Windowed w) {
    if (!w.words().isEmpty()) {
      throw new Unresolved("a window function in it says what it does with NULL");
    }
    Expr function = FORM.of(resolved(w.function()));
    Expr.Over over = w.over();
    if (over instanceof Expr.OverWindow o) {
      over = new Expr.OverWindow(window(o.window()));
    }
    return new Expr.Windowed(function, w.words(), over);
  }

  Window window(Window window) {
    boolean amounts =
        window
            .frame()
            .filter(
                f ->
                    isOther(f.start().amount())
                        || f.end().filter(end -> isOther(end.amount())).isPresent())
            .isPresent();
    if (amounts) {
      throw new Unresolved("a window in it is counted by more than a number");
    }
    Window values = ExpressionParts.map(window, this::value);
    return new Window(
        values.base(),
        values.partition(),
        values.order(),
        values
            .frame()
            .map(
                f ->
                    new Window.Frame(
                        f.unit(),
                        f.start(),
                        Optional.of(f.end().orElse(CURRENT_ROW)),
                        f.exclusion())));
  }

  private static boolean isOther(Optional<Expr> amount) {
    return amount.filter(e -> !(e instanceof Expr.NumberLiteral)).isPresent();
  }

  // ---- negated queries ------------------------------------------------------------------------

  /** Outside of conditions, the server prints a negated query in another way. */
  private static void requireNoNegatedTest(Expr e) {
    if (e instanceof Expr.Unary u && isNot(u) && contains(u.operand())) {
      throw negated();
    }
    ExpressionParts.of(e).forEach(QueryExpressions::requireNoNegatedTest);
  }

  private static void requirePlainTests(Expr e, boolean negated) {
    if (e instanceof Expr.Binary b && (b.operator().equals("AND") || b.operator().equals("OR"))) {
      requirePlainTests(b.left(), negated);
      requirePlainTests(b.right(), negated);
    } else if (e instanceof Expr.Unary u && isNot(u)) {
      if (negated && contains(u.operand())) {
        throw negated();
      }
      requirePlainTests(u.operand(), true);
    } else if (e instanceof Expr.InQuery i) {
      if (negated && i.negated()) {
        throw negated();
      }
    } else if (e instanceof Expr.Is i && i.test().equals("FALSE") && isTest(i.operand())) {
      if (negated || i.negated()) {
        throw negated();
      }
    } else if (!(e instanceof Expr.Exists)) {
      if (negated && contains(e)) {
        throw negated();
      }
      requireNoNegatedTest(e);
    }
  }

  private static Unresolved negated() {
    return new Unresolved("it negates a query where that is not a condition of its own");
  }

  private static boolean isNot(Expr.Unary u) {
    return u.operator().equals(NOT) || u.operator().equals("!");
  }

  private static boolean isTest(Expr e) {
    return e instanceof Expr.Exists || e instanceof Expr.InQuery;
  }

  private static boolean contains(Expr e) {
    return isTest(e) || ExpressionParts.of(e).stream().anyMatch(QueryExpressions::contains);
  }
}
