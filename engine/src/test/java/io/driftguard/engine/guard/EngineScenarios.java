package io.driftguard.engine.guard;

import static io.driftguard.engine.testing.Sample.ADD_NOTE;
import static io.driftguard.engine.testing.Sample.ADD_REGION;
import static io.driftguard.engine.testing.Sample.HIGH;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.rules.GeneratedRuleCatalog;
import io.driftguard.engine.testing.BrokenProviders;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.ScriptedEngine;
import io.driftguard.engine.testing.ServiceFiles;
import io.driftguard.engine.testing.Undeclared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Adapters that break their contract, one clause each, or cannot answer. */
public final class EngineScenarios {

  private EngineScenarios() {}

  public static ImmutableList<Scenario> all() {
    return ImmutableList.<Scenario>builder()
        .addAll(registries())
        .addAll(reasons())
        .addAll(crashes())
        .addAll(hangs())
        .addAll(replans())
        .addAll(emptiness())
        .build();
  }

  private static ImmutableList<Scenario> registries() {
    return ImmutableList.of(
        found("no adapter at all", new Class<?>[] {}, RefusalCode.ENGINE_UNKNOWN),
        found(
            "only another adapter",
            new Class<?>[] {BrokenProviders.Other.class},
            RefusalCode.ENGINE_UNKNOWN),
        found(
            "two adapters of one id",
            new Class<?>[] {BrokenProviders.Working.class, BrokenProviders.AlsoWorking.class},
            RefusalCode.ENGINE_AMBIGUOUS),
        found(
            "an adapter of another SPI version",
            new Class<?>[] {BrokenProviders.OfAnotherVersion.class},
            RefusalCode.ENGINE_SPI_VERSION),
        found(
            "an adapter that does not know its id",
            new Class<?>[] {BrokenProviders.WithoutId.class},
            RefusalCode.ENGINE_UNKNOWN,
            RefusalCode.ENGINE_CRASHED),
        found(
            "an adapter that cannot be initialised",
            new Class<?>[] {BrokenProviders.NotInitialised.class},
            RefusalCode.ENGINE_UNKNOWN,
            RefusalCode.ENGINE_PROVIDER_BROKEN),
        found(
            "an adapter that lacks a class",
            new Class<?>[] {BrokenProviders.NotLinked.class},
            RefusalCode.ENGINE_UNKNOWN,
            RefusalCode.ENGINE_PROVIDER_BROKEN),
        found(
            "a provider that is no adapter",
            new Class<?>[] {BrokenProviders.NoAdapter.class},
            RefusalCode.ENGINE_UNKNOWN,
            RefusalCode.ENGINE_PROVIDER_BROKEN),
        Scenario.of(
            "a service file that names no class",
            () ->
                checkWith(
                    EngineRegistry.load(new ServiceFiles(EngineAdapter.class, "not a class name"))),
            RefusalCode.ENGINE_UNKNOWN,
            RefusalCode.ENGINE_PROVIDER_BROKEN));
  }

  private static ImmutableList<Scenario> reasons() {
    Map<EngineException.Reason, RefusalCode> codes = new EnumMap<>(EngineException.Reason.class);
    codes.put(EngineException.Reason.SOURCE_NOT_SUPPORTED, RefusalCode.SOURCE_NOT_SUPPORTED);
    codes.put(EngineException.Reason.UNREACHABLE, RefusalCode.DEPLOYMENT_UNREACHABLE);
    codes.put(EngineException.Reason.ACCOUNT_REFUSED, RefusalCode.ACCOUNT_REFUSED);
    codes.put(EngineException.Reason.CONNECTION_NOT_SECURE, RefusalCode.CONNECTION_NOT_SECURE);
    codes.put(EngineException.Reason.DRIVER_MISSING, RefusalCode.DRIVER_MISSING);
    codes.put(EngineException.Reason.LIVE_SCHEMA_HIDDEN, RefusalCode.LIVE_SCHEMA_HIDDEN);
    codes.put(EngineException.Reason.LIVE_SCHEMA_CHANGED, RefusalCode.LIVE_SCHEMA_CHANGED);
    codes.put(EngineException.Reason.TOPOLOGY_UNREADABLE, RefusalCode.TOPOLOGY_UNREADABLE);
    codes.put(EngineException.Reason.LIVE_SCHEMA_UNREADABLE, RefusalCode.LIVE_SCHEMA_UNREADABLE);
    codes.put(EngineException.Reason.LIVE_VSCHEMA_UNREADABLE, RefusalCode.LIVE_VSCHEMA_UNREADABLE);
    codes.put(
        EngineException.Reason.DESIRED_SCHEMA_UNREADABLE, RefusalCode.DESIRED_SCHEMA_UNREADABLE);
    codes.put(EngineException.Reason.NAMESPACE_MISSING, RefusalCode.NAMESPACE_MISSING);
    codes.put(
        EngineException.Reason.DIFFERENCE_INEXPRESSIBLE, RefusalCode.DIFFERENCE_INEXPRESSIBLE);
    codes.put(EngineException.Reason.VIEW_NOT_COMPARABLE, RefusalCode.VIEW_NOT_COMPARABLE);
    ImmutableList.Builder<Scenario> scenarios = ImmutableList.builder();
    for (EngineException.Reason reason : EngineException.Reason.values()) {
      RefusalCode[] expected =
          Optional.ofNullable(codes.get(reason)).stream().toArray(RefusalCode[]::new);
      scenarios.add(
          scenario(
              "the topology throws " + reason,
              topology(
                  () -> {
                    throw new EngineException(reason, "as \"told\"");
                  }),
              expected));
      scenarios.add(
          scenario(
              "the re-plan throws " + reason,
              planner(
                  () -> {
                    throw new EngineException(reason, "");
                  }),
              expected));
    }
    return scenarios.build();
  }

