package io.driftguard.propertytests.contract;

import io.driftguard.api.ChangeKey;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Quoted;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.DesiredFact;
import io.driftguard.api.rule.DispatchFact;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.DispatchedVSchemas;
import io.driftguard.api.rule.Fact;
import io.driftguard.api.rule.FactSource;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.LiveFact;
import io.driftguard.api.rule.ReplannedChanges;
import io.driftguard.api.rule.ReplannedVSchemas;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.api.rule.TopologyFact;
import io.driftguard.api.rule.WholeReplan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Facts that contradict each other and themselves: places that are nowhere, labels that lie, names
 * and statements that nobody would write. Whatever the types allow can come.
 */
public final class HostileFacts implements FactSource {

  private static final List<String> TEXTS =
      List.of(
          "t",
          "`",
          "``",
          "'",
          "\"",
          "\\",
          "a`b",
          "line\nbreak",
          "\u0000",
          "\u202Egnp.exe",
          "\uD800",
          "::error::",
          "</script>",
          "DROP COLUMN",
          "ALTER TABLE `t` DROP COLUMN `c`",
          "ALTER TABLE `t` DROP COLUMN `",
          "ALTER TABLE `DROP COLUMN` COMMENT='DROP COLUMN",
          "/*! DROP TABLE t */",
          "x".repeat(70_000),
          "(".repeat(5_000));

  private static final List<String> NAMES =
      List.of("commerce", "-80", "80-", "nowhere", "NOWHERE", "a/b", "::warning::", "\u202E");

  private final Map<Class<? extends Fact>, Fact> facts;

  private HostileFacts(Map<Class<? extends Fact>, Fact> facts) {
    this.facts = Map.copyOf(facts);
  }

  /** Arbitrary hostile facts. */
  public static Arbitrary<HostileFacts> any() {
    return Combinators.combine(
            changes(), changes(), changes(), scopes(), topologies(), dispatches(), documents())
        .as(
            (dispatched, replanned, whole, scope, topology, dispatch, documents) -> {
              TreeMap<Namespace, String> vschemas = new TreeMap<>(documents);
              return new HostileFacts(
                  Map.of(
                      DispatchedChanges.class, new DispatchedChanges(dispatched),
                      ReplannedChanges.class, new ReplannedChanges(replanned),
                      WholeReplan.class, new WholeReplan(planned(whole), whole),
                      ScopeFact.class, new ScopeFact(scope),
                      TopologyFact.class, new TopologyFact(topology),
                      DispatchFact.class, new DispatchFact(dispatch),
                      DispatchedVSchemas.class, new DispatchedVSchemas(vschemas),
                      ReplannedVSchemas.class, new ReplannedVSchemas(vschemas),
                      DesiredFact.class, new DesiredFact(new DesiredSchema(new TreeMap<>())),
                      LiveFact.class, new LiveFact(live(topology, vschemas))));
            })
        .withoutEdgeCases();
  }

  @Override
  public <F extends Fact> F get(Class<F> type) throws FactUnavailableException {
    return Optional.ofNullable(facts.get(type))
        .map(type::cast)
        .orElseThrow(() -> new FactUnavailableException(type));
  }

  @Override
  public String toString() {
    String all = new TreeMap<>(byName()).toString();
    return Quoted.escaped(all.length() > 4_000 ? all.substring(0, 4_000) + "…" : all);
  }

  private Map<String, Fact> byName() {
    TreeMap<String, Fact> named = new TreeMap<>();
    facts.forEach((type, fact) -> named.put(type.getSimpleName(), fact));
    return named;
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.of(TEXTS);
  }

  private static Arbitrary<Namespace> namespaces() {
    return Arbitraries.of(NAMES).map(Namespace::new);
  }

  private static Arbitrary<ShardName> shards() {
    return Arbitraries.of(NAMES).map(ShardName::new);
  }

  private static Arbitrary<List<KeyedChange>> changes() {
    return Combinators.combine(
            namespaces(),
            shards().optional(),
            texts(),
            Arbitraries.of(Operation.values()),
            texts(),
            Arbitraries.integers().between(-1, 3),
            texts().list().ofMaxSize(2),
            Arbitraries.of(true, false))
        .as(
            (namespace, shard, table, operation, ddl, position, others, agrees) ->
                new KeyedChange(
                    new ChangeKey(namespace, shard, table, operation, ddl),
                    position,
                    new KeyedChange.Label(
                        table, operation.name(), agrees, others.stream().findFirst()),
                    ddl,
                    others,
                    others.stream()
                        .map(other -> new KeyedChange.Reference(Optional.empty(), other))
                        .toList()))
        .list()
        .ofMaxSize(4);
  }

  private static List<PlannedChange> planned(List<KeyedChange> changes) {
    return changes.stream()
        .filter(change -> !change.key().table().isBlank() && !change.ddl().isBlank())
        .<PlannedChange>map(
            change ->
                new PlannedChange.TableChange(
                    change.key().namespace(),
                    change.key().shard(),
                    change.key().table(),
                    change.operation(),
                    change.ddl()))
        .toList();
  }

  private static Arbitrary<Scope> scopes() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Scope.WholeDeployment()),
        namespaces().map(Scope.NamespaceFinalizer::new),
        Combinators.combine(namespaces().optional(), shards()).as(Scope.SingleShard::new));
  }

  private static Arbitrary<Topology> topologies() {
    return Arbitraries.maps(
            namespaces(), shards().set().ofMaxSize(3).map(names -> new TreeSet<>(names)))
        .ofMaxSize(3)
        .map(namespaces -> new Topology(new TreeMap<>(namespaces)));
  }

  private static Arbitrary<Dispatch> dispatches() {
    Arbitrary<ReviewedChange> table =
        Combinators.combine(
                namespaces(), texts(), Arbitraries.of(ClaimedOperation.values()), texts())
            .as(ReviewedChange.Table::new);
    return Combinators.combine(
            texts(),
            texts(),
            Combinators.combine(namespaces().optional(), shards())
                .as(Dispatch.TargetShard::new)
                .optional(),
            Arbitraries.oneOf(table, namespaces().map(ReviewedChange.VSchema::new))
                .list()
                .ofMaxSize(4),
            Arbitraries.of(true, false))
        .as(
            (text, other, target, changes, empty) ->
                new Dispatch(
                    text,
                    other,
                    new EngineId("hostile"),
                    other,
                    text,
                    target,
                    changes,
                    Optional.empty(),
                    empty));
  }

  private static Arbitrary<Map<Namespace, String>> documents() {
    return Arbitraries.maps(namespaces(), texts()).ofMaxSize(2);
  }

  private static LiveSchema live(Topology topology, SortedMap<Namespace, String> vschemas) {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    topology
        .namespaces()
        .forEach(
            (namespace, shards) ->
                tables.put(
                    new Place(namespace, shards.stream().findFirst()),
                    new TreeMap<>(Map.of("t", "no statement"))));
    return new LiveSchema(tables, vschemas);
  }
}
