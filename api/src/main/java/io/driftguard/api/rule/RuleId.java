package io.driftguard.api.rule;

import java.util.regex.Pattern;

/**
 * The id of a rule.
 *
 * @param value lower-case words joined by hyphens, at most 64 characters
 */
public record RuleId(String value) implements Comparable<RuleId> {

  /** The form of an id; the annotation processor holds {@link Rule#id} against it too. */
  public static final String FORM = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  /** The greatest length of an id, in characters. */
  public static final int MAX_LENGTH = 64;

  /**
   * @throws IllegalArgumentException when the value is not of that form
   */
  public RuleId {
    if (value.length() > MAX_LENGTH || !PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a rule id is lower-case words joined by hyphens, at most "
              + MAX_LENGTH
              + " characters, but found \""
              + value
              + "\"");
    }
  }

  @Override
  public int compareTo(RuleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
