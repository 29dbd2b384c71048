package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The whole number that an expression without columns is, where the server computes it as a bound
 * of a partition. What is not certain is not computed.
 *
 * @param timeZone the session's time zone, in which UNIX_TIMESTAMP reads a date; empty when unknown
 */
record ConstantForm(Optional<ZoneId> timeZone) {

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** The days from the server's day 0 to the epoch. */
  private static final long EPOCH_DAY = 719_528;

  private static final long SECONDS_OF_A_DAY = 86_400;

  /** The greatest value of {@code UNIX_TIMESTAMP} on every server. */
  private static final long LAST_SECOND = 2_147_483_647L;

  Optional<BigInteger> of(Expr e) {
    if (e instanceof Expr.NumberLiteral n && n.text().chars().allMatch(Character::isDigit)) {
      return Optional.of(new BigInteger(n.text()));
    }
    if (e instanceof Expr.Unary u && u.operator().equals("-")) {
      return of(u.operand()).map(BigInteger::negate).flatMap(ConstantForm::inRange);
    }
    if (e instanceof Expr.Binary b) {
      return of(b.left()).flatMap(l -> of(b.right()).flatMap(r -> binary(b.operator(), l, r)));
    }
    if (e instanceof Expr.Call c && c.schema().isEmpty() && c.arguments().size() == 1) {
      return call(c.name(), c.arguments().get(0));
    }
    return Optional.empty();
  }

  private static Optional<BigInteger> inRange(BigInteger value) {
    return Optional.of(value).filter(v -> v.compareTo(LEAST) >= 0 && v.compareTo(MOST) <= 0);
  }

  private static Optional<BigInteger> binary(String operator, BigInteger l, BigInteger r) {
    if (inRange(l).isEmpty() || inRange(r).isEmpty()) {
      return Optional.empty();
    }
    boolean zero = r.signum() == 0;
    return switch (operator) {
      case "+" -> inRange(l.add(r));
      case "-" -> inRange(l.subtract(r));
      case "*" -> inRange(l.multiply(r));
      case "DIV" -> zero ? Optional.empty() : inRange(l.divide(r));
      case "%" -> zero ? Optional.empty() : inRange(l.remainder(r));
      default -> Optional.empty();
    };
  }

  private Optional<BigInteger> call(String name, Expr argument) {
    return switch (name) {
      case "abs" -> of(argument).map(BigInteger::abs).flatMap(ConstantForm::inRange);
      case "floor" -> rounded(argument, RoundingMode.FLOOR);
      case "ceiling" -> rounded(argument, RoundingMode.CEILING);
      default -> moment(argument).flatMap(m -> ofMoment(name, m)).map(BigInteger::valueOf);
    };
  }

  private Optional<BigInteger> rounded(Expr argument, RoundingMode mode) {
    if (argument instanceof Expr.NumberLiteral n
        && n.text().chars().allMatch(c -> Character.isDigit(c) || c == '.')) {
      return inRange(new BigDecimal(n.text()).setScale(0, mode).toBigInteger());
    }
    return of(argument).flatMap(ConstantForm::inRange);
  }

  /** A date, or a date and a time, that is written out and is a real day. */
  private static Optional<LocalDateTime> moment(Expr e) {
    Optional<String> text = Optional.empty();
    if (e instanceof Expr.Text t && t.introducer().isEmpty()) {
      text = TemporalText.dateTime(t.value(), 0).filter(s -> !t.value().contains("."));
    } else if (e instanceof Expr.NumberLiteral n) {
      text = TemporalText.dateTimeOfNumber(n.text(), 0);
    } else if (e instanceof Expr.Temporal t && List.of("DATE", "TIMESTAMP").contains(t.kind())) {
      text = TemporalText.dateTime(t.value(), 0).filter(s -> !t.value().contains("."));
    }
    try {
      return text.map(s -> LocalDateTime.parse(s, DATE_TIME)).filter(m -> m.getYear() > 0);
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  private Optional<Long> ofMoment(String name, LocalDateTime m) {
    long days = m.toLocalDate().toEpochDay() + EPOCH_DAY;
    return switch (name) {
      case "to_days" -> Optional.of(days);
      case "to_seconds" -> Optional.of(days * SECONDS_OF_A_DAY + m.toLocalTime().toSecondOfDay());
      case "year" -> Optional.of((long) m.getYear());
      case "month" -> Optional.of((long) m.getMonthValue());
      case "dayofmonth" -> Optional.of((long) m.getDayOfMonth());
      case "dayofyear" -> Optional.of((long) m.getDayOfYear());
      case "dayofweek" -> Optional.of(m.getLong(ChronoField.DAY_OF_WEEK) % 7 + 1);
      case "weekday" -> Optional.of(m.getLong(ChronoField.DAY_OF_WEEK) - 1);
      case "quarter" -> Optional.of(m.getLong(IsoFields.QUARTER_OF_YEAR));
      case "unix_timestamp" -> seconds(m);
      default -> Optional.empty();
    };
  }

  /** Seconds since the epoch, unless the clock shows that time twice or never. */
  private Optional<Long> seconds(LocalDateTime m) {
    List<ZoneOffset> offsets =
        timeZone.map(zone -> zone.getRules().getValidOffsets(m)).orElse(List.of());
    return offsets.size() == 1
        ? Optional.of(m.toEpochSecond(offsets.get(0))).filter(s -> s > 0 && s <= LAST_SECOND)
        : Optional.empty();
  }
}
