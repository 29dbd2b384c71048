package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.RULE_CRASHED;
import static io.driftguard.engine.refusal.RefusalCode.RULE_ID_REPEATED;
import static io.driftguard.engine.refusal.RefusalCode.RULE_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.RULE_WITHOUT_EVIDENCE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import io.driftguard.api.Quoted;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.Evidence;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.Finding;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.guard.RuleCatalogs.Registered;
import io.driftguard.engine.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;

/**
 * Runs the rules that a dispatch has to satisfy. A rule that gives no evidence gives a refusal,
 * whatever the reason: it found something, failed, said nothing, is there twice or not at all.
 */
final class RuleRunner {

  private static final String WHERE = "the rules";

  private final RuleCatalogs catalogs;
  private final ImmutableSet<RuleId> alsoRequired;

  RuleRunner(RuleCatalogs catalogs, GuardOptions options) {
    this.catalogs = catalogs;
    this.alsoRequired = ImmutableSet.copyOf(options.alsoRequired());
  }

  /**
   * What came of the rules.
   *
   * @param required the rules that have to be satisfied
   * @param evidence what those saw that are
   * @param refusals why the others are not
   */
  record Result(
      ImmutableSet<RuleId> required,
      ImmutableMap<RuleId, Evidence> evidence,
      ImmutableList<Refusal> refusals) {}

  /** Runs the rules that are required for a dispatch of that kind of scope. */
  Result run(ScopeKind kind, FactBook facts) {
    List<Refusal> refusals = new ArrayList<>(catalogs.problems());
    ImmutableListMultimap<RuleId, Registered> byId =
        Multimaps.index(catalogs.rules(), rule -> rule.entry().descriptor().id());
    ImmutableSet<RuleId> required = required(kind, byId, refusals);
    ImmutableMap.Builder<RuleId, Evidence> evidence = ImmutableMap.builder();
    for (RuleId id : ImmutableSortedSet.copyOf(required)) {
      ImmutableList<Registered> rules = byId.get(id);
      if (rules.size() == 1 && !Baseline.isImpostor(rules.get(0))) {
        evaluate(rules.get(0), kind, facts, evidence, refusals);
      } else {
        refusals.add(notExactlyOne(id, rules));
      }
    }
    return new Result(required, evidence.buildOrThrow(), ImmutableList.copyOf(refusals));
  }

  private ImmutableSet<RuleId> required(
      ScopeKind kind, ImmutableListMultimap<RuleId, Registered> byId, List<Refusal> refusals) {
    for (RuleId id : Sets.difference(alsoRequired, byId.keySet())) {
      refusals.add(notExactlyOne(id, ImmutableList.of()));
    }
    ImmutableSet.Builder<RuleId> required = ImmutableSet.builder();
    required.addAll(Baseline.requiredFor(kind));
    byId.asMap()
        .forEach(
            (id, rules) -> {
              // A repeated id is wrong for every dispatch: who knows which of the two is meant.
              boolean applies =
                  rules.stream()
                      .anyMatch(rule -> rule.entry().descriptor().scopes().contains(kind));
              if (applies || rules.size() > 1) {
                required.add(id);
              }
            });
    return required.build();
  }

  private static Refusal notExactlyOne(RuleId id, List<Registered> rules) {
    String expected = "one rule " + Quoted.text(id.value());
    List<String> origins = rules.stream().map(rule -> rule.origin().getName()).toList();
    return rules.size() > 1
        ? Refusal.of(RULE_ID_REPEATED, WHERE, expected, "rules of " + Quoted.sorted(origins))
        : Refusal.of(
            RULE_MISSING,
            WHERE,
            expected + (Baseline.isOwn(id) ? " of driftguard itself" : ""),
            rules.isEmpty() ? "none" : "one of " + Quoted.sorted(origins));
  }

  private static void evaluate(
      Registered rule,
      ScopeKind kind,
      FactBook facts,
      ImmutableMap.Builder<RuleId, Evidence> evidence,
      List<Refusal> refusals) {
    RuleDescriptor descriptor = rule.entry().descriptor();
    String where = "rule " + descriptor.id();
    try {
      RuleOutcome outcome = rule.entry().evaluation().evaluate(facts);
      if (outcome instanceof RuleOutcome.Satisfied satisfied && satisfied.evidence() != null) {
        evidence.put(descriptor.id(), satisfied.evidence());
      } else if (outcome instanceof RuleOutcome.Violated violated) {
        for (Finding finding : violated.findings()) {
          refusals.add(Refusal.of(descriptor.id(), finding, descriptor.recovery()));
        }
      } else {
        refusals.add(withoutEvidence(where, kind, String.valueOf(outcome)));
      }
    } catch (FactUnavailableException e) {
      // Why the fact is not known has been said already; but a rule that makes it up must not pass.
      if (facts.refusals().isEmpty()) {
        refusals.add(withoutEvidence(where, kind, Failures.describe(e)));
      }
    } catch (Exception
        | LinkageError
        | StackOverflowError
        | AssertionError
        | ServiceConfigurationError e) {
      Failures.restoreInterrupt(e);
      refusals.add(Refusal.of(RULE_CRASHED, where, "evidence or findings", Failures.describe(e)));
    }
  }

  private static Refusal withoutEvidence(String where, ScopeKind kind, String found) {
    return Refusal.of(RULE_WITHOUT_EVIDENCE, where, "evidence or findings for " + kind, found);
  }
}
