package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import java.util.List;
import java.util.ServiceLoader;

/** The rules that were found. */
public final class RuleCatalogs {

  private final ImmutableList<RuleCatalog> catalogs;

  private RuleCatalogs(ImmutableList<RuleCatalog> catalogs) {
    this.catalogs = catalogs;
  }

  /** The catalogs that are registered with the class loader. */
  public static RuleCatalogs load(ClassLoader loader) {
    return new RuleCatalogs(ImmutableList.copyOf(ServiceLoader.load(RuleCatalog.class, loader)));
  }

  /** These catalogs and no other. */
  public static RuleCatalogs of(List<? extends RuleCatalog> catalogs) {
    return new RuleCatalogs(ImmutableList.copyOf(catalogs));
  }

  /** What is known of the rules, ordered by id. */
  public List<RuleDescriptor> descriptors() {
    return catalogs.stream()
        .flatMap(catalog -> catalog.rules().stream())
        .map(RuleCatalog.Entry::descriptor)
        .toList();
  }
}
