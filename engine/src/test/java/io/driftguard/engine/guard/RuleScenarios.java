package io.driftguard.engine.guard;

import static io.driftguard.engine.testing.Sample.ADD_NOTE;
import static io.driftguard.engine.testing.Sample.SHOP;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.FactSource;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.Finding;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.rules.GeneratedRuleCatalog;
import io.driftguard.engine.testing.BrokenProviders;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.VendorRules;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.TreeMap;

/** Rules that are missing, doubled, broken or violated, and requests that lack something. */
public final class RuleScenarios {

  private static final RuleOutcome CONTENT = RuleOutcome.satisfied("content");

  private RuleScenarios() {}

  public static ImmutableList<Scenario> all() {
    return ImmutableList.<Scenario>builder()
        .addAll(catalogs())
        .addAll(rules())
        .addAll(order())
        .addAll(requests())
        .build();
  }

  private static ImmutableList<Scenario> catalogs() {
    RuleCatalog own = new GeneratedRuleCatalog();
    return ImmutableList.of(
        with("no catalog", RuleCatalogs.of(List.of()), RefusalCode.RULE_MISSING),
        with(
            "a service file that was lost",
            RuleCatalogs.load(BrokenProviders.catalogs()),
            RefusalCode.RULE_MISSING),
        with(
            "our service file shaded away by a vendor's",
            RuleCatalogs.load(BrokenProviders.catalogs(EmptyCatalog.class)),
            RefusalCode.RULE_MISSING),
        with(
            "a catalog that has our ids and is not ours",
            RuleCatalogs.of(List.of(new Impostor())),
            RefusalCode.RULE_MISSING),
        with(
            "our catalog twice",
            RuleCatalogs.of(List.of(own, new GeneratedRuleCatalog())),
            RefusalCode.RULE_ID_REPEATED),
        with(
            "our catalog and one that has our ids",
            RuleCatalogs.of(List.of(own, new Impostor())),
            RefusalCode.RULE_ID_REPEATED),
        with(
            "a catalog that cannot be made",
            RuleCatalogs.load(
                BrokenProviders.catalogs(
                    GeneratedRuleCatalog.class, BrokenProviders.BrokenCatalog.class)),
            RefusalCode.RULE_CATALOG_BROKEN),
        with(
            "a catalog that fails when it is asked",
            RuleCatalogs.of(
                List.of(
                    own,
                    () -> {
                      throw new NoClassDefFoundError("org/vendor/Rules");
                    })),
            RefusalCode.RULE_CATALOG_BROKEN),
        with(
            "a rule that is required for nothing",
            RuleCatalogs.of(
                List.of(own, VendorRules.of("vendor-rule", Set.of(), facts -> CONTENT))),
            RefusalCode.RULE_CATALOG_BROKEN),
        with(
            "two rules of vendors with one id, of which one is for shards",
            RuleCatalogs.of(
                List.of(
                    own,
                    VendorRules.of("vendor-rule", Set.of(ScopeKind.SINGLE_SHARD), facts -> CONTENT),
                    VendorRules.of(
                        "vendor-rule", Set.of(ScopeKind.SINGLE_SHARD), facts -> CONTENT))),
            RefusalCode.RULE_ID_REPEATED),
        Scenario.of(
            "a rule that was asked for and is not there",
            () ->
                check(
                    RuleCatalogs.of(List.of(own)),
                    new GuardOptions(
                        GuardOptions.DEFAULT.permitValidity(),
                        GuardOptions.DEFAULT.parseLimits(),
                        GuardOptions.DEFAULT.server(),
                        Set.of(new RuleId("vendor-rule")),
                        GuardOptions.DEFAULT.adapterDeadline(),
                        GuardOptions.DEFAULT.effectPolicy(),
                        GuardOptions.DEFAULT.requiredSigners())),
            RefusalCode.RULE_MISSING));
  }

  private static ImmutableList<Scenario> rules() {
    return ImmutableList.of(
        vendor(
            "a rule that fails",
            facts -> {
              throw new IllegalStateException("told to");
            },
            RefusalCode.RULE_CRASHED),
        vendor(
            "a rule that lacks a class",
            facts -> {
              throw new NoClassDefFoundError("org/vendor/Rules");
            },
            RefusalCode.RULE_CRASHED),
        vendor(
            "a rule that asserts",
            facts -> {
              throw new AssertionError("told to");
            },
            RefusalCode.RULE_CRASHED),
        vendor("a rule without end", RuleScenarios::withoutEnd, RefusalCode.RULE_CRASHED),
        vendor(
            "a rule that loads a broken service",
            facts -> {
              throw new ServiceConfigurationError("told to");
            },
            RefusalCode.RULE_CRASHED),
        vendor("a rule that says nothing", facts -> nothing(), RefusalCode.RULE_WITHOUT_EVIDENCE),
        vendor(
            "a rule that is satisfied without evidence",
            facts -> new RuleOutcome.Satisfied(nothing()),
            RefusalCode.RULE_WITHOUT_EVIDENCE),
        vendor(
            "a rule that pretends to lack a fact",
            facts -> {
              throw new FactUnavailableException(ScopeFact.class);
            },
            RefusalCode.RULE_WITHOUT_EVIDENCE),
        vendor(
            "a rule whose finding has no kind",
            facts ->
                RuleOutcome.of(
                    List.of(Finding.of("VENDOR_CODE", nothing(), "there", "this", "that")), ""),
            RefusalCode.RULE_CRASHED));
  }

