package io.driftguard.engine.testing;

import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.api.rule.RuleId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A vendor's catalog with one rule that does what a test says. */
public final class VendorRules implements RuleCatalog {

  private final Entry entry;

  private VendorRules(Entry entry) {
    this.entry = entry;
  }

  /** One rule for every kind of dispatch. */
  public static VendorRules of(String id, Evaluation evaluation) {
    return of(id, EnumSet.allOf(ScopeKind.class), evaluation);
  }

  /** One rule for some kinds of dispatch. */
  public static VendorRules of(String id, Set<ScopeKind> scopes, Evaluation evaluation) {
    return new VendorRules(
        new Entry(
            new RuleDescriptor(
                new RuleId(id), "The vendor is content", "ask the vendor", scopes, List.of()),
            evaluation));
  }

  @Override
  public List<Entry> rules() {
    return List.of(entry);
  }
}
