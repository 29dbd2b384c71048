package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static java.util.stream.Collectors.toSet;

import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.RuleId;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one list of the built-in rules that is kept by hand: a rule must not vanish unnoticed. */
final class BaselineTest {

  private static final Set<String> ALWAYS =
      Set.of(
          "dispatch-well-formed",
          "engine-contract",
          "labels-agree",
          "multiset-match",
          "namespace-known",
          "nothing-vacuous",
          "reviewed-order",
          "shard-scope-valid");

  @Test
  void holdsTheRulesOfEachKindOfDispatch() {
    assertThat(ids(ScopeKind.WHOLE_DEPLOYMENT)).isEqualTo(with("vschema-parity"));
    assertThat(ids(ScopeKind.NAMESPACE_FINALIZER)).isEqualTo(with("vschema-parity"));
    assertThat(ids(ScopeKind.SINGLE_SHARD)).isEqualTo(with("shard-exists"));
  }

  private static Set<String> ids(ScopeKind kind) {
    return Baseline.requiredFor(kind).stream().map(RuleId::value).collect(toSet());
  }

  private static Set<String> with(String further) {
    return Stream.concat(ALWAYS.stream(), Stream.of(further)).collect(toSet());
  }
}
