package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.BrokenProviders;
import io.driftguard.engine.testing.VendorRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleCatalogsTest {

  @Test
  void findsTheBuiltInRulesThroughTheServiceFileOfTheBuild() {
    RuleCatalogs catalogs = RuleCatalogs.load(RuleCatalogs.class.getClassLoader());

    assertThat(catalogs.problems()).isEmpty();
    assertThat(catalogs.descriptors().stream().map(RuleDescriptor::id).toList()).isInStrictOrder();
    assertThat(catalogs.rules().stream().noneMatch(Baseline::isImpostor)).isTrue();
    assertThat(catalogs.descriptors()).isNotEmpty();
  }

  @Test
  void doesNotForgetACatalogThatCouldNotBeLoaded() {
    RuleCatalogs catalogs =
        RuleCatalogs.load(BrokenProviders.catalogs(BrokenProviders.BrokenCatalog.class));

    assertThat(catalogs.descriptors()).isEmpty();
    assertThat(catalogs.problems()).hasSize(1);
    assertThat(catalogs.problems().get(0).found()).contains("org/vendor/Rules");
  }

  @Test
  void saysWhichCatalogFailedAndOfWhichRule() {
    RuleId id = new RuleId("vendor-rule");
    RuleCatalog.Evaluation content = facts -> RuleOutcome.satisfied("content");
    Set<ScopeKind> scopes = Set.of(ScopeKind.SINGLE_SHARD);
    List<RuleCatalog.Entry> incomplete =
        List.of(
            entry(nothing(), "ask the vendor", scopes, content),
            entry(id, nothing(), scopes, content),
            entry(id, " ", scopes, content),
            entry(id, "ask the vendor", Set.of(), content),
            entry(id, "ask the vendor", scopes, nothing()));
    for (RuleCatalog.Entry entry : incomplete) {
      RuleCatalogs catalogs = RuleCatalogs.of(List.of(new OneRule(entry)));

      assertThat(catalogs.descriptors()).isEmpty();
      assertThat(catalogs.problems()).hasSize(1);
      Refusal problem = catalogs.problems().get(0);
      assertThat(problem.where())
          .isEqualTo("the rule catalog \"io.driftguard.engine.guard.RuleCatalogsTest$OneRule\"");
      assertThat(problem.expected()).isEqualTo("rules");
      assertThat(problem.found())
          .contains("a rule has an id, an evaluation, a recovery and a scope, but found ");
    }
    assertThat(
            RuleCatalogs.of(List.of(new OneRule(entry(id, "ask the vendor", scopes, content))))
                .problems())
        .isEmpty();
  }

  @Test
  void ordersTheRulesOfAllCatalogsById() {
    RuleCatalog.Evaluation content = facts -> RuleOutcome.satisfied("content");

    assertThat(
            RuleCatalogs.of(List.of(VendorRules.of("b", content), VendorRules.of("a", content)))
                .descriptors()
                .stream()
                .map(descriptor -> descriptor.id().value())
                .toList())
        .containsExactly("a", "b")
        .inOrder();
  }

  private static RuleCatalog.Entry entry(
      RuleId id, String recovery, Set<ScopeKind> scopes, RuleCatalog.Evaluation evaluation) {
    return new RuleCatalog.Entry(
        new RuleDescriptor(id, "The vendor is content", recovery, scopes, List.of()), evaluation);
  }

  /** A catalog that a vendor wrote by hand. */
  private record OneRule(RuleCatalog.Entry entry) implements RuleCatalog {
    @Override
    public List<Entry> rules() {
      return List.of(entry);
    }
  }

  /** The null that a contract forbids and foreign code gives all the same. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