  private static ImmutableList<Scenario> crashes() {
    ImmutableList.Builder<Scenario> scenarios = ImmutableList.builder();
    List<Supplier<Throwable>> failures =
        List.of(
            () -> new IllegalStateException("told to"),
            () -> new NullPointerException(),
            () -> new NoClassDefFoundError("org/vendor/Driver"),
            () -> new ExceptionInInitializerError("told to"),
            () -> new StackOverflowError(),
            () -> new AssertionError("told to"),
            () -> new ServiceConfigurationError("told to"),
            () -> new Exception("a checked one that nobody declared"));
    for (Supplier<Throwable> failure : failures) {
      String name = failure.get().toString();
      scenarios.add(
          scenario(
              "the topology fails with " + name,
              topology(() -> Undeclared.thrown(failure.get())),
              RefusalCode.ENGINE_CRASHED));
      scenarios.add(
          scenario(
              "the re-plan fails with " + name,
              planner(() -> Undeclared.thrown(failure.get())),
              RefusalCode.ENGINE_CRASHED));
    }
    return scenarios
        .add(
            scenario(
                "opening fails",
                new ScriptedEngine(Sample::topology, (desired, scope) -> Sample.replan()) {
                  @Override
                  public Deployment open(LiveSource source) {
                    throw new LinkageError("told to");
                  }
                },
                RefusalCode.ENGINE_CRASHED))
        .add(
            scenario(
                "closing fails",
                new ScriptedEngine(Sample::topology, (desired, scope) -> Sample.replan()) {
                  @Override
                  protected void onClose() {
                    throw new IllegalStateException("told to");
                  }
                },
                RefusalCode.ENGINE_CRASHED))
        .add(
            scenario(
                "an interrupt that is thrown although it is not declared",
                topology(() -> Undeclared.thrown(new InterruptedException("told to"))),
                RefusalCode.CHECK_INTERRUPTED))
        .add(
            scenario(
                "a null topology",
                topology(EngineScenarios::nothing),
                RefusalCode.ENGINE_ANSWER_INCOMPLETE))
        .add(
            scenario(
                "a null re-plan",
                planner(EngineScenarios::nothing),
                RefusalCode.ENGINE_ANSWER_INCOMPLETE))
        .add(
            scenario(
                "a re-plan without live schema",
                planner(() -> new Replan(Sample.planned(), nothing())),
                RefusalCode.ENGINE_ANSWER_INCOMPLETE))
        .add(
            scenario(
                "a re-planned change without operation",
                replanOf(Sample.planned(SHOP, Optional.empty(), "item", nothing(), ADD_NOTE)),
                RefusalCode.ENGINE_ANSWER_INCOMPLETE))
        .add(
            scenario(
                "a re-planned VSchema without content",
                replanOf(new VSchemaChange(ORDERS, nothing())),
                RefusalCode.ENGINE_ANSWER_INCOMPLETE))
        .build();
  }

  private static ImmutableList<Scenario> hangs() {
    return ImmutableList.of(
        hanging(
            "a topology that never comes",
            () -> new ScriptedEngine(EngineScenarios::never, (desired, scope) -> Sample.replan())),
        hanging(
            "a re-plan that never comes",
            () -> new ScriptedEngine(Sample::topology, (desired, scope) -> never())),
        hanging(
            "a deployment that never closes",
            () ->
                new ScriptedEngine(Sample::topology, (desired, scope) -> Sample.replan()) {
                  @Override
                  protected void onClose() {
                    never();
                  }
                }));
  }

