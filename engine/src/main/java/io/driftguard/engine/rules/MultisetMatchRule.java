package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.CHANGE_NOT_REPLANNED;
import static io.driftguard.engine.refusal.RefusalCode.CHANGE_NOT_REVIEWED;
import static io.driftguard.engine.refusal.RefusalCode.MULTIPLICITY_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.STATEMENT_DIFFERS;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Multiset;
import io.driftguard.api.ChangeKey;
import io.driftguard.api.Quoted;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.DispatchedChanges.SameEffect;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.ReplannedChanges;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The heart of the guard: what was reviewed is exactly what this deployment would plan now. */
@Rule(
    id = "multiset-match",
    title = "Reviewed and re-planned changes are equal as multisets",
    recovery = "re-plan against the current schema to refresh the reviewed plan, then re-apply")
public final class MultisetMatchRule {

  public RuleOutcome evaluate(DispatchedChanges dispatched, ReplannedChanges replanned) {
    ImmutableMultiset<ChangeKey> reviewed = keys(dispatched.changes());
    ImmutableMultiset<ChangeKey> planned = keys(replanned.changes());
    if (!reviewed.equals(planned)) {
      // What is not equal is violated, even if an explanation were missing.
      return explained(reviewed, planned).violated();
    }
    return RuleOutcome.satisfied(
        reviewed.size()
            + " reviewed changes equal "
            + planned.size()
            + " re-planned changes"
            + sameEffects(dispatched.sameEffects()));
  }

  /** What the embedding program's policy has let pass, to the letter. */
  private static String sameEffects(List<SameEffect> sameEffects) {
    return sameEffects.isEmpty()
        ? ""
        : ", "
            + sameEffects.size()
            + " of them in their effect only, by the policy of the embedding program: "
            + sameEffects.stream()
                .map(
                    same ->
                        same.reviewed().place()
                            + ": reviewed "
                            + Quoted.text(same.reviewed().canonicalDdl())
                            + ", re-planned "
                            + Quoted.text(same.replanned().canonicalDdl()))
                .collect(Collectors.joining("; "));
  }

  private static ImmutableMultiset<ChangeKey> keys(List<KeyedChange> changes) {
    return changes.stream().map(KeyedChange::key).collect(ImmutableMultiset.toImmutableMultiset());
  }

  private static Findings explained(Multiset<ChangeKey> reviewed, Multiset<ChangeKey> planned) {
    Findings findings = new Findings();
    TreeSet<ChangeKey> onlyPlanned = new TreeSet<>(planned.elementSet());
    onlyPlanned.removeAll(reviewed.elementSet());
    for (ChangeKey key : ImmutableSortedSet.copyOf(reviewed.elementSet())) {
      int times = reviewed.count(key);
      if (planned.contains(key)) {
        if (times != planned.count(key)) {
          findings.add(
              MULTIPLICITY_DIFFERS,
              key.place(),
              statement("reviewed", times, key),
              times("re-planned", planned.count(key)));
        }
        continue;
      }
      Optional<ChangeKey> other = otherVersion(key, onlyPlanned);
      if (other.isPresent()) {
        onlyPlanned.remove(other.get());
        findings.add(
            STATEMENT_DIFFERS,
            key.place(),
            statement("reviewed", times, key),
            statement("re-planned", planned.count(other.get()), other.get()));
      } else {
        findings.add(
            CHANGE_NOT_REPLANNED,
            key.place(),
            statement("reviewed", times, key),
            "no such change in the re-plan");
      }
    }
    for (ChangeKey key : onlyPlanned) {
      findings.add(
          CHANGE_NOT_REVIEWED,
          key.place(),
          "no change that was not reviewed",
          statement("re-planned", planned.count(key), key));
    }
    return findings;
  }

  /** A change at the same place, one of the same operation first: the other version of this one. */
  private static Optional<ChangeKey> otherVersion(ChangeKey key, Iterable<ChangeKey> candidates) {
    return Optional.ofNullable(
        Iterables.getFirst(
            ImmutableSortedSet.copyOf(
                Comparator.comparing(
                        (ChangeKey candidate) -> candidate.operation() != key.operation())
                    .thenComparing(Comparator.naturalOrder()),
                Iterables.filter(
                    candidates,
                    candidate ->
                        candidate.namespace().equals(key.namespace())
                            && candidate.shard().equals(key.shard())
                            && candidate.table().equals(key.table()))),
            null));
  }

  private static String statement(String verb, int count, ChangeKey key) {
    return times(verb, count) + ": " + key.canonicalDdl();
  }

  private static String times(String verb, int count) {
    return verb + (count == 1 ? " once" : " " + count + " times");
  }
}
