package io.driftguard.propertytests.contract;

import io.driftguard.api.Dispatch;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.rule.FactSource;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.Finding;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.fanout.FanOut;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.propertytests.DispatchEdit;
import io.driftguard.propertytests.Laws;
import io.driftguard.propertytests.PlanModel;
import io.driftguard.propertytests.Plans;
import io.driftguard.propertytests.ReferenceEngine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * The conformance kit for rules of a vendor: extend it, give the catalog that the annotation
 * processor has generated, and run it as a test. The properties are the clauses of {@link
 * RuleClause}.
 */
@PropertyDefaults(tries = 50, edgeCases = EdgeCasesMode.NONE)
public abstract class RuleContract {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static final LiveSource NOWHERE = new LiveSource.Recorded(new Snapshot(new TreeMap<>()));

  /** The generated catalog. */
  protected abstract RuleCatalog catalog();

  /** Plans that the rules are asked about. */
  protected Arbitrary<PlanModel> plans() {
    return Plans.plans();
  }

  /**
   * What else differs between dispatches, of which the rules take notice: their environment, say.
   */
  protected Arbitrary<UnaryOperator<Dispatch>> variations() {
    return Arbitraries.just(UnaryOperator.identity());
  }

  @Property
  public final void r1AnswersWhateverTheFacts(@ForAll("hostileFacts") HostileFacts facts) {
    for (RuleCatalog.Entry rule : rules()) {
      Optional<RuleOutcome> unused = outcome(rule, facts);
    }
  }

  @Property
  public final void r1AnswersOnEditedDispatches(
      @ForAll("planModels") PlanModel plan,
      @ForAll("dispatchVariations") UnaryOperator<Dispatch> variation,
      @ForAll("dispatchEdits") DispatchEdit edit) {
    for (Dispatch dispatch : edit.applyTo(dispatches(plan, variation))) {
      for (FactSource facts : factsOf(dispatch, plan)) {
        for (RuleCatalog.Entry rule : rules()) {
          Optional<RuleOutcome> unused = outcome(rule, facts);
        }
      }
    }
  }

  @Property
  public final void r2SameFactsSameAnswer(
      @ForAll("planModels") PlanModel plan,
      @ForAll("dispatchVariations") UnaryOperator<Dispatch> variation,
      @ForAll("hostileFacts") HostileFacts hostile) {
    List<FactSource> all = new ArrayList<>(List.of(hostile));
    dispatches(plan, variation).forEach(dispatch -> all.addAll(factsOf(dispatch, plan)));
    for (RuleCatalog.Entry rule : rules()) {
      List<Optional<RuleOutcome>> first = all.stream().map(facts -> outcome(rule, facts)).toList();
      for (int i = 0; i < all.size(); i++) {
        Optional<RuleOutcome> again = outcome(rule, all.get(i));
        if (!first.get(i).equals(again)) {
          throw RuleClause.R2.brokenBy(
              idOf(rule) + " said " + first.get(i) + ", and then " + again, all.get(i));
        }
      }
    }
  }

  @Property
  public final void r3CanOnlyRefuseMore(
      @ForAll("planModels") PlanModel plan,
      @ForAll("dispatchVariations") UnaryOperator<Dispatch> variation,
      @ForAll("dispatchEdits") DispatchEdit edit) {
    for (Dispatch dispatch : edit.applyTo(dispatches(plan, variation))) {
      boolean without = Laws.isPermitted(check(dispatch, plan, builtIn()));
      Verdict with = check(dispatch, plan, besideTheBuiltIn(catalog()));
      boolean violated =
          with.context().scope().isEmpty()
              || factsOf(dispatch, plan).stream()
                  .anyMatch(facts -> isViolated(facts, with.context().scope().get().kind()));
      if (Laws.isPermitted(with) != (without && !violated)) {
        throw RuleClause.R3.brokenBy(
            "without the rules "
                + (without ? "a permit" : "a refusal")
                + ", the rules "
                + (violated ? "violated" : "satisfied")
                + ", with them "
                + Laws.explained(with),
            dispatch);
      }
    }
  }

  @Property(tries = 1)
  public final void r4SaysWhatToDo() {
    for (RuleCatalog.Entry rule : rules()) {
      RuleDescriptor descriptor = rule.descriptor();
      requireLine(descriptor.title(), "the title", rule);
      requireLine(descriptor.recovery(), "the recovery", rule);
      if (descriptor.scopes().isEmpty()) {
        throw RuleClause.R4.brokenBy(idOf(rule) + " is required for no kind of dispatch", rule);
      }
    }
  }

  @Property
  public final void r5CodesAreTheVendorsOwn(
      @ForAll("planModels") PlanModel plan,
      @ForAll("dispatchVariations") UnaryOperator<Dispatch> variation) {
    Set<String> taken =
        Set.copyOf(Arrays.stream(RefusalCode.values()).map(RefusalCode::name).toList());
    for (Dispatch dispatch : dispatches(plan, variation)) {
      for (FactSource facts : factsOf(dispatch, plan)) {
        for (RuleCatalog.Entry rule : rules()) {
          for (Finding finding : findings(outcome(rule, facts))) {
            if (taken.contains(finding.code())) {
              throw RuleClause.R5.brokenBy(
                  idOf(rule) + " gives the guard's code " + finding.code(), dispatch);
            }
          }
        }
      }
    }
  }

