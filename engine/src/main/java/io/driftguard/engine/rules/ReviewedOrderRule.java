package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.ORDER_DIFFERS;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import io.driftguard.api.ChangeKey;
import io.driftguard.api.Namespace;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.ReplannedChanges;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A multiset has no order, but statements on one table do: the second one is planned for the table
 * that the first one leaves behind. Statements that share no table may stand in any order.
 */
@Rule(
    id = "reviewed-order",
    title = "Statements that depend on each other stand in the re-planned order",
    recovery = "re-plan against the current schema to refresh the reviewed plan, then re-apply")
public final class ReviewedOrderRule {

  public RuleOutcome evaluate(DispatchedChanges dispatched, ReplannedChanges replanned) {
    // What only one side has is for the multiset to refuse; here the order of the rest counts.
    Multiset<ChangeKey> common =
        Multisets.intersection(keys(dispatched.changes()), keys(replanned.changes()));
    Map<Table, History> reviewed = histories(dispatched.changes(), common);
    Map<Table, History> planned = histories(replanned.changes(), common);
    Findings findings = new Findings();
    reviewed.forEach(
        (table, history) -> {
          History other = planned.getOrDefault(table, new History());
          if (!history.steps().equals(other.steps())) {
            findings.add(ORDER_DIFFERS, table.toString(), other.describe(), history.describe());
          }
        });
    return findings.orSatisfied(
        common.size() + " common changes of " + reviewed.size() + " tables are in one order");
  }

  private static ImmutableMultiset<ChangeKey> keys(List<KeyedChange> changes) {
    return changes.stream().map(KeyedChange::key).collect(ImmutableMultiset.toImmutableMultiset());
  }

  private static Map<Table, History> histories(
      List<KeyedChange> changes, Multiset<ChangeKey> common) {
    Multiset<ChangeKey> left = HashMultiset.create(common);
    Map<Table, History> histories = new TreeMap<>(Table.ORDER);
    for (KeyedChange change : changes) {
      if (!left.remove(change.key())) {
        continue;
      }
      Set<Table> written = new LinkedHashSet<>();
      change.tables().forEach(name -> written.add(Table.own(change, name)));
      written.forEach(table -> history(histories, table).write(change.key()));
      Set<Table> read = new LinkedHashSet<>();
      change.references().forEach(reference -> read.add(Table.referenced(change, reference)));
      read.removeAll(written);
      read.forEach(table -> history(histories, table).read(change.key()));
    }
    return histories;
  }

  private static History history(Map<Table, History> histories, Table table) {
    return histories.computeIfAbsent(table, unused -> new History());
  }

  /** A table on one shard. */
  private record Table(String namespace, String shard, String name) {

    static final Comparator<Table> ORDER =
        Comparator.comparing(Table::namespace)
            .thenComparing(Table::shard)
            .thenComparing(Table::name);

    static Table own(KeyedChange change, String name) {
      return in(change, change.key().namespace().name(), name);
    }

    static Table referenced(KeyedChange change, KeyedChange.Reference reference) {
      Optional<String> namespace = reference.namespace();
      Namespace own = change.key().namespace();
      return in(change, namespace.orElse(own.name()), reference.table());
    }

    private static Table in(KeyedChange change, String namespace, String name) {
      return new Table(namespace, change.key().shard().map(s -> s.value()).orElse(""), name);
    }

    @Override
    public String toString() {
      return namespace + (shard.isEmpty() ? "" : "/" + shard) + "." + name;
    }
  }

  /** What happens to one table: each step is one change, or changes that depend on it together. */
  private static final class History {

    private final List<ImmutableMultiset<ChangeKey>> steps = new ArrayList<>();
    private final List<ChangeKey> reading = new ArrayList<>();
    private final List<ChangeKey> all = new ArrayList<>();

    void write(ChangeKey key) {
      endReading();
      steps.add(ImmutableMultiset.of(key));
      all.add(key);
    }

    /** Changes that only depend on the table may change places with each other. */
    void read(ChangeKey key) {
      reading.add(key);
      all.add(key);
    }

    List<ImmutableMultiset<ChangeKey>> steps() {
      endReading();
      return steps;
    }

    String describe() {
      return ImmutableList.copyOf(all).stream()
          .map(key -> key.place() + ": " + key.canonicalDdl())
          .collect(Collectors.joining("; then "));
    }

    private void endReading() {
      if (!reading.isEmpty()) {
        steps.add(ImmutableMultiset.copyOf(reading));
        reading.clear();
      }
    }
  }
}
