package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.NOW;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.driftguard.api.Scope;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.Evidence;
import io.driftguard.api.rule.RuleId;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ApplyPermitTest {

  private static final ImmutableSet<RuleId> REQUIRED =
      Baseline.requiredFor(ScopeKind.WHOLE_DEPLOYMENT);
  private static final RuleId ONE = REQUIRED.iterator().next();
  private static final RuleId VENDOR = new RuleId("vendor-rule");

  @Test
  void cannotBeMadeElsewhere() {
    assertThat(Modifier.isFinal(ApplyPermit.class.getModifiers())).isTrue();
    for (Constructor<?> constructor : ApplyPermit.class.getDeclaredConstructors()) {
      assertThat(Modifier.isPrivate(constructor.getModifiers())).isTrue();
    }
    for (Method method : ApplyPermit.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        assertThat(Modifier.isStatic(method.getModifiers())).isFalse();
      }
    }
    assertThat(Serializable.class.isAssignableFrom(ApplyPermit.class)).isFalse();
    assertThat(Cloneable.class.isAssignableFrom(ApplyPermit.class)).isFalse();
  }

  @Test
  void isIssuedForTheEvidenceOfExactlyTheRequiredRules() {
    assertThat(issue(REQUIRED, REQUIRED)).isPresent();
    assertThat(issue(with(VENDOR), with(VENDOR))).isPresent();
  }

  @Test
  void isNotIssuedWhenEvidenceIsMissing() {
    assertThat(issue(REQUIRED, without(ONE))).isEmpty();
    assertThat(issue(with(VENDOR), REQUIRED)).isEmpty();
    assertThat(issue(REQUIRED, Set.of())).isEmpty();
  }

  @Test
  void isNotIssuedForEvidenceThatNobodyAskedFor() {
    assertThat(issue(REQUIRED, with(VENDOR))).isEmpty();
  }

  @Test
  void isNotIssuedWhenLessThanTheBaselineIsRequired() {
    assertThat(issue(without(ONE), without(ONE))).isEmpty();
    assertThat(issue(Set.of(), Set.of())).isEmpty();
    assertThat(issue(Set.of(VENDOR), Set.of(VENDOR))).isEmpty();
  }

  @Test
  void isNotIssuedBesideARefusal() {
    RuleRunner.Result refused =
        new RuleRunner.Result(
            REQUIRED,
            evidence(REQUIRED),
            ImmutableList.of(Refusal.of(RefusalCode.CHECK_INTERRUPTED, "here", "this", "that")));

    assertThat(ApplyPermit.issue(refused, facts(), NOW, Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void saysInALogWhatItIsFor() {
    assertThat(issue(REQUIRED, REQUIRED).orElseThrow().toString())
        .isEqualTo("permit for plan-1, whole deployment");
  }

  private static Optional<ApplyPermit> issue(Set<RuleId> required, Set<RuleId> satisfied) {
    return ApplyPermit.issue(
        new RuleRunner.Result(
            ImmutableSet.copyOf(required), evidence(satisfied), ImmutableList.of()),
        facts(),
        NOW,
        Duration.ofMinutes(1));
  }

  private static ImmutableMap<RuleId, Evidence> evidence(Set<RuleId> rules) {
    return ImmutableMap.copyOf(Maps.asMap(rules, rule -> new Evidence("content")));
  }

  private static CheckedFacts facts() {
    return new CheckedFacts("plan-1", new Scope.WholeDeployment(), "digest", "print", "1");
  }

  private static Set<RuleId> with(RuleId further) {
    return Sets.union(REQUIRED, ImmutableSet.of(further));
  }

  private static Set<RuleId> without(RuleId rule) {
    return Sets.difference(REQUIRED, ImmutableSet.of(rule));
  }
}
