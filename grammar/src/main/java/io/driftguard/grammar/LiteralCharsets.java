package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The character sets that the server gives string literals when it stores an expression: strings
 * that are compared or joined with a column are converted to the column's character set.
 *
 * <p>Only plain ASCII is converted here, and only where the character set of everything that takes
 * part is known.
 *
 * @param columns the character sets of the table's columns of characters, by lower-case name
 * @param others the lower-case names of the other columns, except those of bytes
 * @param table the table's character set, where it is known
 */
record LiteralCharsets(Map<String, String> columns, Set<String> others, Optional<String> table) {

  static final LiteralCharsets UNKNOWN = new LiteralCharsets(Map.of(), Set.of(), Optional.empty());

  private static final String CONNECTION = "utf8mb4";

  /**
   * Character sets of which ASCII is no part, byte by byte; and bytes, which are never converted.
   */
  private static final Set<String> APART = Set.of("binary", "ucs2", "utf16", "utf16le", "utf32");

  static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=", "<=>");

  /** Functions of which all arguments take part. */
  private static final Set<String> ALL =
      Set.of(
          "coalesce",
          "concat",
          "concat_ws",
          "field",
          "find_in_set",
          "greatest",
          "ifnull",
          "least",
          "nullif",
          "strcmp");

  /** Functions that take a column of numbers or times for one of the table's character set. */
  private static final Set<String> WITH_NUMBERS =
      Set.of("insert", "locate", "lpad", "replace", "rpad");

  /** Functions whose first argument says the character set of the result. */
  private static final Set<String> AS_FIRST =
      Set.of("left", "lower", "ltrim", "reverse", "right", "rtrim", "substr", "trim", "upper");

  LiteralCharsets {
    columns = Map.copyOf(columns);
    others = Set.copyOf(others);
  }

  /** The expression, of which the parts have been given their character sets. */
  Expr agree(Expr e) {
    if (e instanceof Expr.Call c && c.schema().isEmpty()) {
      return new Expr.Call(
          c.schema(), c.name(), agree(c.arguments(), places(c), target(c, places(c))));
    }
    if (e instanceof Expr.Binary b && COMPARISONS.contains(b.operator())) {
      List<Expr> sides = agree(List.of(b.left(), b.right()), List.of(0, 1));
      return new Expr.Binary(b.operator(), sides.get(0), sides.get(1));
    }
    if (e instanceof Expr.Like l) {
      List<Expr> sides = agree(List.of(l.operand(), l.pattern()), List.of(0, 1));
      return new Expr.Like(sides.get(0), l.negated(), sides.get(1), l.escape());
    }
    if (e instanceof Expr.Between b) {
      List<Expr> all = agree(List.of(b.operand(), b.low(), b.high()), List.of(0, 1, 2));
      return new Expr.Between(all.get(0), b.negated(), all.get(1), all.get(2));
    }
    if (e instanceof Expr.In in) {
      List<Expr> all = new ArrayList<>(List.of(in.operand()));
      all.addAll(in.items());
      all = agree(all, range(all.size()));
      return new Expr.In(all.get(0), in.negated(), all.subList(1, all.size()));
    }
    return e instanceof Expr.Case c ? conditional(c) : e;
  }

  private Expr conditional(Expr.Case c) {
    int whens = c.whens().size();
    List<Expr> conditions = new ArrayList<>();
    c.subject().ifPresent(conditions::add);
    c.whens().forEach(w -> conditions.add(w.condition()));
    List<Expr> results = new ArrayList<>();
    c.whens().forEach(w -> results.add(w.result()));
    c.otherwise().ifPresent(results::add);
    List<Expr> left =
        c.subject().isPresent() ? agree(conditions, range(conditions.size())) : conditions;
    List<Expr> right = agree(results, range(results.size()));
    List<Expr.Case.When> out = new ArrayList<>();
    for (int i = 0; i < whens; i++) {
      out.add(new Expr.Case.When(left.get(i + (c.subject().isPresent() ? 1 : 0)), right.get(i)));
    }
    return new Expr.Case(
        c.subject().map(s -> left.get(0)), out, c.otherwise().map(o -> right.get(whens)));
  }

