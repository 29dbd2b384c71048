package io.driftguard.api.rule;

/** Hands a rule its facts. Generated catalogs call it; rules do not. */
public interface FactSource {

  /**
   * The fact of that type.
   *
   * @throws FactUnavailableException when the fact could not be gathered; the guard knows why and
   *     refuses
   */
  <F extends Fact> F get(Class<F> type) throws FactUnavailableException;
}
