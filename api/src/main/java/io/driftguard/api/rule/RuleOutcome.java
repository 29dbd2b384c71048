package io.driftguard.api.rule;

import java.util.List;

/**
 * What a rule says: satisfied, and by what evidence, or violated, and by what findings. There is no
 * third answer.
 */
public sealed interface RuleOutcome {

  /** The rule holds. */
  static RuleOutcome satisfied(String observation) {
    return new Satisfied(new Evidence(observation));
  }

  /**
   * The rule is violated by these findings; when there are none, the rule holds by the observation
   * given.
   */
  static RuleOutcome of(List<Finding> findings, String observation) {
    return findings.isEmpty() ? satisfied(observation) : new Violated(findings);
  }

  /**
   * The rule holds.
   *
   * @param evidence what the rule saw
   */
  record Satisfied(Evidence evidence) implements RuleOutcome {}

  /**
   * The rule is violated.
   *
   * @param findings at least one
   */
  record Violated(List<Finding> findings) implements RuleOutcome {

    /**
     * @throws IllegalArgumentException when there is no finding
     */
    public Violated {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("a violated rule has at least one finding");
      }
    }
  }
}
