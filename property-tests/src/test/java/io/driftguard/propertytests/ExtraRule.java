package io.driftguard.propertytests;

import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.FactSource;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.guard.RuleCatalogs;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** A vendor's rule, for all kinds of dispatch unless it says otherwise. */
abstract class ExtraRule {

  private final RuleDescriptor descriptor;

  ExtraRule(String id) {
    this(id, Set.of(ScopeKind.values()));
  }

  ExtraRule(String id, Set<ScopeKind> scopes) {
    this.descriptor =
        new RuleDescriptor(
            new RuleId(id), "a rule of a vendor", "ask the vendor", scopes, List.of());
  }

  abstract RuleOutcome evaluate(FactSource facts) throws FactUnavailableException;

  /** The rules that are built in, and this one. */
  RuleCatalogs besideTheBuiltIn() {
    List<RuleCatalog> catalogs = builtIn();
    RuleCatalog.Entry entry = new RuleCatalog.Entry(descriptor, this::evaluate);
    catalogs.add(() -> List.of(entry));
    return RuleCatalogs.of(catalogs);
  }

  static List<RuleCatalog> builtIn() {
    List<RuleCatalog> catalogs = new ArrayList<>();
    ServiceLoader.load(RuleCatalog.class, ExtraRule.class.getClassLoader()).forEach(catalogs::add);
    return catalogs;
  }
}
