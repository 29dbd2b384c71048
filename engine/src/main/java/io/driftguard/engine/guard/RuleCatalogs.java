package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.RULE_CATALOG_BROKEN;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.engine.refusal.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;

/** The rules that were found: those of the guard itself and those of vendors. */
public final class RuleCatalogs {

  private static final String WHERE = "the rule catalogs";

  private final ImmutableList<Registered> rules;
  private final ImmutableList<Refusal> broken;

  private RuleCatalogs(ImmutableList<Registered> rules, ImmutableList<Refusal> broken) {
    this.rules = rules;
    this.broken = broken;
  }

  /**
   * A rule and the catalog that it came from.
   *
   * @param origin the class of the catalog
   * @param entry the rule
   */
  record Registered(Class<? extends RuleCatalog> origin, RuleCatalog.Entry entry) {}

  /** The catalogs that are registered with the class loader. */
  public static RuleCatalogs load(ClassLoader loader) {
    return of(Providers.load(RuleCatalog.class, loader));
  }

  /** These catalogs and no other. The guard refuses everything when its own is not among them. */
  public static RuleCatalogs of(List<? extends RuleCatalog> catalogs) {
    return of(new Providers<>(ImmutableList.copyOf(catalogs), ImmutableList.of()));
  }

  private static RuleCatalogs of(Providers<? extends RuleCatalog> providers) {
    List<Refusal> broken = new ArrayList<>();
    for (String problem : providers.problems()) {
      broken.add(Refusal.of(RULE_CATALOG_BROKEN, WHERE, "a rule catalog", problem));
    }
    ImmutableList.Builder<Registered> rules = ImmutableList.builder();
    for (RuleCatalog catalog : providers.found()) {
      try {
        for (RuleCatalog.Entry entry : catalog.rules()) {
          requireComplete(entry);
          rules.add(new Registered(catalog.getClass(), entry));
        }
      } catch (RuntimeException
          | LinkageError
          | StackOverflowError
          | AssertionError
          | ServiceConfigurationError e) {
        broken.add(
            Refusal.of(
                RULE_CATALOG_BROKEN,
                "the rule catalog " + Providers.nameOf(catalog),
                "rules",
                Failures.describe(e)));
      }
    }
    return new RuleCatalogs(rules.build(), ImmutableList.copyOf(broken));
  }

  /** A rule that is required for nothing would never be asked, and nobody would notice. */
  private static void requireComplete(RuleCatalog.Entry entry) {
    RuleDescriptor descriptor = entry.descriptor();
    if (descriptor.id() == null
        || entry.evaluation() == null
        || descriptor.recovery() == null
        || descriptor.recovery().isBlank()
        || descriptor.scopes().isEmpty()) {
      throw new IllegalArgumentException(
          "a rule has an id, an evaluation, a recovery and a scope, but found " + descriptor);
    }
  }

  /** What is known of the rules, ordered by id. */
  public List<RuleDescriptor> descriptors() {
    return rules.stream()
        .map(rule -> rule.entry().descriptor())
        .sorted(Comparator.comparing(RuleDescriptor::id))
        .toList();
  }

  /** What is wrong with registered catalogs. */
  public List<Refusal> problems() {
    return ImmutableSortedSet.copyOf(broken).asList();
  }

  ImmutableList<Registered> rules() {
    return rules;
  }
}
