package io.driftguard.api.rule;

/**
 * What a satisfied rule saw. A permit is issued only when every required rule gave evidence.
 *
 * @param observation one line: what was looked at and what was found, with its numbers
 */
public record Evidence(String observation) {

  /**
   * @throws IllegalArgumentException when the observation is blank
   */
  public Evidence {
    if (observation.isBlank()) {
      throw new IllegalArgumentException(
          "evidence says what was seen, but the observation is blank");
    }
  }
}
