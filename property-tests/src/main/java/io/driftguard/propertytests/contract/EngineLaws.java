package io.driftguard.propertytests.contract;

import io.driftguard.api.Dispatch;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * What the laws behind the clauses have in common. The laws are one method each, by what they are
 * about: {@link IdentityLaws}, {@link ShapeLaws}, {@link ContentLaws}, {@link BehaviourLaws} and
 * {@link TroubleLaws}.
 */
final class EngineLaws {

  static final String CHANGE_OF_SHARD = "a change of a shard";
  static final String CHANGE_WITHOUT_SHARD = "a change in a namespace without shards";
  static final String VSCHEMA_CHANGE = "a change of a VSchema";
  static final String DRIFTED = "a place that is not as desired";
  static final String NOT_DRIFTED = "a place that is as desired";
  static final String CHANGE = "a change";
  static final String UNMANAGED = "a namespace that is not managed";
  static final String PERMITTED = "a dispatch";
  static final String OUT_OF_SCOPE = "a change that a scope leaves out";
  static final String SILENT = "a deployment that does not answer";
  static final String IN_SCOPE = "a change that a scope covers";

  /** What has to be met while a clause is judged, or the judgement is about nothing. */
  static final Map<Clause, List<Sight>> SIGHTS = sights();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);

  private EngineLaws() {}

  private static Map<Clause, List<Sight>> sights() {
    EnumMap<Clause, List<Sight>> sights = new EnumMap<>(Clause.class);
    sights.put(Clause.E6, List.of(new Sight(CHANGE_OF_SHARD, Trait.SHARDED_NAMESPACES)));
    sights.put(Clause.E7, List.of(new Sight(CHANGE_WITHOUT_SHARD, Trait.UNSHARDED_NAMESPACES)));
    sights.put(Clause.E8, List.of(new Sight(CHANGE)));
    sights.put(Clause.E9, List.of(new Sight(CHANGE)));
    sights.put(Clause.E10, List.of(new Sight(CHANGE), new Sight(UNMANAGED)));
    sights.put(Clause.E11, List.of(new Sight(VSCHEMA_CHANGE, Trait.VSCHEMAS)));
    sights.put(Clause.E12, List.of(new Sight(DRIFTED), new Sight(NOT_DRIFTED)));
    sights.put(Clause.E13, List.of(new Sight(DRIFTED)));
    sights.put(
        Clause.E14,
        List.of(new Sight(IN_SCOPE), new Sight(OUT_OF_SCOPE, Trait.SHARDED_NAMESPACES)));
    sights.put(Clause.E15, List.of(new Sight(PERMITTED)));
    sights.put(Clause.E16, List.of(new Sight(NOT_DRIFTED)));
    sights.put(Clause.E17, List.of(new Sight(CHANGE)));
    return Collections.unmodifiableMap(sights);
  }

  static DriftGuard guard(EngineAdapter adapter) {
    return new DriftGuard(
        EngineRegistry.of(List.of(adapter)),
        RuleCatalogs.load(EngineLaws.class.getClassLoader()),
        CLOCK,
        GuardOptions.DEFAULT);
  }

  /** An engine that is said to lack something has it neither in the models nor in its answers. */
  static void requireLacking(Trait trait, Subject subject, Topology topology) {
    if (subject.lacks().contains(trait)) {
      Optional<String> found = trait.in(subject.model()).or(() -> trait.in(topology));
      require(
          found.isEmpty(),
          "expected no deployment with " + trait + ", as lacks() says, found " + found.orElse(""));
    }
  }

  static List<TableChange> tables(List<PlannedChange> changes) {
    return changes.stream()
        .filter(TableChange.class::isInstance)
        .map(TableChange.class::cast)
        .toList();
  }

  static List<PlannedChange> covered(Scope scope, List<PlannedChange> changes) {
    return changes.stream().filter(change -> scope.covers(change)).toList();
  }

  static boolean isAt(Place place, TableChange change) {
    return change.namespace().equals(place.namespace()) && change.shard().equals(place.shard());
  }

  static String shown(Replan replan) {
    return replan.changes().isEmpty()
        ? "no change; read: " + replan.live().tables().keySet()
        : replan.changes().stream().map(EngineLaws::shown).collect(inLines())
            + "\nread: "
            + replan.live().tables().keySet();
  }

  static String shown(PlannedChange change) {
    return change.match(
        table ->
            new Place(table.namespace(), table.shard())
                + "."
                + table.table()
                + " "
                + table.operation()
                + ": "
                + table.ddl(),
        vschema -> "VSchema of " + vschema.namespace() + ": " + vschema.content());
  }

  static String shown(Dispatch dispatch) {
    return "the dispatch for "
        + dispatch.targetShard().map(target -> "shard " + target.shard()).orElse("the deployment")
        + " "
        + dispatch.changes();
  }

  static String shown(Refusal refusal) {
    return refusal.where() + ": expected " + refusal.expected() + ", found " + refusal.found();
  }

  static Collector<CharSequence, ?, String> inLines() {
    return Collectors.joining("\n");
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenLawException(otherwise);
    }
  }
}
