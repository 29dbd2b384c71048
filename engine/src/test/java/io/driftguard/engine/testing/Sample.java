package io.driftguard.engine.testing;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.rules.GeneratedRuleCatalog;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A small deployment and a change of it: the namespaces {@code shop} without shards, {@code orders}
 * with the shards {@code -80} and {@code 80-}, and {@code users} with the shards {@code -80} and
 * {@code 80-} too.
 */
public final class Sample {

  public static final Namespace SHOP = new Namespace("shop");
  public static final Namespace ORDERS = new Namespace("orders");
  public static final Namespace USERS = new Namespace("users");
  public static final ShardName LOW = new ShardName("-80");
  public static final ShardName HIGH = new ShardName("80-");
  public static final EngineId ENGINE = new EngineId("scripted");
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  public static final LiveSource SOURCE = new LiveSource.Recorded(new Snapshot(new TreeMap<>()));

  public static final String ADD_NOTE = "ALTER TABLE `item` ADD COLUMN `note` varchar(50)";
  public static final String ADD_REGION = "ALTER TABLE `purchase` ADD COLUMN `region` varchar(50)";
  public static final String VSCHEMA =
      "{\"sharded\": true, \"vindexes\": {\"hash\": {\"type\": \"hash\"}}}";

  private Sample() {}

  /** The topology described above. */
  public static Topology topology() {
    TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
    namespaces.put(SHOP, new TreeSet<>());
    namespaces.put(ORDERS, new TreeSet<>(List.of(LOW, HIGH)));
    namespaces.put(USERS, new TreeSet<>(List.of(LOW, HIGH)));
    return new Topology(namespaces);
  }

  /** A desired schema that manages all three namespaces, and the VSchema of the sharded ones. */
  public static DesiredSchema desired() {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    namespaces.put(
        SHOP,
        files("item.sql", "CREATE TABLE `item` (`id` int, `note` varchar(50));", Optional.empty()));
    for (Namespace sharded : List.of(ORDERS, USERS)) {
      namespaces.put(
          sharded,
          files(
              "purchase.sql",
              "CREATE TABLE `purchase` (`id` int, `region` varchar(50));",
              Optional.of(VSCHEMA)));
    }
    return new DesiredSchema(namespaces);
  }

  /** The files of one namespace. */
  public static NamespaceFiles files(String name, String text, Optional<String> vschema) {
    return new NamespaceFiles(new TreeMap<>(Map.of(name, text)), vschema);
  }

  /** What is live: one table in each place, and an empty VSchema in the sharded namespaces. */
  public static LiveSchema live() {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    tables.put(
        new Place(SHOP, Optional.empty()),
        new TreeMap<>(Map.of("item", "CREATE TABLE `item` (`id` int)")));
    TreeMap<Namespace, String> vschemas = new TreeMap<>();
    for (Namespace sharded : List.of(ORDERS, USERS)) {
      for (ShardName shard : List.of(LOW, HIGH)) {
        tables.put(
            new Place(sharded, Optional.of(shard)),
            new TreeMap<>(Map.of("purchase", "CREATE TABLE `purchase` (`id` int)")));
      }
      vschemas.put(sharded, "{\"sharded\": true}");
    }
    return new LiveSchema(tables, vschemas);
  }

  /** What brings the live schema to the desired one. */
  public static List<PlannedChange> planned() {
    List<PlannedChange> changes = new ArrayList<>();
    changes.add(planned(SHOP, Optional.empty(), "item", Operation.ALTER, ADD_NOTE));
    for (Namespace sharded : List.of(ORDERS, USERS)) {
      for (ShardName shard : List.of(LOW, HIGH)) {
        changes.add(planned(sharded, Optional.of(shard), "purchase", Operation.ALTER, ADD_REGION));
      }
      changes.add(new VSchemaChange(sharded, VSCHEMA));
    }
    return changes;
  }

  /** The re-plan of the sample. */
  public static Replan replan() {
    return new Replan(planned(), live());
  }

  public static PlannedChange planned(
      Namespace namespace,
      Optional<ShardName> shard,
      String table,
      Operation operation,
      String ddl) {
    return new TableChange(namespace, shard, table, operation, ddl);
  }

  /** An adapter that answers with the sample. */
  public static ScriptedEngine engine() {
    return engine(changes -> changes);
  }

  /** An adapter that answers with the sample, its re-plan edited. */
  public static ScriptedEngine engine(UnaryOperator<List<PlannedChange>> edit) {
    return new ScriptedEngine(
        Sample::topology, (desired, scope) -> new Replan(edit.apply(planned()), live()));
  }

  /** A re-plan of exactly these changes of the unsharded namespace's one table. */
  public static ScriptedEngine engineOf(String... statements) {
    return engine(
        all ->
            Arrays.stream(statements)
                .map(ddl -> planned(SHOP, Optional.empty(), "item", Operation.ALTER, ddl))
                .toList());
  }

  /** The dispatch of the unsharded changes. */
  public static Dispatch whole() {
    return dispatch(
        Optional.empty(),
        alter(SHOP, "item", ADD_NOTE),
        new ReviewedChange.VSchema(ORDERS),
        new ReviewedChange.VSchema(USERS));
  }

  /** The dispatch of one shard of one sharded namespace. */
  public static Dispatch shard() {
    return dispatch(
        Optional.of(new TargetShard(Optional.of(ORDERS), LOW)),
        alter(ORDERS, "purchase", ADD_REGION));
  }

  /** The dispatch of the VSchema of one sharded namespace. */
  public static Dispatch finalizer() {
    return dispatch(Optional.empty(), new ReviewedChange.VSchema(ORDERS));
  }

  public static Dispatch dispatch(Optional<TargetShard> target, ReviewedChange... changes) {
    return new Dispatch(
        "plan-1",
        "shop",
        ENGINE,
        "production",
        "shop-eu",
        target,
        List.of(changes),
        Optional.of(desired()),
        false);
  }

  public static ReviewedChange alter(Namespace namespace, String table, String ddl) {
    return new ReviewedChange.Table(namespace, table, ClaimedOperation.ALTER, ddl);
  }

  /** A dispatch that says that it is meant to be empty. */
  public static Dispatch declaredEmpty(Optional<TargetShard> target) {
    return dispatch(target).asDeclaredEmpty();
  }

  /** A guard with the built-in rules, further catalogs, and that adapter. */
  public static DriftGuard guard(ScriptedEngine engine, RuleCatalog... further) {
    List<RuleCatalog> catalogs = new ArrayList<>();
    catalogs.add(new GeneratedRuleCatalog());
    catalogs.addAll(List.of(further));
    return new DriftGuard(
        EngineRegistry.of(List.of(engine)), RuleCatalogs.of(catalogs), CLOCK, GuardOptions.DEFAULT);
  }

  /** The guard's answer for a dispatch that carries its schema files. */
  public static Verdict check(ScriptedEngine engine, Dispatch dispatch) {
    return guard(engine).check(CheckRequest.of(dispatch, Optional.empty(), SOURCE));
  }
}
