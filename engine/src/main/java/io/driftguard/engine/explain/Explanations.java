package io.driftguard.engine.explain;

import java.util.List;
import java.util.Optional;

/**
 * What could be explained of a refusal. That something could not be explained changes nothing of
 * the refusal.
 *
 * @param all the explanations, sorted; at most one for each table of a place
 * @param failure why there is none although something differs, when that is so
 */
public record Explanations(List<Explanation> all, Optional<String> failure) {

  /** Nothing differs, so there is nothing to explain. */
  public static final Explanations NONE = new Explanations(List.of(), Optional.empty());

  public Explanations {
    all = all.stream().sorted().toList();
  }

  /** The explanation for a place as {@link Explanation#place} and refusals spell it. */
  public Optional<Explanation> at(String place) {
    return all.stream().filter(explanation -> explanation.place().equals(place)).findFirst();
  }
}
