package io.driftguard.grammar;

import io.driftguard.grammar.CharsetTable.Collation;
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
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.Expr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The canonical form of a literal after {@code DEFAULT}: what the server stores for it and prints.
 *
 * <p>A literal whose conversion is not certain, or which the server would refuse, stays as it was
 * written, and so equals only itself.
 */
final class DefaultForm {

  private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

  /** Character sets in which an ASCII character is not the byte of that number. */
  private static final Set<String> WIDE = Set.of("ucs2", "utf16", "utf16le", "utf32");

  /** Decimal digits that a double keeps. */
  private static final int EXACT_DIGITS = 15;

  private static final int FLOAT_WIDTH = 12;
  private static final int DOUBLE_WIDTH = 22;

  private DefaultForm() {}

  /**
   * The literal as the server prints it.
   *
   * @param literal the literal
   * @param type the column's type in canonical form
   * @param collation the column's collation, where it has one that is known
   */
  static Expr of(Expr literal, DataType type, Optional<Collation> collation) {
    Optional<Expr> form = Optional.empty();
    if (literal instanceof Expr.Null) {
      return literal;
    }
    if (type instanceof IntegerType t) {
      form = integer(literal, t).map(DefaultForm::text);
    } else if (type instanceof DecimalType t) {
      form = decimal(literal, t).map(DefaultForm::text);
    } else if (type instanceof FloatingType t) {
      form = floating(literal, t).map(DefaultForm::text);
    } else if (type instanceof BitType t) {
      form = bits(literal, t);
    } else if (type instanceof CharacterType t) {
      form = character(literal, t, collation).map(DefaultForm::text);
    } else if (type instanceof BinaryType t) {
      form = binary(literal, t);
    } else if (type instanceof MemberType t) {
      form = member(literal, t, collation).map(DefaultForm::text);
    } else if (type instanceof TemporalType t) {
      form = temporal(literal, t).map(DefaultForm::text);
    }
    return form.orElse(literal);
  }

  private static Expr text(String value) {
    return new Expr.Text(Optional.empty(), value);
  }

  // Numbers

  /** A literal as a number: how it was written decides how it is rounded. */
  private record Numeral(BigDecimal value, boolean approximate) {

    /** Exact halves are rounded away from zero, approximate ones to the even neighbour. */
    BigInteger whole() {
      RoundingMode mode = approximate ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP;
      BigDecimal from = approximate ? new BigDecimal(value.doubleValue()) : value;
      return from.setScale(0, mode).toBigInteger();
    }
  }

  private static Optional<Numeral> numeral(Expr literal) {
    if (literal instanceof Expr.Unary u && (u.operator().equals("-") || u.operator().equals("+"))) {
      boolean negative = u.operator().equals("-");
      return u.operand() instanceof Expr.NumberLiteral
          ? numeral(u.operand())
              .map(n -> negative ? new Numeral(n.value().negate(), n.approximate()) : n)
          : Optional.empty();
    }
    if (literal instanceof Expr.NumberLiteral n) {
      return number(n.text());
    }
    if (literal instanceof Expr.Bool b) {
      return Optional.of(new Numeral(b.value() ? BigDecimal.ONE : BigDecimal.ZERO, false));
    }
    return bytes(literal)
        .filter(b -> b.length > 0)
        .map(b -> new Numeral(new BigDecimal(new BigInteger(1, b)), false));
  }

