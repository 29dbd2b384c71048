package io.driftguard.api.rule;

import java.util.List;

/**
 * The rules of one compilation. The annotation processor writes the implementations and registers
 * them for {@link java.util.ServiceLoader}; there is no reason to write one by hand.
 */
public interface RuleCatalog {

  /** The rules, ordered by id. */
  List<Entry> rules();

  /**
   * One rule of the catalog.
   *
   * @param descriptor what its annotation says
   * @param evaluation the typed call of its {@code evaluate} method
   */
  record Entry(RuleDescriptor descriptor, Evaluation evaluation) {}

  /** The call of one rule's {@code evaluate} method with its facts. */
  @FunctionalInterface
  interface Evaluation {

    /**
     * @throws FactUnavailableException when a fact that the rule needs could not be gathered
     */
    RuleOutcome evaluate(FactSource facts) throws FactUnavailableException;
  }
}
