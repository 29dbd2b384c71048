package io.driftguard.grammar;

import io.driftguard.grammar.ast.DataType.TemporalKind;
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The literals that the server turns into values of a column of dates, times or years when they are
 * compared with it: {@code t > 5} is {@code t > '00:00:05'} where {@code t} is a {@code TIME}.
 *
 * <p>A text that is compared with a date stays as it is, and so does the number zero, which servers
 * treat in two ways. A list is turned as a whole or not at all.
 *
 * @param columns the types of the table's columns of dates and times, by lower-case name
 */
record TimeLiterals(Map<String, TemporalType> columns) {

  static final TimeLiterals UNKNOWN = new TimeLiterals(Map.of());

  TimeLiterals {
    columns = Map.copyOf(columns);
  }

  /** The expression, of which the literals have been given the types of their columns. */
  Expr agree(Expr e) {
    if (e instanceof Expr.Binary b && LiteralCharsets.COMPARISONS.contains(b.operator())) {
      Expr left = type(b.right()).map(type -> literal(b.left(), type)).orElse(b.left());
      Expr right = type(b.left()).map(type -> literal(b.right(), type)).orElse(b.right());
      return new Expr.Binary(b.operator(), left, right);
    }
    if (e instanceof Expr.Between b && type(b.operand()).isPresent()) {
      TemporalType type = type(b.operand()).get();
      return new Expr.Between(
          b.operand(), b.negated(), literal(b.low(), type), literal(b.high(), type));
    }
    if (e instanceof Expr.In i && type(i.operand()).isPresent()) {
      return new Expr.In(i.operand(), i.negated(), list(i.items(), type(i.operand()).get()));
    }
    return e;
  }

  private Optional<TemporalType> type(Expr e) {
    return e instanceof Expr.Column c
        ? Optional.ofNullable(columns.get(c.column().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** All of a list are numbers, or all of them texts; what is not known is not there. */
  private static List<Expr> list(List<Expr> items, TemporalType type) {
    List<Expr> turned = new ArrayList<>();
    boolean texts = items.stream().anyMatch(Expr.Text.class::isInstance);
    for (Expr item : items) {
      Optional<Expr> value = value(item, type);
      boolean fits = value.isPresent() && (item instanceof Expr.Text) == texts;
      if (type.kind() == TemporalKind.YEAR || !(fits || item instanceof Expr.Null)) {
        return items;
      }
      turned.add(value.orElse(item));
    }
    return turned;
  }

  private static Expr literal(Expr e, TemporalType type) {
    return value(e, type).orElse(e);
  }

  private static Optional<Expr> value(Expr e, TemporalType type) {
    boolean text = e instanceof Expr.Text;
    Optional<String> written =
        e instanceof Expr.Text t
            ? Optional.of(t).filter(it -> it.introducer().isEmpty()).map(Expr.Text::value)
            : number(e);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    String value = written.get();
    return switch (type.kind()) {
      case TIME ->
          (text
                  ? TemporalText.time(value, type.fraction())
                  : TemporalText.timeOfNumber(value, type.fraction()))
              .map(TimeLiterals::text);
      case YEAR ->
          TemporalText.year(value, text)
              .filter(year -> !year.equals("0000"))
              .map(Expr.NumberLiteral::new);
      case DATE -> date(value, text).flatMap(TemporalText::dateOfNumber).map(TimeLiterals::text);
      case DATETIME, TIMESTAMP ->
          date(value, text)
              .flatMap(number -> TemporalText.dateTimeOfNumber(number, type.fraction()))
              .map(TimeLiterals::text);
    };
  }

  private static Optional<String> date(String value, boolean text) {
    boolean zero = value.chars().allMatch(c -> c == '0');
    return text || zero || value.startsWith("-") ? Optional.empty() : Optional.of(value);
  }

  /** A whole number as it is written. */
  private static Optional<String> number(Expr e) {
    if (e instanceof Expr.NumberLiteral n) {
      boolean whole = n.text().chars().allMatch(c -> c >= '0' && c <= '9');
      return whole ? Optional.of(n.text()) : Optional.empty();
    }
    return e instanceof Expr.Unary u && u.operator().equals("-")
        ? number(u.operand()).map(n -> "-" + n).filter(n -> !n.startsWith("--"))
        : Optional.empty();
  }

  private static Expr text(String value) {
    return new Expr.Text(Optional.empty(), value);
  }
}
