package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleId;
import io.driftguard.engine.rules.GeneratedRuleCatalog;

/**
 * The rules that the guard was compiled with. No permit is issued without their evidence, so that a
 * service file that was lost on the way, or a catalog of somebody else that has the same ids, leads
 * to a refusal.
 */
final class Baseline {

  private static final ImmutableMap<RuleId, ImmutableSet<ScopeKind>> SCOPES =
      new GeneratedRuleCatalog()
          .rules().stream()
              .map(RuleCatalog.Entry::descriptor)
              .collect(
                  ImmutableMap.toImmutableMap(
                      descriptor -> descriptor.id(),
                      descriptor -> ImmutableSet.copyOf(descriptor.scopes())));

  private Baseline() {}

  /** The rules of the guard itself that a dispatch of that kind has to satisfy. */
  static ImmutableSet<RuleId> requiredFor(ScopeKind kind) {
    return SCOPES.entrySet().stream()
        .filter(rule -> rule.getValue().contains(kind))
        .map(rule -> rule.getKey())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Tells whether that is the id of one of the guard's own rules. */
  static boolean isOwn(RuleId id) {
    return SCOPES.containsKey(id);
  }

  /** Tells whether the rule has the id of one of the guard's own without being it. */
  static boolean isImpostor(RuleCatalogs.Registered rule) {
    return isOwn(rule.entry().descriptor().id())
        && !rule.origin().equals(GeneratedRuleCatalog.class);
  }
}
