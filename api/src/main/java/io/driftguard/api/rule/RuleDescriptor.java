package io.driftguard.api.rule;

import io.driftguard.api.ScopeKind;
import java.util.List;
import java.util.Set;

/**
 * What the annotation of a rule says, with the facts that its {@code evaluate} method asks for.
 *
 * @param id the rule's id
 * @param title what holds when the rule is satisfied
 * @param recovery what to do when it is violated
 * @param scopes the kinds of dispatch that it is required for
 * @param facts the types of its facts, in the order of its parameters
 */
public record RuleDescriptor(
    RuleId id,
    String title,
    String recovery,
    Set<ScopeKind> scopes,
    List<Class<? extends Fact>> facts) {

  public RuleDescriptor {
    scopes = Set.copyOf(scopes);
    facts = List.copyOf(facts);
  }
}
