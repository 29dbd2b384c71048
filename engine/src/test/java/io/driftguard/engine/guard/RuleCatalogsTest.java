package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.engine.testing.BrokenProviders;
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
}
