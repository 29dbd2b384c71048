package io.driftguard.api.rule;

import io.driftguard.api.ScopeKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a rule of the guard: a public final class without state, with a public constructor without
 * parameters and exactly one method
 *
 * <pre>{@code public RuleOutcome evaluate(SomeFact one, AnotherFact two)}</pre>
 *
 * whose parameters, each a {@link Fact} of another type, declare what the rule needs. The
 * annotation processor checks all of this at compile time and generates the compilation's {@link
 * RuleCatalog}.
 *
 * <p>A rule cannot abstain. Whether it applies to a dispatch is decided by {@link #scopes} alone,
 * so that adding a rule can only refuse more.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface Rule {

  /** The rule's stable id: lower-case words joined by hyphens, {@code "multiset-match"}. */
  String id();

  /** One line that says what holds when the rule is satisfied. */
  String title();

  /** What an operator is to do when the rule is violated, unless the finding says it better. */
  String recovery();

  /**
   * The kinds of dispatch that the rule is required for; all of them unless said otherwise. Never
   * empty.
   */
  ScopeKind[] scopes() default {
    ScopeKind.WHOLE_DEPLOYMENT, ScopeKind.SINGLE_SHARD, ScopeKind.NAMESPACE_FINALIZER
  };
}
