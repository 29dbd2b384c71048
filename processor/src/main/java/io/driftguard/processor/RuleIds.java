package io.driftguard.processor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which class has which id, over all rounds of a compilation. */
final class RuleIds {

  private final Map<String, String> owners = new HashMap<>();

  /** Gives the id to the class, unless another class has it already; that one is returned. */
  Optional<String> claim(String id, String className) {
    return Optional.ofNullable(owners.putIfAbsent(id, className));
  }
}