  private static Scenario hanging(String name, Supplier<ScriptedEngine> engine) {
    return Scenario.of(
        name,
        () ->
            Scenario.refusals(
                new DriftGuard(
                        EngineRegistry.of(List.of(engine.get())),
                        RuleCatalogs.of(List.of(new GeneratedRuleCatalog())),
                        Sample.CLOCK,
                        GuardOptions.DEFAULT.withAdapterDeadline(Duration.ofMillis(200)))
                    .check(CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE))),
        RefusalCode.ENGINE_TIMED_OUT);
  }

  /** Waits for what never happens, until it is interrupted. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T never() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    throw new AssertionError("nobody counts down");
  }

  private static ImmutableList<Scenario> replans() {
    return ImmutableList.of(
        plan(
            "a statement that cannot be read",
            Sample.planned(SHOP, Optional.empty(), "item", Operation.ALTER, "ALTER TABLE"),
            RefusalCode.REPLAN_STATEMENT_UNREADABLE),
        plan(
            "two statements in one change",
            Sample.planned(
                SHOP, Optional.empty(), "item", Operation.ALTER, ADD_NOTE + "; DROP TABLE `item`"),
            RefusalCode.REPLAN_STATEMENT_UNREADABLE),
        plan(
            "a label with another table",
            Sample.planned(SHOP, Optional.empty(), "goods", Operation.ALTER, ADD_NOTE),
            RefusalCode.REPLAN_LABEL_DIFFERS),
        plan(
            "a label with another operation",
            Sample.planned(SHOP, Optional.empty(), "item", Operation.DROP, ADD_NOTE),
            RefusalCode.REPLAN_LABEL_DIFFERS),
        plan(
            "a statement on another namespace",
            Sample.planned(
                SHOP,
                Optional.empty(),
                "item",
                Operation.ALTER,
                "ALTER TABLE `users`.`item` ADD COLUMN `note` varchar(50)"),
            RefusalCode.REPLAN_LABEL_DIFFERS,
            RefusalCode.STATEMENT_DIFFERS),
        plus(
            "a sharded table without its shard",
            Sample.planned(ORDERS, Optional.empty(), "purchase", Operation.ALTER, ADD_REGION),
            RefusalCode.REPLAN_SHARD_MISSING,
            RefusalCode.CHANGE_NOT_REVIEWED),
        plus(
            "a shard in another letter case",
            Sample.planned(
                ORDERS, Optional.of(new ShardName("-8A")), "purchase", Operation.ALTER, ADD_REGION),
            RefusalCode.REPLAN_SHARD_UNKNOWN),
        plus(
            "a shard of an unsharded namespace",
            Sample.planned(SHOP, Optional.of(LOW), "item", Operation.ALTER, ADD_NOTE),
            RefusalCode.REPLAN_SHARD_UNKNOWN),
        plus(
            "an unknown namespace",
            Sample.planned(
                new Namespace("Shop"), Optional.empty(), "item", Operation.ALTER, ADD_NOTE),
            RefusalCode.REPLAN_NAMESPACE_UNKNOWN,
            RefusalCode.REPLAN_NAMESPACE_NOT_DESIRED,
            RefusalCode.CHANGE_NOT_REVIEWED),
        plus(
            "a VSchema that is not managed",
            new VSchemaChange(SHOP, "{}"),
            RefusalCode.REPLAN_VSCHEMA_NOT_DESIRED,
            RefusalCode.VSCHEMA_NOT_REVIEWED),
        plus(
            "one VSchema twice",
            new VSchemaChange(ORDERS, Sample.VSCHEMA),
            RefusalCode.REPLAN_VSCHEMA_REPEATED),
        scenario(
            "another VSchema than the desired one",
            Sample.engine(EngineScenarios::withAnotherVSchema),
            RefusalCode.REPLAN_VSCHEMA_NOT_DESIRED,
            RefusalCode.VSCHEMA_DIFFERS),
        scenario(
            "a VSchema that cannot be read",
            Sample.engine(
                changes ->
                    changes.stream()
                        .<PlannedChange>map(
                            change ->
                                change.match(
                                    table -> table,
                                    vschema -> new VSchemaChange(vschema.namespace(), "{]")))
                        .toList()),
            RefusalCode.VSCHEMA_UNREADABLE),
        scenario(
            "a change of the shard missing, and one of the VSchema",
            Sample.engine(changes -> changes.subList(0, 1)),
            RefusalCode.VSCHEMA_NOT_REPLANNED),
        Scenario.of(
            "one shard's change planned for the other shard",
            () ->
                Scenario.refusals(
                    Sample.check(
                        Sample.engine(
                            changes ->
                                List.of(
                                    Sample.planned(
                                        ORDERS,
                                        Optional.of(HIGH),
                                        "purchase",
                                        Operation.ALTER,
                                        ADD_REGION))),
                        Sample.shard())),
            RefusalCode.CHANGE_NOT_REPLANNED));
  }

  private static ImmutableList<Scenario> emptiness() {
    LiveSchema live = Sample.live();
    TreeMap<Namespace, String> someVSchemas = new TreeMap<>(Map.of(ORDERS, "{}"));
    return ImmutableList.of(
        Scenario.of(
            "a topology without namespaces",
            () ->
                Scenario.refusals(
                    Sample.check(
                        topologyOf(new Topology(new TreeMap<>())),
                        Sample.declaredEmpty(Optional.empty()))),
            RefusalCode.TOPOLOGY_EMPTY,
            RefusalCode.DESIRED_NAMESPACE_UNKNOWN,
            RefusalCode.LIVE_PLACE_NOT_READ),
        Scenario.of(
            "a live schema that nobody read",
            () ->
                Scenario.refusals(
                    Sample.check(
                        planner(
                            () ->
                                new Replan(
                                    List.of(), new LiveSchema(new TreeMap<>(), new TreeMap<>()))),
                        Sample.declaredEmpty(Optional.empty()))),
            RefusalCode.LIVE_PLACE_NOT_READ,
            RefusalCode.LIVE_VSCHEMA_NOT_READ),
        scenario(
            "a live VSchema that nobody read",
            planner(
                () -> new Replan(Sample.planned(), new LiveSchema(live.tables(), someVSchemas))),
            RefusalCode.LIVE_VSCHEMA_NOT_READ),
        Scenario.of(
            "a shard in another letter case",
            () -> {
              Dispatch dispatch =
                  Sample.declaredEmpty(
                      Optional.of(
                          new Dispatch.TargetShard(Optional.of(ORDERS), new ShardName("-a0"))));
              return Scenario.refusals(Sample.check(topologyOf(hexTopology()), dispatch));
            },
            RefusalCode.SHARD_SPELLED_DIFFERENTLY,
            RefusalCode.NOTHING_IN_SCOPE));
  }

  private static List<PlannedChange> withAnotherVSchema(List<PlannedChange> changes) {
    return changes.stream()
        .<PlannedChange>map(
            change ->
                change.match(
                    table -> table,
                    vschema -> new VSchemaChange(vschema.namespace(), "{\"sharded\": true}")))
        .toList();
  }

  private static Topology hexTopology() {
    TreeMap<Namespace, SortedSet<ShardName>> namespaces =
        new TreeMap<>(Sample.topology().namespaces());
    namespaces.put(ORDERS, new TreeSet<>(List.of(new ShardName("-A0"), new ShardName("A0-"))));
    return new Topology(namespaces);
  }

  private static Scenario found(String name, Class<?>[] providers, RefusalCode... codes) {
    return Scenario.of(
        name, () -> checkWith(EngineRegistry.load(BrokenProviders.adapters(providers))), codes);
  }

  private static List<Refusal> checkWith(EngineRegistry registry) {
    DriftGuard guard =
        new DriftGuard(
            registry,
            RuleCatalogs.of(List.of(new GeneratedRuleCatalog())),
            Sample.CLOCK,
            GuardOptions.DEFAULT);
    return Scenario.refusals(
        guard.check(CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE)));
  }

  private static Scenario scenario(String name, ScriptedEngine engine, RefusalCode... codes) {
    return Scenario.of(
        name,
        () -> {
          List<Refusal> refusals = Scenario.refusals(Sample.check(engine, Sample.whole()));
          // A scenario may have left the interrupt that it is about.
          Thread.interrupted();
          return refusals;
        },
        codes);
  }

  /** The sample's re-plan with its first change replaced. */
  private static Scenario plan(String name, PlannedChange change, RefusalCode... codes) {
    return scenario(
        name,
        Sample.engine(
            changes -> {
              List<PlannedChange> edited = new ArrayList<>(changes);
              edited.set(0, change);
              return edited;
            }),
        codes);
  }

  /** The sample's re-plan with one more change. */
  private static Scenario plus(String name, PlannedChange change, RefusalCode... codes) {
    return scenario(
        name,
        Sample.engine(
            changes -> {
              List<PlannedChange> edited = new ArrayList<>(changes);
              edited.add(change);
              return edited;
            }),
        codes);
  }

  private static ScriptedEngine replanOf(PlannedChange... changes) {
    return planner(() -> new Replan(List.of(changes), Sample.live()));
  }

  private static ScriptedEngine topology(ScriptedEngine.Answer<Topology> topology) {
    return new ScriptedEngine(topology, (desired, scope) -> Sample.replan());
  }

  private static ScriptedEngine topologyOf(Topology topology) {
    return new ScriptedEngine(
        () -> topology, (desired, scope) -> new Replan(List.of(), Sample.live()));
  }

  private static ScriptedEngine planner(ScriptedEngine.Answer<Replan> replan) {
    return new ScriptedEngine(Sample::topology, (desired, scope) -> replan.get());
  }

  /** The null that a contract forbids and foreign code returns all the same. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