  private static Optional<Numeral> number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    boolean approximate = !DECIMAL.matcher(text).matches();
    return Optional.of(new Numeral(new BigDecimal(text), approximate));
  }

  private static Optional<Numeral> numeralOrText(Expr literal) {
    Optional<String> text = plainText(literal);
    if (text.isEmpty()) {
      return numeral(literal);
    }
    // A string is exact, whatever notation it uses.
    return number(strip(text.get())).map(n -> new Numeral(n.value(), false));
  }

  /**
   * The whole number that a literal is to a column of whole numbers without a loss.
   *
   * @return nothing when it is none, or when it is not certain
   */
  static Optional<BigInteger> exactly(Expr literal, IntegerType type) {
    boolean longBytes =
        (literal instanceof Expr.Hex hex && hex.digits().length() > 2 * Long.BYTES)
            || (literal instanceof Expr.Bits bits && bits.digits().length() > Long.SIZE);
    if (literal instanceof Expr.Bool || longBytes) {
      return Optional.empty();
    }
    if (plainText(literal).equals(Optional.of(""))) {
      return Optional.of(BigInteger.ZERO);
    }
    return numeralOrText(literal)
        .filter(n -> isExact(literal, n.value()))
        .filter(n -> n.value().signum() == 0 || n.value().stripTrailingZeros().scale() <= 0)
        .filter(n -> n.value().precision() - n.value().scale() < 25)
        .map(n -> n.value().toBigInteger())
        .filter(value -> fits(value, type));
  }

  /** Whether the server reads all digits, and not only those that a double keeps. */
  private static boolean isExact(Expr literal, BigDecimal value) {
    boolean approximate =
        literal instanceof Expr.Text
            ? value.scale() != 0
            : magnitude(literal).filter(m -> !DECIMAL.matcher(m).matches()).isPresent();
    return !approximate || value.precision() <= EXACT_DIGITS;
  }

  private static boolean fits(BigInteger value, IntegerType type) {
    int bits = type.size().bytes() * Byte.SIZE;
    return type.unsigned()
        ? value.signum() >= 0 && value.bitLength() <= bits
        : value.bitLength() <= bits - 1;
  }

  private static String strip(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == ' ') {
      start++;
    }
    return TypeForm.withoutTrailingSpaces(text.substring(start));
  }

  private static Optional<String> integer(Expr literal, IntegerType type) {
    Optional<Numeral> found = numeralOrText(literal);
    if (found.isEmpty() || found.get().value().precision() - found.get().value().scale() > 25) {
      return Optional.empty();
    }
    BigInteger value = found.get().whole();
    if (!fits(value, type)) {
      return Optional.empty();
    }
    return Optional.of(
        type.zerofill()
            ? zeros(value.toString(), type.displayWidth().orElse(0))
            : value.toString());
  }

  private static Optional<String> decimal(Expr literal, DecimalType type) {
    Optional<Numeral> found = numeralOrText(literal);
    if (found.isEmpty() || found.get().value().precision() - found.get().value().scale() > 100) {
      return Optional.empty();
    }
    int scale = type.scale().orElse(0);
    int precision = type.precision().orElse(10);
    if (found.get().approximate() && found.get().value().precision() > EXACT_DIGITS) {
      return Optional.empty();
    }
    BigDecimal value = found.get().value().setScale(scale, RoundingMode.HALF_UP);
    if (value.precision() > Math.max(precision, scale)
        || value.precision() - value.scale() > precision - scale
        || (type.unsigned() && value.signum() < 0)) {
      return Optional.empty();
    }
    String text = value.toPlainString();
    return Optional.of(
        type.zerofill() ? zeros(text, scale == 0 ? precision : precision + 1) : text);
  }

  private static Optional<String> floating(Expr literal, FloatingType type) {
    Optional<Numeral> found = numeralOrText(literal);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    double value = found.get().value().doubleValue();
    double stored = type.doublePrecision() ? value : (float) value;
    if (Double.isInfinite(stored) || (type.unsigned() && stored < 0)) {
      return Optional.empty();
    }
    if (type.display().isPresent()) {
      return fixed(stored, type);
    }
    String text = approximate(value, !type.doublePrecision(), Integer.MAX_VALUE);
    int width = type.doublePrecision() ? DOUBLE_WIDTH : FLOAT_WIDTH;
    return Optional.of(type.zerofill() ? zeros(text, width) : text);
  }

  private static Optional<String> fixed(double stored, FloatingType type) {
    int digits = type.display().orElseThrow().digits();
    int decimals = type.display().orElseThrow().decimals();
    BigDecimal exact = new BigDecimal(stored);
    BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_EVEN);
    boolean tie = exact.subtract(rounded).abs().compareTo(BigDecimal.valueOf(5, decimals + 1)) == 0;
    if (tie || rounded.precision() - rounded.scale() > digits - decimals) {
      return Optional.empty();
    }
    // More digits than the type has are printed from its binary value, rounded once more.
    if (!type.doublePrecision()
        && new BigDecimal(rounded.floatValue())
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .compareTo(rounded)
            != 0) {
      return Optional.empty();
    }
    String text = rounded.toPlainString();
    if (rounded.signum() == 0 && stored < 0) {
      return Optional.empty();
    }
    return Optional.of(type.zerofill() ? zeros(text, decimals == 0 ? digits : digits + 1) : text);
  }

  /**
   * A floating-point number in the server's shortest notation ({@code my_gcvt}).
   *
   * @param room the most characters of the notation without an exponent
   */
  private static String approximate(double value, boolean single, int room) {
    double shown = single ? (float) value : value;
    if (shown == 0) {
      return "0";
    }
    BigDecimal digits = single ? sixDigits((float) value) : shortest(value);
    digits = digits.stripTrailingZeros();
    int point = digits.precision() - digits.scale();
    String plain = digits.toPlainString();
    int most = single ? Math.min(FLOAT_WIDTH, room) : room;
    boolean inRange = point >= -14 && (point <= 15 || digits.precision() > point);
    if (inRange && plain.length() <= most) {
      return plain;
    }
    String unscaled = digits.unscaledValue().abs().toString();
    String mantissa =
        unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
    return (digits.signum() < 0 ? "-" : "") + mantissa + "e" + (point - 1);
  }

  private static BigDecimal sixDigits(float value) {
    return new BigDecimal(value).round(new java.math.MathContext(6, RoundingMode.HALF_EVEN));
  }

  /** The fewest digits that are read as the same number. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal candidate = exact.round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
      if (candidate.doubleValue() == value) {
        return candidate;
      }
    }
    return exact.round(new java.math.MathContext(17, RoundingMode.HALF_EVEN));
  }

  private static String zeros(String text, int width) {
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  private static Optional<Expr> bits(Expr literal, BitType type) {
    Optional<BigInteger> value;
    Optional<String> text = plainText(literal);
    if (text.isPresent()) {
      value =
          isAscii(text.get())
              ? Optional.of(new BigInteger(1, text.get().getBytes(StandardCharsets.US_ASCII)))
              : Optional.empty();
    } else {
      value =
          numeral(literal)
              .filter(n -> n.value().signum() >= 0)
              .filter(n -> n.value().precision() - n.value().scale() < 25)
              .map(Numeral::whole);
    }
    return value
        .filter(v -> v.bitLength() <= type.bits().orElse(1))
        .map(v -> new Expr.Bits(Optional.empty(), v.toString(2)));
  }

  // Strings

  /** A string literal of which the characters are certain. */
  private static Optional<String> plainText(Expr literal) {
    if (!(literal instanceof Expr.Text text)) {
      return Optional.empty();
    }
    String charset = text.introducer().orElse("utf8mb4");
    boolean certain =
        charset.equals("utf8mb4")
            || charset.equals("utf8mb3")
            || (isAscii(text.value()) && !WIDE.contains(charset));
    return certain ? Optional.of(text.value()) : Optional.empty();
  }

  /** A string literal as characters, which its introducer makes of its bytes. */
  private static Optional<String> anyText(Expr literal) {
    Optional<String> plain = plainText(literal);
    if (plain.isPresent()) {
      return plain;
    }
    if (literal instanceof Expr.Hex hex && hex.introducer().isPresent()) {
      return Bytes.in(hex.introducer().get(), HexFormat.of().parseHex(hex.digits()));
    }
    return literal instanceof Expr.Text text && text.introducer().isPresent()
        ? Bytes.in(text.introducer().get(), text.value().getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** The bytes of a string literal; in wide character sets they might be others. */
  private static Optional<byte[]> bytesOfText(Expr literal) {
    if (literal instanceof Expr.Hex hex && hex.introducer().isPresent()) {
      return Optional.of(HexFormat.of().parseHex(hex.digits()));
    }
    return literal instanceof Expr.Text text && !WIDE.contains(text.introducer().orElse("utf8mb4"))
        ? Optional.of(text.value().getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static Optional<byte[]> bytes(Expr literal) {
    if (literal instanceof Expr.Hex hex && hex.introducer().isEmpty()) {
      return Optional.of(HexFormat.of().parseHex(hex.digits()));
    }
    if (literal instanceof Expr.Bits bits && bits.introducer().isEmpty()) {
      int size = (bits.digits().length() + 7) / 8;
      byte[] value =
          bits.digits().isEmpty() ? new byte[0] : new BigInteger(bits.digits(), 2).toByteArray();
      byte[] out = new byte[size];
      int from = Math.max(0, value.length - size);
      System.arraycopy(value, from, out, size - (value.length - from), value.length - from);
      return Optional.of(out);
    }
    return Optional.empty();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** The characters that a number, a truth value or a string gives for a column of characters. */
  private static Optional<String> characters(Expr literal, long room) {
    Optional<String> text = anyText(literal);
    if (text.isPresent()) {
      return text;
    }
    Optional<byte[]> bytes = bytes(literal);
    if (bytes.isPresent()) {
      return decode(bytes.get());
    }
    Optional<Numeral> number = numeral(literal);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (number.get().approximate()) {
      String plain = approximate(number.get().value().doubleValue(), false, Integer.MAX_VALUE);
      return Optional.of(plain).filter(p -> p.length() <= room);
    }
    BigDecimal value = number.get().value();
    return Optional.of((value.scale() < 0 ? value.setScale(0) : value).toPlainString());
  }

  private static Optional<String> decode(byte[] bytes) {
    return Bytes.asUtf8(bytes);
  }

  private static Optional<String> character(
      Expr literal, CharacterType type, Optional<Collation> collation) {
    if (type.length().isEmpty()) {
      return Optional.empty();
    }
    long room = type.length().getAsLong();
    boolean raw = literal instanceof Expr.Hex || literal instanceof Expr.Bits;
    boolean utf8 =
        collation.map(c -> c.charset().name()).filter(n -> n.startsWith("utf8mb")).isPresent();
    Optional<String> found =
        raw && !utf8 && bytes(literal).isPresent() && collation.isPresent()
            ? Bytes.in(collation.get().charset().name(), bytes(literal).orElseThrow())
                .or(
                    () ->
                        characters(literal, room)
                            .filter(t -> isAscii(t) && isAsciiCompatible(collation)))
            : characters(literal, room).filter(t -> !raw || utf8 || !hasBytes(literal));
    // The server writes some numbers into wide character sets byte by byte.
    boolean number = literal instanceof Expr.Bool || magnitude(literal).isPresent();
    if (found.isEmpty() || (number && !isAsciiCompatible(collation))) {
      return Optional.empty();
    }
    String value = found.get();
    if (type.kind() == CharacterKind.CHAR) {
      value = TypeForm.withoutTrailingSpaces(value);
    }
    while (value.codePointCount(0, value.length()) > room && value.endsWith(" ")) {
      value = value.substring(0, value.length() - 1);
    }
    return Optional.of(value).filter(v -> v.codePointCount(0, v.length()) <= room);
  }

  /** The digits of a number as they were written, without its sign. */
  private static Optional<String> magnitude(Expr literal) {
    Expr unsigned = literal instanceof Expr.Unary u ? u.operand() : literal;
    return unsigned instanceof Expr.NumberLiteral n ? Optional.of(n.text()) : Optional.empty();
  }

  /** A literal that is bytes of the column's own character set. */
  private static boolean hasBytes(Expr literal) {
    return bytes(literal).isPresent();
  }

  private static boolean isAsciiCompatible(Optional<Collation> collation) {
    return collation.isPresent() && !WIDE.contains(collation.get().charset().name());
  }

  private static Optional<Expr> binary(Expr literal, BinaryType type) {
    if (type.length().isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> found =
        bytes(literal)
            .or(() -> bytesOfText(literal))
            .or(
                () ->
                    characters(literal, type.length().getAsLong())
                        .map(t -> t.getBytes(StandardCharsets.UTF_8)));
    if (found.isEmpty() || found.get().length > type.length().getAsLong()) {
      return Optional.empty();
    }
    byte[] bytes = found.get();
    if (type.kind() == BinaryKind.BINARY) {
      bytes = Arrays.copyOf(bytes, (int) type.length().getAsLong());
    }
    String hex = HexFormat.of().withUpperCase().formatHex(bytes);
    return Optional.of(
        decode(bytes).map(DefaultForm::text).orElseGet(() -> new Expr.Hex(Optional.empty(), hex)));
  }

  // Members

  private static Optional<String> member(
      Expr literal, MemberType type, Optional<Collation> collation) {
    Optional<String> text =
        plainText(literal)
            .or(() -> bytes(literal).flatMap(DefaultForm::decode).filter(DefaultForm::isAscii));
    if (text.isEmpty()) {
      return text;
    }
    if (!type.set()) {
      return find(text.get(), type, collation).map(type.members()::get);
    }
    if (text.get().isEmpty()) {
      return text;
    }
    List<Integer> found = new ArrayList<>();
    for (String part : text.get().split(",", -1)) {
      Optional<Integer> index = find(part, type, collation);
      if (index.isEmpty()) {
        return Optional.empty();
      }
      found.add(index.get());
    }
    return Optional.of(
        String.join(",", found.stream().sorted().distinct().map(type.members()::get).toList()));
  }

  private static Optional<Integer> find(
      String text, MemberType type, Optional<Collation> collation) {
    String wanted = TypeForm.withoutTrailingSpaces(text);
    int exact = type.members().indexOf(wanted);
    if (exact >= 0) {
      return Optional.of(exact);
    }
    if (!isAscii(wanted) || collation.isEmpty() || collation.get().isCaseSensitive()) {
      return Optional.empty();
    }
    String folded = wanted.toLowerCase(Locale.ROOT);
    for (int i = 0; i < type.members().size(); i++) {
      String member = type.members().get(i);
      if (isAscii(member) && member.toLowerCase(Locale.ROOT).equals(folded)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  // Dates and times

  private static Optional<String> temporal(Expr literal, TemporalType type) {
    Optional<String> text = plainText(literal);
    Optional<String> number =
        numeral(literal)
            .filter(n -> magnitude(literal).isPresent() && !n.approximate())
            .filter(n -> n.value().scale() <= 0 || type.fraction() >= n.value().scale())
            .map(n -> n.value().toPlainString());
    return switch (type.kind()) {
      case YEAR ->
          text.isPresent()
              ? TemporalText.year(text.get(), true)
              : number.flatMap(n -> TemporalText.year(n, false));
      case DATE ->
          text.isPresent()
              ? TemporalText.date(text.get())
              : number.flatMap(TemporalText::dateOfNumber);
      case DATETIME, TIMESTAMP ->
          text.isPresent()
              ? TemporalText.dateTime(text.get(), type.fraction())
              : number.flatMap(n -> TemporalText.dateTimeOfNumber(n, type.fraction()));
      case TIME ->
          text.isPresent()
              ? TemporalText.time(text.get(), type.fraction())
              : number.flatMap(n -> TemporalText.timeOfNumber(n, type.fraction()));
    };
  }
}
