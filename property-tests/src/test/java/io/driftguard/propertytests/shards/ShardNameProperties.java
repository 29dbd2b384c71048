package io.driftguard.propertytests.shards;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.fanout.FanOut;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.propertytests.Laws;
import io.driftguard.vitess.VitessEngine;
import io.driftguard.vitesstesting.LoopbackVtctld;
import io.driftguard.vitesstesting.VitessCluster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * The name of a shard is the same in the topology, the re-plan, the dispatch and the verdict,
 * whatever the topology is, and whether it was recorded or is read over the wire. Every dispatch
 * travels as JSON.
 */
final class ShardNameProperties {

  private static final VitessEngine ENGINE = new VitessEngine();
  private static final DriftGuard GUARD =
      new DriftGuard(
          EngineRegistry.of(List.of(ENGINE)),
          RuleCatalogs.load(ShardNameProperties.class.getClassLoader()),
          Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC),
          GuardOptions.DEFAULT);

  /** A fleet that is there: recorded, or served by a vtctld. */
  private record Site(LiveSource source, Optional<LoopbackVtctld> vtctld) implements AutoCloseable {

    static Site recorded(Fleet fleet) {
      return new Site(new LiveSource.Recorded(fleet.snapshot()), Optional.empty());
    }

    static Site served(Fleet fleet) {
      return served(fleet.cluster());
    }

    static Site served(VitessCluster cluster) {
      LoopbackVtctld vtctld = LoopbackVtctld.start(cluster);
      TreeMap<String, String> settings = new TreeMap<>(Map.of("plaintext", "true"));
      return new Site(new LiveSource.Running(vtctld.location(), settings), Optional.of(vtctld));
    }

    static Site of(Fleet fleet, boolean served) {
      return served ? served(fleet) : recorded(fleet);
    }

    @Override
    public void close() {
      vtctld.ifPresent(LoopbackVtctld::close);
    }
  }

  private static List<Dispatch> fanOut(Fleet fleet, Site site) throws EngineException {
    try (Deployment deployment = ENGINE.open(site.source())) {
      return FanOut.of(
          deployment.replan(fleet.desired(), new Scope.WholeDeployment()),
          deployment.topology(),
          new FanOut.Template("plan-1", "trips", ENGINE.id(), "production", "eu"),
          fleet.desired());
    }
  }

  private static boolean permits(Dispatch dispatch, Site site) {
    return Laws.isPermitted(
        GUARD.check(
            new CheckRequest(Laws.arrives(dispatch), dispatch.schemaFiles(), site.source())));
  }

  @Property(tries = 60)
  void everyDispatchIsPermittedThereAndOnlyWhereItsShardHasThatName(
      @ForAll("fleets") Fleet fleet, @ForAll boolean served) throws EngineException {
    List<Dispatch> dispatches;
    try (Site site = Site.of(fleet, served)) {
      dispatches = fanOut(fleet, site);
      assertThat(dispatches.size()).isEqualTo(fleet.drifted().size());
      for (Dispatch dispatch : dispatches) {
        assertWithMessage("%s on %s", dispatch.targetShard(), fleet)
            .that(permits(dispatch, site))
            .isTrue();
        Statistics.label("permitted").collect(true);
      }
    }
    // The same shards under other names, which mean the same ranges.
    Fleet renamed = fleet.renamed(ShardNameProperties::respelled);
    try (Site site = Site.of(renamed, served)) {
      for (Dispatch dispatch : dispatches) {
        boolean named =
            dispatch.targetShard().isEmpty()
                || dispatch
                    .targetShard()
                    .get()
                    .shard()
                    .value()
                    .equals(respelled(dispatch.targetShard().get().shard().value()));
        assertWithMessage("%s on %s", dispatch.targetShard(), renamed)
            .that(permits(dispatch, site))
            .isEqualTo(named);
        Statistics.label("permitted").collect(named);
      }
    }
    int most = fleet.shards("trips").size();
    Statistics.label("shards").collect(most == 1 ? "1" : most < 100 ? "some" : "many");
    Statistics.label("permitted")
        .coverage(
            coverage -> {
              coverage.check(true).percentage(percent -> percent >= 20);
              coverage.check(false).percentage(percent -> percent >= 20);
            });
    Statistics.label("shards")
        .coverage(
            coverage -> {
              coverage.check("1").count(count -> count > 0);
              coverage.check("some").count(count -> count > 0);
              coverage.check("many").count(count -> count > 0);
            });
  }

  /** Each bound with one zero byte more. */
  private static String respelled(String shard) {
    String[] bounds = shard.split("-", -1);
    return (bounds[0].isEmpty() ? "" : bounds[0] + "00")
        + "-"
        + (bounds[1].isEmpty() ? "" : bounds[1] + "00");
  }

  @Property(tries = 60)
  void renamingShardsEverywhereChangesNothingButTheNames(
      @ForAll("fleetsThatMayBeAsDesired") Fleet fleet, @ForAll boolean served)
      throws EngineException {
    Fleet renamed = fleet.renamed(ShardNameProperties::respelled);
    try (Site before = Site.of(fleet, served);
        Site after = Site.of(renamed, served);
        Deployment one = ENGINE.open(before.source());
        Deployment other = ENGINE.open(after.source())) {
      List<PlannedChange> expected = new ArrayList<>();
      Scope whole = new Scope.WholeDeployment();
      for (PlannedChange change : one.replan(fleet.desired(), whole).changes()) {
        expected.add(
            change.match(
                table ->
                    new TableChange(
                        table.namespace(),
                        table.shard().map(shard -> new ShardName(respelled(shard.value()))),
                        table.table(),
                        table.operation(),
                        table.ddl()),
                vschema -> vschema));
      }
      assertThat(other.replan(renamed.desired(), whole).changes())
          .containsExactlyElementsIn(expected);
      Statistics.collect(expected.isEmpty());
    }
    Statistics.coverage(
        coverage -> {
          coverage.check(true).count(count -> count > 0);
          coverage.check(false).percentage(percent -> percent >= 20);
        });
  }

  @Property(tries = 60)
  void aScopeIsThePartOfTheWholeThatItCovers(@ForAll("fleets") Fleet fleet) throws EngineException {
    try (Site served = Site.served(fleet);
        Site recorded = Site.recorded(fleet);
        Deployment whole = ENGINE.open(recorded.source())) {
      Replan everything = whole.replan(fleet.desired(), new Scope.WholeDeployment());
      assertThat(whole.topology()).isEqualTo(topology(served));
      for (Scope scope : scopes(fleet)) {
        List<PlannedChange> expected =
            everything.changes().stream().filter(change -> scope.covers(change)).toList();
        try (Deployment part = ENGINE.open(served.source())) {
          assertWithMessage("%s of %s", scope, fleet)
              .that(
                  part.replan(fleet.desired(), scope).changes().stream()
                      .filter(change -> scope.covers(change))
                      .toList())
              .isEqualTo(expected);
        }
        Statistics.collect(expected.isEmpty());
      }
    }
    Statistics.coverage(
        coverage -> {
          coverage.check(true).percentage(percent -> percent >= 20);
          coverage.check(false).percentage(percent -> percent >= 20);
        });
  }

  private static Topology topology(Site site) throws EngineException {
    try (Deployment deployment = ENGINE.open(site.source())) {
      return deployment.topology();
    }
  }

  /** The whole, one shard of each kind, and the finalizer of a keyspace. */
  private static List<Scope> scopes(Fleet fleet) {
    List<Scope> scopes = new ArrayList<>();
    scopes.add(new Scope.NamespaceFinalizer(new Namespace("trips")));
    Map<Boolean, String> shards = new TreeMap<>();
    fleet.shards("trips").forEach((shard, how) -> shards.put(how > 0, shard));
    for (String shard : shards.values()) {
      scopes.add(new Scope.SingleShard(Optional.of(new Namespace("trips")), new ShardName(shard)));
      scopes.add(new Scope.SingleShard(Optional.empty(), new ShardName(shard)));
    }
    return scopes;
  }

  /** What a topology must not be. */
  enum Hazard {
    NONE,
    MISSING_SHARD,
    OVERLAPPING_SHARD,
    ONE_RANGE_TWICE,
    EVERYTHING_IN_DISGUISE,
    NOTHING_IN_DISGUISE,
    UPPER_CASE,
    CUSTOM_NAME,
    ODD_HEXADECIMAL,
    TWO_HYPHENS,
    BAD_CHARACTER
  }

  @Property(tries = 200)
  void everyHazardIsRefused(
      @ForAll("fleets") Fleet fleet, @ForAll Hazard hazard, @ForAll boolean served) {
    Fleet broken = fleet.with("trips", withHazard(fleet.shards("trips"), hazard));
    boolean refused;
    try (Site site = Site.of(broken, served)) {
      topology(site);
      refused = false;
    } catch (EngineException e) {
      assertThat(e.reason()).isEqualTo(EngineException.Reason.TOPOLOGY_UNREADABLE);
      assertThat(e).hasMessageThat().contains("keyspace \"trips\"");
      refused = true;
    }
    assertWithMessage("%s of %s", hazard, broken).that(refused).isEqualTo(hazard != Hazard.NONE);
    Statistics.collect(hazard);
    Statistics.coverage(
        coverage -> {
          for (Hazard each : Hazard.values()) {
            coverage.check(each).count(count -> count > 0);
          }
        });
  }

  private static SortedMap<String, Integer> withHazard(
      SortedMap<String, Integer> shards, Hazard hazard) {
    TreeMap<String, Integer> changed = new TreeMap<>(shards);
    String first = new TreeSet<>(shards.keySet()).first();
    switch (hazard) {
      case NONE -> {}
      case MISSING_SHARD -> {
        changed.remove(first);
        if (changed.isEmpty()) {
          changed.put("-80", 0);
        }
      }
      case OVERLAPPING_SHARD -> changed.put("3f-40ff", 0);
      case ONE_RANGE_TWICE -> {
        String again = first.equals("-") ? "00-" : respelled(first);
        changed.put(again, 0);
      }
      case EVERYTHING_IN_DISGUISE -> changed.put("-00", 0);
      case NOTHING_IN_DISGUISE -> changed.put("80-8000", 0);
      case UPPER_CASE -> changed.put("AB-AC", 0);
      case CUSTOM_NAME -> changed.put("0", 0);
      case ODD_HEXADECIMAL -> changed.put("8-", 0);
      case TWO_HYPHENS -> changed.put("40-80-", 0);
      case BAD_CHARACTER -> changed.put("40-8g", 0);
    }
    return changed;
  }

  @Provide
  Arbitrary<Fleet> fleets() {
    Arbitrary<Integer> shards =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(1)),
            Tuple.of(4, Arbitraries.integers().between(2, 40)),
            Tuple.of(1, Arbitraries.integers().between(100, 511)),
            Tuple.of(1, Arbitraries.just(512)));
    return Combinators.combine(shards, Arbitraries.longs()).as(Fleet::of).withoutEdgeCases();
  }

  /** Hardly any fleet has drifted nowhere by chance, so a third of these are made so. */
  @Provide
  Arbitrary<Fleet> fleetsThatMayBeAsDesired() {
    return Arbitraries.frequencyOf(
            Tuple.of(2, fleets()), Tuple.of(1, fleets().map(Fleet::asDesired)))
        .withoutEdgeCases();
  }
}
