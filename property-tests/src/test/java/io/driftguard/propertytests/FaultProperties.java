package io.driftguard.propertytests;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.propertytests.FaultyEngine.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Whatever an adapter does wrong, the guard refuses, and does not throw. */
final class FaultProperties {

  @Property(tries = 500)
  void anAdapterThatFailsPermitsNothing(
      @ForAll("plans") PlanModel plan,
      @ForAll Place place,
      @ForAll("faults") Faults.Named fault,
      @ForAll @IntRange(max = 20) int which) {
    // Closing has no answer that could be null.
    Assume.that(place != Place.CLOSE || !fault.name().equals(Faults.NULL));
    List<Dispatch> dispatches = Checks.fanOut(plan);
    Dispatch dispatch = dispatches.get(which % dispatches.size());
    Laws.decides(true, Checks.check(dispatch, plan.desired(), plan), dispatch);
    EngineAdapter faulty =
        new FaultyEngine(ReferenceEngine.planningEverything(plan), place, fault.fault());
    Verdict verdict;
    try {
      verdict = Checks.check(Checks.guard(faulty), dispatch, plan.desired(), Checks.NOWHERE);
    } finally {
      // An adapter may have interrupted the thread; the next try starts afresh.
      boolean unused = Thread.interrupted();
    }
    Laws.decides(false, verdict, fault.name() + " at " + place + " for " + dispatch);
    assertThat(verdict.exitCode()).isEqualTo(Verdict.EXIT_NOT_VERIFIED);
    Statistics.label("place").collect(place);
    Statistics.label("fault").collect(fault.name());
    Coverage.exists("place", (Object[]) Place.values());
    Coverage.exists("fault", Faults.all().stream().map(Faults.Named::name).toArray(Object[]::new));
  }

  @Property(tries = 1000)
  void anAdapterThatLiesPermitsNothing(
      @ForAll("plans") PlanModel plan, @ForAll Lie lie, @ForAll @IntRange(max = 20) int which) {
    Optional<PlanAnswer> told = lie.of(new PlanAnswer(plan.topology(), plan.replan()));
    Assume.that(told.isPresent());
    PlanAnswer answer = told.orElseThrow();
    List<Dispatch> dispatches = Checks.fanOut(plan);
    Dispatch dispatch = dispatches.get(which % dispatches.size());
    EngineAdapter honest = ReferenceEngine.planningEverything(plan);
    EngineAdapter lying =
        new FaultyEngine(
            new FaultyEngine(honest, Place.TOPOLOGY, Faults.lying(answer.topology())),
            Place.REPLAN,
            Faults.lying(answer.replan()));
    Laws.decides(
        false,
        Checks.check(Checks.guard(lying), dispatch, plan.desired(), Checks.NOWHERE),
        lie + " for " + dispatch + "\nlie: " + answer);
    Statistics.label("lie").collect(lie);
    Coverage.exists("lie", (Object[]) Lie.values());
  }

  @Provide
  Arbitrary<PlanModel> plans() {
    return Plans.plans();
  }

  @Provide
  Arbitrary<Faults.Named> faults() {
    return Arbitraries.of(Faults.all());
  }

  /** What an adapter says of a deployment. */
  record PlanAnswer(Topology topology, Replan replan) {

    PlanAnswer withChanges(List<PlannedChange> changes) {
      return new PlanAnswer(topology, new Replan(changes, replan.live()));
    }

    /** The answer and one more change. */
    PlanAnswer withDropIn(Namespace namespace, Optional<ShardName> shard) {
      List<PlannedChange> changes = new ArrayList<>(replan.changes());
      changes.add(new TableChange(namespace, shard, "t", Operation.DROP, "DROP TABLE `t`"));
      return withChanges(changes);
    }

    /** The answer with each table change replaced; empty when there is none to replace. */
    Optional<PlanAnswer> withTableChanges(UnaryOperator<TableChange> lie) {
      List<PlannedChange> changes = new ArrayList<>();
      for (PlannedChange change : replan.changes()) {
        changes.add(change instanceof TableChange table ? lie.apply(table) : change);
      }
      return changes.equals(replan.changes())
          ? Optional.empty()
          : Optional.of(withChanges(changes));
    }
  }

