package io.driftguard.engine.guard;

import io.driftguard.api.ChangeKey;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.DispatchedChanges.SameEffect;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.ReplannedChanges;
import io.driftguard.engine.explain.DriftClass;
import io.driftguard.engine.explain.Explainer;
import io.driftguard.engine.explain.Explanation;
import io.driftguard.engine.explain.ExplanationException;
import io.driftguard.engine.explain.StatementPair;
import java.util.ArrayList;
import java.util.List;

/**
 * What an embedding program wants of statements that do the same to the live table and its rows,
 * and say it differently. Whatever it chooses, each use of the choice stands in the evidence of the
 * rule that compares, and so in the permit.
 */
public enum EffectPolicy {
  /** They are different: what is applied is to the letter what was reviewed and re-planned. */
  STATEMENTS_ARE_EQUAL,
  /** They are the same change: what is applied is the reviewed one. */
  SAME_EFFECT_IS_ENOUGH;

  /** The reviewed changes as they are compared under this policy. */
  DispatchedChanges apply(
      DispatchedChanges dispatched,
      LiveSchema live,
      ReplannedChanges replanned,
      Explainer explainer) {
    if (this == STATEMENTS_ARE_EQUAL) {
      return dispatched;
    }
    List<Explanation> explanations;
    try {
      explanations = explainer.explain(live, dispatched.changes(), replanned.changes());
    } catch (ExplanationException | RuntimeException | LinkageError | StackOverflowError e) {
      // What is not certain to have the same effect is different.
      return dispatched;
    }
    List<KeyedChange> changes = new ArrayList<>(dispatched.changes());
    List<SameEffect> same = new ArrayList<>();
    for (Explanation explanation : explanations) {
      if (explanation.difference().driftClass() == DriftClass.SAME_EFFECT) {
        for (StatementPair pair : explanation.difference().statements()) {
          take(pair, explanation, changes, same);
        }
      }
    }
    return new DispatchedChanges(changes, same);
  }

  private static void take(
      StatementPair pair,
      Explanation explanation,
      List<KeyedChange> changes,
      List<SameEffect> same) {
    if (pair.expected().isEmpty() || pair.found().isEmpty()) {
      return;
    }
    changes.replaceAll(
        change -> {
          ChangeKey key = change.key();
          if (!key.place().equals(explanation.place())
              || !key.canonicalDdl().equals(pair.expected().get())) {
            return change;
          }
          ChangeKey other =
              new ChangeKey(
                  key.namespace(), key.shard(), key.table(), key.operation(), pair.found().get());
          same.add(new SameEffect(key, other));
          return new KeyedChange(
              other,
              change.position(),
              change.label(),
              change.ddl(),
              change.tables(),
              change.references());
        });
  }
}
