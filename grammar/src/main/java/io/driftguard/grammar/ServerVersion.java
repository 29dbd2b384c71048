package io.driftguard.grammar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MySQL server version, as executable comments spell it.
 *
 * @param number major * 10000 + minor * 100 + patch: 8.0.31 is 80031
 */
public record ServerVersion(int number) implements Comparable<ServerVersion> {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,2})\\.(\\d{1,2})(?:\\.(\\d{1,2}))?(?:-.*)?");

  /** The version whose meaning a text has when nothing is declared. */
  public static final ServerVersion DEFAULT = new ServerVersion(90700);

  /** The oldest version whose grammar is known here. */
  public static final ServerVersion OLDEST = new ServerVersion(80000);

  /**
   * @throws IllegalArgumentException when the version is older than {@link #OLDEST}
   */
  public ServerVersion {
    if (number < 80000 || number > 99999) {
      throw new IllegalArgumentException(
          "server versions from 8.0.0 to 9.99.99 are known, but found " + number);
    }
  }

  /**
   * Reads {@code 8.0.31}, {@code 8.4} or {@code 8.0.31-log}.
   *
   * @throws IllegalArgumentException when the text is not of that form, or the version is not known
   */
  public static ServerVersion parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "a server version looks like 8.0.31, but found \"" + text + "\"");
    }
    int patch = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
    return new ServerVersion(
        Integer.parseInt(m.group(1)) * 10000 + Integer.parseInt(m.group(2)) * 100 + patch);
  }

  /** Tells whether this version is the other one or a later one. */
  public boolean isAtLeast(int other) {
    return number >= other;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return number / 10000 + "." + number / 100 % 100 + "." + number % 100;
  }
}
