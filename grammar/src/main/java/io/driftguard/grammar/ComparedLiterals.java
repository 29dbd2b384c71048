package io.driftguard.grammar;

import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.IntegerSize;
import io.driftguard.grammar.ast.DataType.IntegerType;
import io.driftguard.grammar.ast.DataType.TemporalKind;
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.Expr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The literals that the server turns into values of the column that they are compared with: of a
 * column of dates, times or years, {@code t > 5} is {@code t > '00:00:05'} where {@code t} is a
 * {@code TIME}, and of one of type {@code BIGINT}, of which {@code b > '5'} is {@code b > 5}.
 *
 * <p>A text that is compared with a date stays as it is, and so does the number zero, which servers
 * treat in two ways. What is no value of a {@code BIGINT} without a loss stays, too. A list of
 * literals of several kinds stays, and one with a value that is no time, where the column is of
 * times.
 *
 * @param columns the types of the table's columns of these types, by lower-case name
 */
record ComparedLiterals(Map<String, DataType> columns) {

  static final ComparedLiterals UNKNOWN = new ComparedLiterals(Map.of());

  /** What a literal is to the server, which turns a list only where all of it are one kind. */
  private enum Kind {
    WHOLE,
    DECIMAL,
    APPROXIMATE,
    TEXT
  }

  ComparedLiterals {
    columns = Map.copyOf(columns);
  }

  /** Whether literals become values of columns of this type. */
  static boolean turnsLiterals(DataType type) {
    return type instanceof TemporalType
        || (type instanceof IntegerType integer && integer.size() == IntegerSize.BIGINT);
  }

  /** The expression, of which the literals have been given the types of their columns. */
  Expr agree(Expr e) {
    if (e instanceof Expr.Binary b && LiteralCharsets.COMPARISONS.contains(b.operator())) {
      Expr left = type(b.right()).map(type -> literal(b.left(), type)).orElse(b.left());
      Expr right = type(b.left()).map(type -> literal(b.right(), type)).orElse(b.right());
      return new Expr.Binary(b.operator(), left, right);
    }
    if (e instanceof Expr.Between b && type(b.operand()).isPresent()) {
      DataType type = type(b.operand()).get();
      return new Expr.Between(
          b.operand(), b.negated(), literal(b.low(), type), literal(b.high(), type));
    }
    if (e instanceof Expr.In i && type(i.operand()).isPresent()) {
      return new Expr.In(i.operand(), i.negated(), list(i.items(), type(i.operand()).get()));
    }
    return e;
  }

  private Optional<DataType> type(Expr e) {
    return e instanceof Expr.Column c
        ? Optional.ofNullable(columns.get(c.column().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static List<Expr> list(List<Expr> items, DataType type) {
    if (type instanceof TemporalType t && t.kind() == TemporalKind.YEAR) {
      return items;
    }
    List<Expr> turned = new ArrayList<>();
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Expr item : items) {
      Optional<Expr> value = value(item, type);
      Optional<Kind> kind = kind(item);
      // A value that has no place in a column of times keeps all of its list as it is.
      boolean turns = value.isPresent() || (kind.isPresent() && type instanceof IntegerType);
      if (!turns && !(item instanceof Expr.Null)) {
        return items;
      }
      kind.ifPresent(kinds::add);
      turned.add(value.orElse(item));
    }
    return kinds.size() > 1 ? items : turned;
  }

  private static Optional<Kind> kind(Expr e) {
    if (e instanceof Expr.Unary u && u.operator().equals("-")) {
      return kind(u.operand());
    }
    if (e instanceof Expr.NumberLiteral n) {
      boolean approximate = n.text().indexOf('e') >= 0 || n.text().indexOf('E') >= 0;
      boolean whole = n.text().chars().allMatch(c -> c >= '0' && c <= '9');
      return Optional.of(approximate ? Kind.APPROXIMATE : whole ? Kind.WHOLE : Kind.DECIMAL);
    }
    boolean text = e instanceof Expr.Text || e instanceof Expr.Hex || e instanceof Expr.Bits;
    return text ? Optional.of(Kind.TEXT) : Optional.empty();
  }

  private static Expr literal(Expr e, DataType type) {
    return value(e, type).orElse(e);
  }

  private static Optional<Expr> value(Expr e, DataType type) {
    if (type instanceof TemporalType temporal) {
      return value(e, temporal);
    }
    return type instanceof IntegerType integer
        ? DefaultForm.exactly(e, integer).map(ComparedLiterals::number)
        : Optional.empty();
  }

  private static Expr number(BigInteger value) {
    Expr magnitude = new Expr.NumberLiteral(value.abs().toString());
    return value.signum() < 0 ? new Expr.Unary("-", magnitude) : magnitude;
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
              .map(ComparedLiterals::text);
      case YEAR ->
          TemporalText.year(value, text)
              .filter(year -> !year.equals("0000"))
              .map(Expr.NumberLiteral::new);
      case DATE ->
          date(value, text).flatMap(TemporalText::dateOfNumber).map(ComparedLiterals::text);
      case DATETIME, TIMESTAMP ->
          date(value, text)
              .flatMap(number -> TemporalText.dateTimeOfNumber(number, type.fraction()))
              .map(ComparedLiterals::text);
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
