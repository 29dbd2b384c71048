package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.Expr;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which columns an expression names. */
final class ColumnReferences {

  private ColumnReferences() {}

  /** The names of the columns in lower case, in order. */
  static Set<String> of(Expr expression) {
    TreeSet<String> names = new TreeSet<>();
    collect(expression, names);
    return names;
  }

  /** Tells whether something holds of the expression or of a part of it. */
  static boolean anyMatch(Expr expression, Predicate<Expr> test) {
    return test.test(expression)
        || operands(expression).anyMatch(operand -> anyMatch(operand, test));
  }

  private static void collect(Expr expression, Set<String> names) {
    if (expression instanceof Expr.Column column) {
      names.add(column.column().toLowerCase(Locale.ROOT));
    }
    operands(expression).forEach(operand -> collect(operand, names));
  }

  private static Stream<Expr> operands(Expr expression) {
    if (expression instanceof Expr.Call call) {
      return call.arguments().stream();
    }
    if (expression instanceof Expr.Special special) {
      return special.parts().stream()
          .flatMap(
              part ->
                  part instanceof Expr.Special.Operand operand
                      ? Stream.of(operand.expr())
                      : Stream.empty());
    }
    if (expression instanceof Expr.Unary unary) {
      return Stream.of(unary.operand());
    }
    if (expression instanceof Expr.Binary binary) {
      return Stream.of(binary.left(), binary.right());
    }
    if (expression instanceof Expr.Is is) {
      return Stream.of(is.operand());
    }
    if (expression instanceof Expr.Like like) {
      return Stream.concat(Stream.of(like.operand(), like.pattern()), like.escape().stream());
    }
    if (expression instanceof Expr.Between between) {
      return Stream.of(between.operand(), between.low(), between.high());
    }
    if (expression instanceof Expr.In in) {
      return Stream.concat(Stream.of(in.operand()), in.items().stream());
    }
    if (expression instanceof Expr.Case cases) {
      return Stream.of(
              cases.subject().stream(),
              cases.whens().stream().flatMap(when -> Stream.of(when.condition(), when.result())),
              cases.otherwise().stream())
          .flatMap(each -> each);
    }
    if (expression instanceof Expr.Cast cast) {
      return Stream.of(cast.operand());
    }
    if (expression instanceof Expr.ConvertUsing convert) {
      return Stream.of(convert.operand());
    }
    if (expression instanceof Expr.Collate collate) {
      return Stream.of(collate.operand());
    }
    if (expression instanceof Expr.Interval interval) {
      return Stream.of(interval.amount());
    }
    if (expression instanceof Expr.Row row) {
      return row.items().stream();
    }
    return leaf(expression);
  }

  /** An expression without operands. One that is not known here must not pass for one. */
  private static Stream<Expr> leaf(Expr expression) {
    if (expression instanceof Expr.Column
        || expression instanceof Expr.Text
        || expression instanceof Expr.NumberLiteral
        || expression instanceof Expr.Hex
        || expression instanceof Expr.Bits
        || expression instanceof Expr.Bool
        || expression instanceof Expr.Null
        || expression instanceof Expr.Temporal) {
      return Stream.empty();
    }
    throw new IllegalArgumentException("not a known expression: " + expression.getClass());
  }
}
