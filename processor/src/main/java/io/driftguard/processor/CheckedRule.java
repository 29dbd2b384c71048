package io.driftguard.processor;

import com.google.common.collect.ImmutableList;
import com.palantir.javapoet.ClassName;
import io.driftguard.api.ScopeKind;

/**
 * A rule that passed every check. It holds no elements, because those are only good for the round
 * that they come from.
 *
 * @param type the rule's class
 * @param annotation what its annotation says
 * @param facts the types of the parameters of its {@code evaluate} method, in their order
 */
record CheckedRule(ClassName type, Annotation annotation, ImmutableList<ClassName> facts) {

  /**
   * What the annotation of a rule says.
   *
   * @param id the rule's id
   * @param title what holds when the rule is satisfied
   * @param recovery what to do when it is violated
   * @param scopes the kinds of dispatch that it is required for, in the order of their declaration
   */
  record Annotation(String id, String title, String recovery, ImmutableList<ScopeKind> scopes) {}

  String id() {
    return annotation.id();
  }
}