  @Property(tries = 1)
  public final void r6WasSeenSatisfiedAndViolated(
      @ForAll("manyPlans") List<PlanModel> plans,
      @ForAll("manyVariations") List<UnaryOperator<Dispatch>> variations) {
    for (RuleCatalog.Entry rule : rules()) {
      int satisfied = 0;
      int violated = 0;
      for (int i = 0; i < plans.size(); i++) {
        PlanModel plan = plans.get(i);
        for (Dispatch dispatch : dispatches(plan, variations.get(i))) {
          for (FactSource facts : factsOf(dispatch, plan)) {
            boolean found = !findings(outcome(rule, facts)).isEmpty();
            violated += found ? 1 : 0;
            satisfied += found ? 0 : 1;
          }
        }
      }
      if (satisfied == 0 || violated == 0) {
        throw RuleClause.R6.brokenBy(
            idOf(rule) + " was satisfied " + satisfied + " times and violated " + violated,
            plans.size() + " plans");
      }
    }
  }

  @Provide
  public final Arbitrary<PlanModel> planModels() {
    return plans();
  }

  @Provide
  public final Arbitrary<List<PlanModel>> manyPlans() {
    return plans().list().ofSize(60).withoutEdgeCases();
  }

  @Provide
  public final Arbitrary<List<UnaryOperator<Dispatch>>> manyVariations() {
    return variations().list().ofSize(60).withoutEdgeCases();
  }

  @Provide
  public final Arbitrary<UnaryOperator<Dispatch>> dispatchVariations() {
    return variations();
  }

  @Provide
  public final Arbitrary<DispatchEdit> dispatchEdits() {
    return DispatchEdit.edits();
  }

  @Provide
  public final Arbitrary<HostileFacts> hostileFacts() {
    return HostileFacts.any();
  }

  private List<RuleCatalog.Entry> rules() {
    List<RuleCatalog.Entry> rules = catalog().rules();
    if (rules.isEmpty()) {
      throw RuleClause.R6.brokenBy("a catalog without rules", "none");
    }
    return rules;
  }

  private static List<Dispatch> dispatches(PlanModel plan, UnaryOperator<Dispatch> variation) {
    return FanOut.of(
            plan.replan(),
            plan.topology(),
            new FanOut.Template(
                "plan-1", "commerce", ReferenceEngine.ID, "production", "commerce-eu"),
            plan.desired())
        .stream()
        .map(variation)
        .toList();
  }

  /** The rule's answer; empty when a fact that it needs could not be gathered. */
  private static Optional<RuleOutcome> outcome(RuleCatalog.Entry rule, FactSource facts) {
    @Nullable RuleOutcome outcome;
    try {
      outcome = rule.evaluation().evaluate(facts);
    } catch (FactUnavailableException e) {
      return Optional.empty();
    } catch (RuntimeException
        | LinkageError
        | StackOverflowError
        | AssertionError
        | ServiceConfigurationError e) {
      throw RuleClause.R1.brokenBy(idOf(rule) + " threw " + e, facts);
    }
    if (outcome == null) {
      throw RuleClause.R1.brokenBy(idOf(rule) + " returned null", facts);
    }
    return Optional.of(outcome);
  }

  private static List<Finding> findings(Optional<RuleOutcome> outcome) {
    return outcome.isPresent() && outcome.get() instanceof RuleOutcome.Violated violated
        ? violated.findings()
        : List.of();
  }

  private boolean isViolated(FactSource facts, ScopeKind kind) {
    return rules().stream()
        .filter(rule -> rule.descriptor().scopes().contains(kind))
        .map(rule -> outcome(rule, facts))
        .anyMatch(outcome -> outcome.isEmpty() || !findings(outcome).isEmpty());
  }

  /** The facts of a check, as the guard gathers them. */
  private static List<FactSource> factsOf(Dispatch dispatch, PlanModel plan) {
    List<FactSource> gathered = new ArrayList<>();
    RuleCatalog.Entry looking =
        new RuleCatalog.Entry(
            new RuleDescriptor(
                new RuleId("conformance-looks"),
                "looks at the facts",
                "none is needed",
                Set.of(ScopeKind.values()),
                List.of()),
            facts -> {
              gathered.add(facts);
              return RuleOutcome.satisfied("looked");
            });
    Verdict unused = check(dispatch, plan, besideTheBuiltIn(() -> List.of(looking)));
    return gathered;
  }

  private static Verdict check(Dispatch dispatch, PlanModel plan, List<RuleCatalog> catalogs) {
    return new DriftGuard(
            EngineRegistry.of(List.of(ReferenceEngine.planningEverything(plan))),
            RuleCatalogs.of(catalogs),
            CLOCK,
            GuardOptions.DEFAULT)
        .check(CheckRequest.of(dispatch, Optional.of(plan.desired()), NOWHERE));
  }

  /** The guard's own rules alone: the ones under test may be installed beside them. */
  private static List<RuleCatalog> builtIn() {
    List<RuleCatalog> catalogs = new ArrayList<>();
    for (RuleCatalog catalog :
        ServiceLoader.load(RuleCatalog.class, RuleContract.class.getClassLoader())) {
      if (catalog.getClass().getName().startsWith("io.driftguard.engine.")) {
        catalogs.add(catalog);
      }
    }
    return catalogs;
  }

  private static List<RuleCatalog> besideTheBuiltIn(RuleCatalog more) {
    List<RuleCatalog> catalogs = builtIn();
    catalogs.add(more);
    return catalogs;
  }

  private static void requireLine(@Nullable String text, String what, RuleCatalog.Entry rule) {
    if (text == null || text.isBlank() || text.lines().count() != 1) {
      throw RuleClause.R4.brokenBy(what + " of " + idOf(rule) + " is \"" + text + "\"", rule);
    }
  }

  private static RuleId idOf(RuleCatalog.Entry rule) {
    return rule.descriptor().id();
  }
}
