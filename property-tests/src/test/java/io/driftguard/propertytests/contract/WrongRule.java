package io.driftguard.propertytests.contract;

import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.Finding;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Rules that are wrong on purpose, and the clause that each of them breaks. */
enum WrongRule {
  EXPECTS_A_CLOSING_QUOTE(RuleClause.R1) {
    @Override
    RuleOutcome answer(DispatchedChanges changes) {
      changes.changes().forEach(change -> last(change.ddl()));
      return right(changes);
    }

    private char last(String ddl) {
      int quote = ddl.indexOf('`');
      return quote < 0 ? ' ' : ddl.charAt(ddl.indexOf('`', quote + 1));
    }
  },
  EXPECTS_SHORT_TEXTS(RuleClause.R1) {
    @Override
    RuleOutcome answer(DispatchedChanges changes) {
      changes.changes().forEach(change -> requireShort(change.ddl()));
      return right(changes);
    }

    private void requireShort(String ddl) {
      if (ddl.length() > 1_000) {
        throw new IllegalStateException("a statement of " + ddl.length() + " characters");
      }
    }
  },
  COUNTS_ITS_CALLS(RuleClause.R2) {
    @Override
    RuleOutcome answer(DispatchedChanges changes) {
      return drops(changes)
          ? right(changes)
          : RuleOutcome.satisfied("call " + CALLS.incrementAndGet());
    }
  },
  TAKES_THE_ID_OF_A_RULE_OF_THE_GUARD(RuleClause.R3) {
    @Override
    RuleOutcome answer(DispatchedChanges changes) {
      return right(changes);
    }

    @Override
    String id() {
      return "multiset-match";
    }
  },
  SAYS_NOTHING_OF_WHAT_TO_DO(RuleClause.R4) {
    @Override
    RuleOutcome answer(DispatchedChanges changes) {
      return right(changes);
    }

    @Override
    String title() {
      return "two\nlines";
    }
  },
  TAKES_A_CODE_OF_THE_GUARD(RuleClause.R5) {
    @Override
    RuleOutcome answer(DispatchedChanges changes) {
      return drops(changes)
          ? new RuleOutcome.Violated(List.of(finding(RefusalCode.GUARD_CRASHED.name())))
          : RuleOutcome.satisfied("no table is dropped");
    }
  },
  IS_ALWAYS_SATISFIED(RuleClause.R6) {
    @Override
    RuleOutcome answer(DispatchedChanges changes) {
      return RuleOutcome.satisfied("as you like it");
    }
  },
  IS_ALWAYS_VIOLATED(RuleClause.R6) {
    @Override
    RuleOutcome answer(DispatchedChanges changes) {
      return new RuleOutcome.Violated(List.of(finding("VENDOR_SAYS_NO")));
    }
  };

  private static final AtomicInteger CALLS = new AtomicInteger();

  private final RuleClause breaks;

  WrongRule(RuleClause breaks) {
    this.breaks = breaks;
  }

  RuleClause breaks() {
    return breaks;
  }

  abstract RuleOutcome answer(DispatchedChanges changes);

  String id() {
    return "vendor-no-drop";
  }

  String title() {
    return "No table is dropped";
  }

  RuleCatalog catalog() {
    return catalog(id(), title(), this::answer);
  }

  /** A rule that keeps every clause: no table is dropped. */
  static RuleCatalog rightOne() {
    return catalog("vendor-no-drop", "No table is dropped", WrongRule::right);
  }

  private interface Answer {
    RuleOutcome to(DispatchedChanges changes);
  }

  private static RuleCatalog catalog(String id, String title, Answer answer) {
    RuleDescriptor descriptor =
        new RuleDescriptor(
            new RuleId(id),
            title,
            "ask the vendor",
            Set.of(ScopeKind.values()),
            List.of(DispatchedChanges.class));
    RuleCatalog.Entry entry =
        new RuleCatalog.Entry(descriptor, facts -> answer.to(facts.get(DispatchedChanges.class)));
    return () -> List.of(entry);
  }

  static RuleOutcome right(DispatchedChanges changes) {
    return drops(changes)
        ? new RuleOutcome.Violated(List.of(finding("VENDOR_NO_DROP")))
        : RuleOutcome.satisfied("no table is dropped");
  }

  static boolean drops(DispatchedChanges changes) {
    return changes.changes().stream().anyMatch(change -> change.ddl().startsWith("DROP TABLE"));
  }

  static Finding finding(String code) {
    return new Finding(
        code, RefusalKind.INVALID, "the dispatch", "no DROP TABLE", "one", Optional.empty());
  }
}
