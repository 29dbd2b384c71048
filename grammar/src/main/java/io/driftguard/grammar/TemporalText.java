package io.driftguard.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times as the server does and writes them as it does; what it might read
 * differently is not read.
 */
final class TemporalText {

  private static final String DATE = "(\\d{1,4})([-/.])(\\d{1,2})\\2(\\d{1,2})";
  private static final String CLOCK =
      "(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{0,6}))?)?)?";
  private static final Pattern DATE_TIME =
      Pattern.compile(" *" + DATE + "(?:(?:T| +)" + CLOCK + ")? *");
  private static final Pattern TIME =
      Pattern.compile(
          "(-?)(?:(\\d{1,2}) +)?(\\d{1,3}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,6}))?)?");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int MOST_HOURS = 838;

  private TemporalText() {}

  /** A year of a string or a number, of which the short forms differ only at zero. */
  static Optional<String> year(String text, boolean string) {
    if (!DIGITS.matcher(text).matches() || text.length() > 4) {
      return Optional.empty();
    }
    int value = Integer.parseInt(text);
    if (value == 0) {
      return Optional.of(string && text.length() < 4 ? "2000" : "0000");
    }
    if (value < 100) {
      return text.length() > 2 ? Optional.empty() : Optional.of(String.valueOf(century(value)));
    }
    return value < 1901 || value > 2155 ? Optional.empty() : Optional.of(text);
  }

  static Optional<String> date(String text) {
    return dateTime(text, 0, true).map(t -> t.substring(0, 10));
  }

  static Optional<String> dateOfNumber(String number) {
    return dateTimeOfNumber(number, 0)
        .filter(t -> number.length() <= 8 || t.endsWith(" 00:00:00"))
        .map(t -> t.substring(0, 10));
  }

  static Optional<String> dateTime(String text, int fraction) {
    return dateTime(text, fraction, false);
  }

  static Optional<String> dateTimeOfNumber(String number, int fraction) {
    if (number.equals("0")) {
      return Optional.of("0000-00-00 00:00:00" + zeros(fraction));
    }
    if (!DIGITS.matcher(number).matches() || number.length() < 3) {
      return Optional.empty();
    }
    // A number has no leading zeros; those of the year are missing.
    return compact("0".repeat(Math.max(0, 6 - number.length())) + number, fraction);
  }

  /** A date without delimiters: two or four digits of a year, and perhaps a time. */
  private static Optional<String> compact(String digits, int fraction) {
    String spread =
        switch (digits.length()) {
          case 6 -> digits.replaceFirst("(..)(..)(..)", "$1-$2-$3");
          case 8 -> digits.replaceFirst("(....)(..)(..)", "$1-$2-$3");
          case 12 -> digits.replaceFirst("(..)(..)(..)(..)(..)(..)", "$1-$2-$3 $4:$5:$6");
          case 14 -> digits.replaceFirst("(....)(..)(..)(..)(..)(..)", "$1-$2-$3 $4:$5:$6");
          default -> "";
        };
    return spread.isEmpty() ? Optional.empty() : dateTime(spread, fraction, false);
  }

  private static Optional<String> dateTime(String text, int fraction, boolean dateOnly) {
    if (DIGITS.matcher(text).matches()) {
      return compact(text, fraction);
    }
    Matcher m = DATE_TIME.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(m.group(1));
    int month = Integer.parseInt(m.group(3));
    int day = Integer.parseInt(m.group(4));
    int hour = part(m.group(5));
    int minute = part(m.group(6));
    int second = part(m.group(7));
    String digits = m.group(8) == null ? "" : m.group(8);
    boolean zero = year == 0 && month == 0 && day == 0;
    if (m.group(1).length() == 2 && !zero) {
      year = century(year);
    }
    if (hour > 23 || minute > 59 || second > 59) {
      return Optional.empty();
    }
    String clock =
        String.format(
            Locale.ROOT, "%04d-%02d-%02d %02d:%02d:%02d", year, month, day, hour, minute, second);
    BigDecimal rest = new BigDecimal("0." + (digits.isEmpty() ? "0" : digits));
    BigDecimal rounded = rest.setScale(fraction, RoundingMode.HALF_UP);
    if (dateOnly) {
      return isDay(year, month, day) && rest.signum() == 0 ? Optional.of(clock) : Optional.empty();
    }
    if (!isDay(year, month, day)) {
      return Optional.empty();
    }
    if (rounded.compareTo(BigDecimal.ONE) < 0) {
      return Optional.of(clock + rounded.toPlainString().substring(1));
    }
    try {
      String next = LocalDateTime.parse(clock, DAY).plusSeconds(1).format(DAY);
      return next.length() == clock.length()
          ? Optional.of(next + zeros(fraction))
          : Optional.empty();
    } catch (DateTimeException e) {
      // A zero month or day has no successor.
      return Optional.empty();
    }
  }

  private static boolean isDay(int year, int month, int day) {
    if (month > 12 || day > 31) {
      return false;
    }
    if (month == 0) {
      return true;
    }
    // The server takes the year 0 for one without a leap day.
    int last = year == 0 && month == 2 ? 28 : YearMonth.of(year, month).lengthOfMonth();
    return day <= last;
  }

  static Optional<String> time(String text, int fraction) {
    String stripped = TypeForm.withoutTrailingSpaces(text);
    if (DIGITS.matcher(stripped).matches()) {
      return timeOfNumber(stripped, fraction);
    }
    Matcher m = TIME.matcher(stripped);
    if (!m.matches()) {
      boolean hasClock = DATE_TIME.matcher(stripped).matches() && stripped.contains(":");
      return hasClock ? dateTime(stripped, fraction).map(t -> t.substring(11)) : Optional.empty();
    }
    int hour = part(m.group(2)) * 24 + Integer.parseInt(m.group(3));
    if (m.group(2) != null && Integer.parseInt(m.group(3)) > 23) {
      return Optional.empty();
    }
    return time(
        m.group(1),
        hour,
        Integer.parseInt(m.group(4)),
        part(m.group(5)),
        m.group(6) == null ? "" : m.group(6),
        fraction);
  }

  static Optional<String> timeOfNumber(String signed, int fraction) {
    String sign = signed.startsWith("-") ? "-" : "";
    String number = signed.substring(sign.length());
    if (!DIGITS.matcher(number).matches() || number.length() > 7) {
      return Optional.empty();
    }
    int value = Integer.parseInt(number);
    return time(sign, value / 10_000, value / 100 % 100, value % 100, "", fraction);
  }

  private static Optional<String> time(
      String sign, int hour, int minute, int second, String digits, int fraction) {
    if (minute > 59 || second > 59 || hour > MOST_HOURS) {
      return Optional.empty();
    }
    BigDecimal seconds =
        new BigDecimal("0." + (digits.isEmpty() ? "0" : digits))
            .setScale(fraction, RoundingMode.HALF_UP)
            .add(BigDecimal.valueOf(hour * 3600L + minute * 60L + second));
    long whole = seconds.longValue();
    String rest = seconds.subtract(BigDecimal.valueOf(whole)).setScale(fraction).toPlainString();
    if (whole / 3600 > MOST_HOURS || (seconds.signum() == 0 && !sign.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
                Locale.ROOT, "%s%02d:%02d:%02d", sign, whole / 3600, whole / 60 % 60, whole % 60)
            + rest.substring(1));
  }

  private static int part(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int century(int year) {
    return year < 70 ? 2000 + year : 1900 + year;
  }

  private static String zeros(int fraction) {
    return fraction == 0 ? "" : "." + "0".repeat(fraction);
  }
}
