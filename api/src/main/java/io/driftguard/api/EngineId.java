package io.driftguard.api;

import java.util.regex.Pattern;

/**
 * The name of an engine, as a dispatch gives it in {@code type}.
 *
 * @param value 1 to 32 lower-case letters, digits and hyphens, a letter first
 */
public record EngineId(String value) implements Comparable<EngineId> {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /**
   * @throws IllegalArgumentException when the value is not of that form
   */
  public EngineId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an engine id is a lower-case letter and then lower-case letters, digits or hyphens, at most 32 in all, but found \""
              + value
              + "\"");
    }
  }

  @Override
  public int compareTo(EngineId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