  /** Answers that are well-formed and not true. */
  enum Lie {
    NOTHING_TO_DO {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return Optional.of(truth.withChanges(List.of()));
      }
    },
    SHARD_IN_OTHER_LETTERS {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return renamed(truth, shard -> shard.toUpperCase(Locale.ROOT));
      }
    },
    SHARD_UNDER_ANOTHER_NAME {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return renamed(truth, shard -> shard.endsWith("-") ? shard : shard + "00");
      }
    },
    SHARD_NOT_SAID {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return truth.withTableChanges(table -> with(table, Optional.empty()));
      }
    },
    SHARD_WHERE_THERE_IS_NONE {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return truth.topology().namespaces().keySet().stream()
            .filter(namespace -> !truth.topology().isSharded(namespace))
            .findFirst()
            .map(namespace -> truth.withDropIn(namespace, Optional.of(new ShardName("0"))));
      }
    },
    OTHER_TABLE_IN_LABEL {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return truth.withTableChanges(
            table -> with(table, table.table() + "_2", table.operation(), table.ddl()));
      }
    },
    OTHER_OPERATION_IN_LABEL {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return truth.withTableChanges(
            table ->
                with(
                    table,
                    table.table(),
                    table.operation() == Operation.ALTER ? Operation.DROP : Operation.ALTER,
                    table.ddl()));
      }
    },
    TWO_STATEMENTS {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return truth.withTableChanges(
            table ->
                with(table, table.table(), table.operation(), table.ddl() + "; DROP TABLE `t`"));
      }
    },
    NO_STATEMENT {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return truth.withTableChanges(
            table -> with(table, table.table(), table.operation(), "-- " + table.ddl()));
      }
    },
    NAMESPACE_THAT_IS_NOT_THERE {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return Optional.of(truth.withDropIn(new Namespace("nowhere"), Optional.empty()));
      }
    },
    OTHER_VSCHEMA {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        List<PlannedChange> changes = new ArrayList<>(truth.replan().changes());
        changes.replaceAll(
            change ->
                change instanceof VSchemaChange vschema
                    ? new VSchemaChange(vschema.namespace(), "{\"tables\": {\"another\": {}}}")
                    : change);
        return changes.equals(truth.replan().changes())
            ? Optional.empty()
            : Optional.of(truth.withChanges(changes));
      }
    },
    NO_NAMESPACE {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return Optional.of(new PlanAnswer(new Topology(new TreeMap<>()), truth.replan()));
      }
    },
    NO_SHARD {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
        truth
            .topology()
            .namespaces()
            .forEach((namespace, shards) -> namespaces.put(namespace, new TreeSet<>()));
        boolean sharded =
            truth.replan().changes().stream()
                .anyMatch(c -> c instanceof TableChange table && table.shard().isPresent());
        return sharded
            ? Optional.of(new PlanAnswer(new Topology(namespaces), truth.replan()))
            : Optional.empty();
      }
    },
    NOTHING_READ {
      @Override
      Optional<PlanAnswer> of(PlanAnswer truth) {
        return Optional.of(
            new PlanAnswer(
                truth.topology(),
                new Replan(
                    truth.replan().changes(), new LiveSchema(new TreeMap<>(), new TreeMap<>()))));
      }
    };

    /** The lie about that truth; empty when it would be the truth. */
    abstract Optional<PlanAnswer> of(PlanAnswer truth);

    private static Optional<PlanAnswer> renamed(PlanAnswer truth, UnaryOperator<String> rename) {
      return truth.withTableChanges(
          table ->
              with(table, table.shard().map(shard -> new ShardName(rename.apply(shard.value())))));
    }

    private static TableChange with(TableChange table, Optional<ShardName> shard) {
      return new TableChange(
          table.namespace(), shard, table.table(), table.operation(), table.ddl());
    }

    private static TableChange with(
        TableChange table, String name, Operation operation, String ddl) {
      return new TableChange(table.namespace(), table.shard(), name, operation, ddl);
    }
  }
}