  private static List<Integer> range(int size) {
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      out.add(i);
    }
    return out;
  }

  /** Which arguments of a function take part. */
  private static List<Integer> places(Expr.Call c) {
    int n = c.arguments().size();
    List<Integer> places =
        switch (c.name()) {
          case "locate",
              "replace",
              "regexp_instr",
              "regexp_like",
              "regexp_replace",
              "regexp_substr" ->
              List.of(0, 1);
          case "if" -> List.of(1, 2);
          case "lpad", "rpad" -> List.of(0, 2);
          case "insert" -> List.of(0, 3);
          case "elt", "make_set" -> range(n).subList(Math.min(1, n), n);
          default -> ALL.contains(c.name()) ? range(n) : List.of();
        };
    return places.stream().allMatch(i -> i < n) ? places : List.of();
  }

  private List<Expr> agree(List<Expr> all, List<Integer> places) {
    return agree(all, places, target(all, places));
  }

  private List<Expr> agree(List<Expr> all, List<Integer> places, Optional<String> target) {
    if (target.isEmpty() || APART.contains(target.get())) {
      return all;
    }
    Optional<String> introducer = target.filter(c -> !c.equals(CONNECTION));
    List<Expr> out = new ArrayList<>(all);
    for (int i : places) {
      if (all.get(i) instanceof Expr.Text t && !t.introducer().equals(introducer)) {
        if (!t.value().chars().allMatch(c -> c < 128)
            || t.introducer().filter(APART::contains).isPresent()) {
          return all;
        }
        out.set(i, new Expr.Text(introducer, t.value()));
      }
    }
    return out;
  }

  private Optional<String> target(Expr.Call c, List<Integer> places) {
    List<Expr> all = c.arguments();
    int subject = c.name().equals("locate") ? 1 : 0;
    if (!WITH_NUMBERS.contains(c.name()) || places.size() != 2 || !isOther(all.get(subject))) {
      return target(all, places);
    }
    Expr other = all.get(places.get(0) == subject ? places.get(1) : places.get(0));
    return other instanceof Expr.Text || charset(other).equals(table) ? table : Optional.empty();
  }

  /** The one character set of what is no literal; empty when there are none, several or unknown. */
  private Optional<String> target(List<Expr> all, List<Integer> places) {
    Set<String> found = new HashSet<>();
    for (int i : places) {
      Expr e = all.get(i);
      if (e instanceof Expr.Text || e instanceof Expr.Null || isNumber(e)) {
        continue;
      }
      Optional<String> charset = charset(e);
      if (charset.isEmpty()) {
        return Optional.empty();
      }
      found.add(charset.get());
    }
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }

  /** A number, or a date or time: what it is converted to does not count. */
  private boolean isNumber(Expr e) {
    return e instanceof Expr.NumberLiteral
        || e instanceof Expr.Bool
        || e instanceof Expr.Temporal
        || (e instanceof Expr.Unary u && u.operator().equals("-"))
        || isOther(e);
  }

  private boolean isOther(Expr e) {
    return e instanceof Expr.Column c && others.contains(c.column().toLowerCase(Locale.ROOT));
  }

  private Optional<String> charset(Expr e) {
    if (e instanceof Expr.Column c) {
      return Optional.ofNullable(columns.get(c.column().toLowerCase(Locale.ROOT)));
    }
    if (e instanceof Expr.Collate c) {
      return charset(c.operand());
    }
    if (e instanceof Expr.ConvertUsing c) {
      return Optional.of(c.charset());
    }
    if (e instanceof Expr.Cast c) {
      int at = c.type().indexOf(" CHARACTER SET ");
      return at < 0 ? Optional.empty() : Optional.of(c.type().substring(at + 15));
    }
    if (e instanceof Expr.Call c && c.schema().isEmpty() && !c.arguments().isEmpty()) {
      if (c.name().equals("json_unquote")) {
        return Optional.of(CONNECTION);
      }
      return AS_FIRST.contains(c.name())
          ? charset(c.arguments().get(0))
          : places(c).isEmpty() || !returnsText(c.name()) ? Optional.empty() : target(c, places(c));
    }
    return Optional.empty();
  }

  private static boolean returnsText(String name) {
    return switch (name) {
      case "field",
          "find_in_set",
          "locate",
          "make_set",
          "regexp_instr",
          "regexp_like",
          "regexp_replace",
          "regexp_substr",
          "strcmp" ->
          false;
      default -> true;
    };
  }
}
