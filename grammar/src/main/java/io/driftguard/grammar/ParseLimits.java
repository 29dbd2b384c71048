package io.driftguard.grammar;

/**
 * How much a text may ask for before it is refused.
 *
 * @param maxLength characters of one text
 * @param maxDepth nested parentheses
 * @param maxTokens tokens of one statement
 */
public record ParseLimits(int maxLength, int maxDepth, int maxTokens) {

  /**
   * 4 Mi characters, 200 levels, 500,000 tokens: far more than any real statement, and read within
   * a second.
   */
  public static final ParseLimits DEFAULT = new ParseLimits(4 << 20, 200, 500_000);
}
