package io.driftguard.propertytests;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.Dispatch;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.FactSource;
import io.driftguard.api.rule.Finding;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.guard.Verdict;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** More rules can only refuse more, and without the built-in ones everything is refused. */
final class RuleProperties {

  @Property(tries = 500)
  void aRuleMoreNeverPermitsMore(
      @ForAll("plans") PlanModel plan,
      @ForAll("edits") DispatchEdit edit,
      @ForAll Behaviour behaviour,
      @ForAll("scopes") Set<ScopeKind> scopes) {
    ExtraRule rule = behaviour.rule(scopes);
    for (Dispatch dispatch : edit.applyTo(Checks.fanOut(plan))) {
      boolean without = Laws.isPermitted(Checks.check(dispatch, plan.desired(), plan));
      Verdict with =
          Checks.check(
              Checks.guard(ReferenceEngine.planningEverything(plan), rule.besideTheBuiltIn()),
              dispatch,
              plan.desired(),
              Checks.NOWHERE);
      boolean applies = with.context().scope().map(s -> scopes.contains(s.kind())).orElse(true);
      boolean content = behaviour == Behaviour.IS_SATISFIED || !applies;
      Laws.decides(without && content, with, behaviour + " on " + dispatch);
      Statistics.collect(Laws.isPermitted(with));
      Statistics.label("rule refuses what was permitted").collect(without && !content);
    }
    Coverage.ofBothAnswers();
    Coverage.exists("rule refuses what was permitted", true, false);
  }

  @Property(tries = 300)
  void nothingStandsInForTheBuiltInRules(
      @ForAll("plans") PlanModel plan, @ForAll Substitute substitute) {
    RuleCatalogs rules = RuleCatalogs.of(substitute.catalogs());
    for (Dispatch dispatch : Checks.fanOut(plan)) {
      Laws.decides(true, Checks.check(dispatch, plan.desired(), plan), dispatch);
      Verdict verdict =
          Checks.check(
              Checks.guard(ReferenceEngine.planningEverything(plan), rules),
              dispatch,
              plan.desired(),
              Checks.NOWHERE);
      Laws.decides(false, verdict, substitute + " for " + dispatch);
    }
    Statistics.label("substitute").collect(substitute);
    Coverage.exists("substitute", (Object[]) Substitute.values());
  }

  @Provide
  Arbitrary<PlanModel> plans() {
    return Plans.plans();
  }

  @Provide
  Arbitrary<DispatchEdit> edits() {
    return DispatchEdit.edits();
  }

  @Provide
  Arbitrary<Set<ScopeKind>> scopes() {
    return Arbitraries.of(ScopeKind.values()).set().ofMinSize(1);
  }

  /** Catalogs in place of the one that the guard was compiled with. */
  enum Substitute {
    NONE {
      @Override
      List<RuleCatalog> catalogs() {
        return List.of();
      }
    },
    THE_SAME_RULES_TWICE {
      @Override
      List<RuleCatalog> catalogs() {
        List<RuleCatalog> twice = ExtraRule.builtIn();
        twice.addAll(ExtraRule.builtIn());
        return twice;
      }
    },
    THE_SAME_RULES_IN_ANOTHER_CATALOG {
      @Override
      List<RuleCatalog> catalogs() {
        List<RuleCatalog.Entry> rules = entries();
        return List.of(() -> rules);
      }
    },
    THE_SAME_IDS_WITH_RULES_THAT_ARE_ALWAYS_SATISFIED {
      @Override
      List<RuleCatalog> catalogs() {
        List<RuleCatalog.Entry> lenient =
            entries().stream()
                .map(
                    entry ->
                        new RuleCatalog.Entry(
                            entry.descriptor(), facts -> RuleOutcome.satisfied("as you like it")))
                .toList();
        return List.of(() -> lenient);
      }
    };

    abstract List<RuleCatalog> catalogs();

    private static List<RuleCatalog.Entry> entries() {
      List<RuleCatalog.Entry> entries =
          ExtraRule.builtIn().stream().flatMap(catalog -> catalog.rules().stream()).toList();
      assertThat(entries).isNotEmpty();
      return entries;
    }
  }

  /** What a vendor's rule may do. */
  enum Behaviour {
    IS_SATISFIED,
    IS_VIOLATED,
    ANSWERS_NULL,
    THROWS_AN_EXCEPTION,
    THROWS_AN_ERROR,
    RECURSES_FOR_EVER;

    ExtraRule rule(Set<ScopeKind> scopes) {
      return new ExtraRule("vendor-rule", scopes) {
        @Override
        RuleOutcome evaluate(FactSource facts) {
          return answer();
        }
      };
    }

    private RuleOutcome answer() {
      return switch (this) {
        case IS_SATISFIED -> RuleOutcome.satisfied("nothing was looked at");
        case IS_VIOLATED ->
            new RuleOutcome.Violated(
                List.of(
                    Finding.of("VENDOR_SAYS_NO", RefusalKind.DRIFT, "everywhere", "this", "that")));
        case ANSWERS_NULL -> Contraband.nothing();
        case THROWS_AN_EXCEPTION -> throw new IllegalStateException("vendor");
        case THROWS_AN_ERROR -> throw new NoClassDefFoundError("vendor");
        case RECURSES_FOR_EVER -> answer();
      };
    }
  }
}