  private static ImmutableList<Scenario> order() {
    String first = "ALTER TABLE `item` ADD COLUMN `a` int";
    String second = "ALTER TABLE `item` ADD COLUMN `b` int AFTER `a`";
    return ImmutableList.of(
        Scenario.of(
            "two changes of one table in another order",
            () ->
                Scenario.refusals(
                    Sample.check(
                        Sample.engineOf(first, second),
                        Sample.dispatch(
                            Optional.empty(),
                            Sample.alter(SHOP, "item", second),
                            Sample.alter(SHOP, "item", first)))),
            RefusalCode.ORDER_DIFFERS));
  }

  private static ImmutableList<Scenario> requests() {
    Dispatch bare = Sample.whole().withSchemaFiles(Optional.empty());
    return ImmutableList.of(
        Scenario.of(
            "no desired schema",
            () ->
                Scenario.refusals(
                    Sample.guard(Sample.engine())
                        .check(CheckRequest.of(bare, Optional.empty(), Sample.SOURCE))),
            RefusalCode.DESIRED_SCHEMA_MISSING),
        Scenario.of(
            "a dispatch value that JSON cannot carry",
            () ->
                Scenario.refusals(
                    Sample.check(
                        Sample.engine(),
                        Sample.whole()
                            .withSchemaFiles(Optional.of(new DesiredSchema(new TreeMap<>()))))),
            RefusalCode.DISPATCH_NOT_CARRIED),
        Scenario.of(
            "a dispatch value with half a character",
            () ->
                Scenario.refusals(
                    Sample.check(
                        Sample.engine(),
                        Sample.dispatch(
                            Optional.empty(),
                            Sample.alter(SHOP, "item", ADD_NOTE + " -- \ud83d")))),
            RefusalCode.UNPAIRED_SURROGATE),
        Scenario.of(
            "a dispatch value that the reader refuses",
            () ->
                Scenario.refusals(
                    Sample.check(
                        Sample.engine(),
                        Sample.dispatch(Optional.empty(), Sample.alter(SHOP, " ", ADD_NOTE)))),
            RefusalCode.TABLE_NAME_MISSING),
        Scenario.of(
            "a desired namespace that is not there",
            () -> {
              TreeMap<Namespace, DesiredSchema.NamespaceFiles> files =
                  new TreeMap<>(Sample.desired().namespaces());
              files.put(new Namespace("payments"), Sample.files("a.sql", "", Optional.empty()));
              return Scenario.refusals(
                  Sample.check(
                      Sample.engine(),
                      Sample.whole().withSchemaFiles(Optional.of(new DesiredSchema(files)))));
            },
            RefusalCode.DESIRED_NAMESPACE_UNKNOWN,
            RefusalCode.LIVE_PLACE_NOT_READ),
        Scenario.of(
            "a reviewed VSchema forgotten",
            () ->
                Scenario.refusals(
                    Sample.check(
                        Sample.engine(),
                        Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "item", ADD_NOTE)))),
            RefusalCode.VSCHEMA_NOT_REVIEWED),
        Scenario.of(
            "a request without dispatch",
            () ->
                Scenario.refusals(
                    Sample.guard(Sample.engine())
                        .check(new CheckRequest(nothing(), Optional.empty(), Sample.SOURCE))),
            RefusalCode.GUARD_CRASHED));
  }

  private static Scenario with(String name, RuleCatalogs catalogs, RefusalCode... codes) {
    return Scenario.of(name, () -> check(catalogs, GuardOptions.DEFAULT), codes);
  }

  private static List<Refusal> check(RuleCatalogs catalogs, GuardOptions options) {
    DriftGuard guard =
        new DriftGuard(
            EngineRegistry.of(List.of(Sample.engine())), catalogs, Sample.CLOCK, options);
    return Scenario.refusals(
        guard.check(CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE)));
  }

  private static Scenario vendor(
      String name, RuleCatalog.Evaluation evaluation, RefusalCode... codes) {
    return with(
        name,
        RuleCatalogs.of(
            List.of(new GeneratedRuleCatalog(), VendorRules.of("vendor-rule", evaluation))),
        codes);
  }

  /** A catalog without rules. */
  public static final class EmptyCatalog implements RuleCatalog {
    @Override
    public List<Entry> rules() {
      return List.of();
    }
  }

  /** A catalog with the ids of the built-in rules, whose rules are always content. */
  public static final class Impostor implements RuleCatalog {
    @Override
    public List<Entry> rules() {
      return new GeneratedRuleCatalog()
          .rules().stream().map(rule -> new Entry(rule.descriptor(), facts -> CONTENT)).toList();
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  private static RuleOutcome withoutEnd(FactSource facts) {
    return withoutEnd(facts);
  }

  /** The null that a contract forbids and foreign code gives all the same. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
