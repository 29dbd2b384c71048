package io.driftguard.schemadiff;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DataType.BitType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DataType.DecimalType;
import io.driftguard.grammar.ast.DataType.FloatingType;
import io.driftguard.grammar.ast.DataType.IntegerType;
import io.driftguard.grammar.ast.DataType.MemberType;
import io.driftguard.grammar.ast.DataType.TemporalKind;
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Defaults that no server takes for their column, whatever its mode is. The canonical form has made
 * of a default what the server prints; what it left as it was written is refused here only where it
 * is certain that the server does so too. Zero dates are the mode's to say.
 */
final class DefaultLimits {

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
  private static final Pattern DATE =
      Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]([0-9]{1,3}):([0-9]{1,3})(.*))?");
  private static final Pattern CLOCK = Pattern.compile("-?[0-9]+:([0-9]{1,3})(?::([0-9]{1,3}))?");
  private static final Pattern NUMBER =
      Pattern.compile(" *[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})? *");
  private static final int LAST_HOUR_OF_TIME = 838;

  private final ColumnDef column;
  private final Optional<Collation> collation;

  private DefaultLimits(ColumnDef column, Optional<Collation> collation) {
    this.column = column;
    this.collation = collation;
  }

  /**
   * @param column a canonical column
   * @param collation its collation, where its type has one
   */
  static void check(ColumnDef column, Optional<Collation> collation) throws SimulationException {
    DefaultLimits limits = new DefaultLimits(column, collation);
    if (column.onUpdateNow().isPresent()) {
      limits.requireNow(column.onUpdateNow().get(), "ON UPDATE CURRENT_TIMESTAMP");
    }
    DefaultValue value = column.defaultValue().orElse(null);
    if (value == null) {
      return;
    }
    if (column.autoIncrement()) {
      throw limits.refused("a default beside AUTO_INCREMENT");
    }
    if (value instanceof DefaultValue.Now now) {
      limits.requireNow(now.fraction(), "CURRENT_TIMESTAMP");
    } else if (value instanceof DefaultValue.Literal literal && !limits.fits(literal.value())) {
      throw limits.refused(Renderer.render(literal.value()));
    }
  }

  private SimulationException refused(String found) {
    return new SimulationException(
        SimulationCode.INVALID_DEFAULT,
        "expected a default that column "
            + Names.quoted(column.name())
            + " takes, but found "
            + found);
  }

  /** The time of a change goes into a time of the same precision. */
  private void requireNow(int fraction, String found) throws SimulationException {
    boolean fits =
        column.type() instanceof TemporalType temporal
            && (temporal.kind() == TemporalKind.DATETIME
                || temporal.kind() == TemporalKind.TIMESTAMP)
            && temporal.fraction() == fraction;
    if (!fits) {
      throw refused(fraction == 0 ? found : found + "(" + fraction + ")");
    }
  }

  private boolean fits(Expr value) {
    DataType type = column.type();
    if (value instanceof Expr.Text text) {
      return text.introducer().isPresent() || fits(text.value(), type);
    }
    if (value instanceof Expr.Bits bits && type instanceof BitType column) {
      return bits.digits().replaceFirst("^0+", "").length() <= column.bits().orElse(1);
    }
    if (value instanceof Expr.Hex hex && type instanceof BinaryType bytes && hasLength(bytes)) {
      return hex.introducer().isPresent() || hex.digits().length() / 2 <= bytes.length().orElse(1);
    }
    Optional<BigDecimal> number = number(value);
    return number.isEmpty() || fits(number.get(), value, type);
  }

  private static Optional<BigDecimal> number(Expr value) {
    if (value instanceof Expr.Unary unary && unary.operator().equals("-")) {
      return number(unary.operand()).map(BigDecimal::negate);
    }
    return value instanceof Expr.NumberLiteral literal && isNumber(literal.text())
        ? Optional.of(new BigDecimal(literal.text()))
        : Optional.empty();
  }

  /** Numbers that an integer or bits take have become texts and bits. */
  private static boolean fits(BigDecimal number, Expr written, DataType type) {
    boolean whole = WHOLE.matcher(number.toPlainString()).matches() && number.scale() == 0;
    if (type instanceof IntegerType || type instanceof BitType) {
      return false;
    }
    if (type instanceof DecimalType decimal) {
      return isInRange(number, decimal);
    }
    if (type instanceof FloatingType floating) {
      return isInRange(number, floating);
    }
    if (type instanceof MemberType members) {
      // The server looks for the number as a text among the members.
      return members.members().stream().anyMatch(DefaultLimits::isNumber);
    }
    if (type instanceof CharacterType characters && !TableCollations.isText(type)) {
      return !whole || Renderer.render(written).length() <= characters.length().orElse(1);
    }
    if (type instanceof TemporalType temporal && whole) {
      return temporal.kind() == TemporalKind.YEAR
          ? isYear(number.toBigInteger())
          : temporal.kind() == TemporalKind.TIME || isDate(number, temporal.kind());
    }
    return true;
  }

  /** Whether the digits of a date may be those of a day: of eight digits it is known. */
  private static boolean isDate(BigDecimal number, TemporalKind kind) {
    if (number.precision() == 8) {
      Matcher date =
          DATE.matcher(
              number.toPlainString().replaceFirst("([0-9]{4})([0-9]{2})([0-9]{2})", "$1-$2-$3"));
      return number.signum() > 0 && date.matches() && isDate(date, kind);
    }
    return number.signum() == 0 || number.compareTo(BigDecimal.valueOf(100)) > 0;
  }

  private boolean fits(String text, DataType type) {
    if (type instanceof IntegerType integer) {
      return WHOLE.matcher(text).matches() && isInRange(new BigInteger(text), integer);
    }
    if (type instanceof DecimalType decimal) {
      return isNumber(text) && isInRange(new BigDecimal(text.strip()), decimal);
    }
    if (type instanceof FloatingType floating) {
      return isNumber(text) && isInRange(new BigDecimal(text.strip()), floating);
    }
    if (type instanceof BitType) {
      // Letters that fit have become bits.
      return !isAscii(text);
    }
    if (type instanceof CharacterType characters && !TableCollations.isText(type)) {
      return fits(text, characters);
    }
    if (type instanceof BinaryType bytes && hasLength(bytes)) {
      return text.getBytes(StandardCharsets.UTF_8).length <= bytes.length().orElse(1);
    }
    if (type instanceof MemberType members) {
      return fits(text, members);
    }
    return !(type instanceof TemporalType temporal) || fits(text, temporal.kind());
  }

  private static boolean hasLength(BinaryType type) {
    return type.kind() == BinaryKind.BINARY || type.kind() == BinaryKind.VARBINARY;
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  private static boolean isInRange(BigInteger value, IntegerType type) {
    int bits = type.size().bytes() * Byte.SIZE;
    boolean unsigned = type.unsigned() || type.zerofill();
    return value.bitLength() <= (unsigned ? bits : bits - 1) && (!unsigned || value.signum() >= 0);
  }

  private static boolean isInRange(BigDecimal value, DecimalType type) {
    int whole = type.precision().orElse(10) - type.scale().orElse(0);
    boolean unsigned = type.unsigned() || type.zerofill();
    BigDecimal kept = value.setScale(type.scale().orElse(0), RoundingMode.HALF_UP);
    return kept.abs().compareTo(BigDecimal.ONE.movePointRight(whole)) < 0
        && (!unsigned || value.signum() >= 0);
  }

  private static boolean isInRange(BigDecimal value, FloatingType type) {
    double stored = type.doublePrecision() ? value.doubleValue() : value.floatValue();
    boolean unsigned = type.unsigned() || type.zerofill();
    return !Double.isInfinite(stored)
        && (!unsigned || value.signum() >= 0)
        && type.display()
            .filter(
                display ->
                    value
                            .setScale(display.decimals(), RoundingMode.HALF_DOWN)
                            .abs()
                            .compareTo(
                                BigDecimal.ONE.movePointRight(
                                    display.digits() - display.decimals()))
                        >= 0)
            .isEmpty();
  }

  private boolean fits(String text, CharacterType type) {
    String kept = text.replaceAll(" +$", "");
    boolean hasRoom = kept.codePointCount(0, kept.length()) <= type.length().orElse(1);
    boolean ascii =
        (type.kind() == CharacterKind.CHAR || type.kind() == CharacterKind.VARCHAR)
            && collation.filter(it -> it.charset().name().equals("ascii")).isPresent();
    return hasRoom && (!ascii || isAscii(text));
  }

  /** A letter is looked for as the collation compares letters, which is known here of ASCII. */
  private boolean fits(String text, MemberType type) {
    if (type.set() && text.isEmpty()) {
      return true;
    }
    boolean exact = collation.filter(it -> it.isBinary() || it.name().endsWith("_bin")).isPresent();
    if (!exact && !(isAscii(text) && type.members().stream().allMatch(DefaultLimits::isAscii))) {
      return true;
    }
    for (String part : type.set() ? text.split(",", -1) : new String[] {text}) {
      String wanted = part.replaceAll(" +$", "");
      if (type.members().stream()
          .noneMatch(member -> exact ? member.equals(wanted) : Names.same(member, wanted))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static boolean fits(String text, TemporalKind kind) {
    if (text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    if (kind == TemporalKind.YEAR) {
      return !WHOLE.matcher(text).matches() || isYear(new BigInteger(text));
    }
    Matcher date = DATE.matcher(text);
    if (date.matches()) {
      return isDate(date, kind);
    }
    Matcher clock = CLOCK.matcher(text);
    if (kind == TemporalKind.TIME && clock.matches()) {
      String hours = text.substring(text.startsWith("-") ? 1 : 0, text.indexOf(':'));
      return Integer.parseInt(clock.group(1)) < 60
          && (clock.group(2) == null || Integer.parseInt(clock.group(2)) < 60)
          && new BigInteger(hours).compareTo(BigInteger.valueOf(LAST_HOUR_OF_TIME)) <= 0;
    }
    return true;
  }

  private static boolean isYear(BigInteger year) {
    return year.compareTo(BigInteger.valueOf(99)) <= 0
        ? year.signum() >= 0
        : year.compareTo(BigInteger.valueOf(1901)) >= 0
            && year.compareTo(BigInteger.valueOf(2155)) <= 0;
  }

  private static boolean isDate(Matcher date, TemporalKind kind) {
    int year = Integer.parseInt(date.group(1));
    int month = Integer.parseInt(date.group(2));
    int day = Integer.parseInt(date.group(3));
    if (month > 12 || day > 31) {
      return false;
    }
    if (date.group(4) != null
        && (Integer.parseInt(date.group(4)) > 23 || Integer.parseInt(date.group(5)) > 59)) {
      return false;
    }
    if (year == 0 || month == 0 || day == 0) {
      return true;
    }
    try {
      LocalDate exact = LocalDate.of(year, month, day);
      // A timestamp has a zone, so that a day more may belong to it.
      return kind != TemporalKind.TIMESTAMP
          || (!exact.isBefore(LocalDate.of(1969, 12, 31))
              && !exact.isAfter(LocalDate.of(2038, 1, 19)));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
