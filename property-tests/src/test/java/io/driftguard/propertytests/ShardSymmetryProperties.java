package io.driftguard.propertytests;

import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * The shard that a re-plan names and the shard that a dispatch names are the same, with the real
 * adapters: what a deployment would do now is permitted on it, dispatch by dispatch.
 */
final class ShardSymmetryProperties {

  @Property(tries = 400)
  void everyDispatchOfTheRePlanIsPermittedOnTheUnchangedDeployment(
      @ForAll("estates") Estate estate) {
    List<Dispatch> dispatches = estate.fanOut();
    for (Dispatch dispatch : dispatches) {
      Laws.decides(true, estate.check(dispatch), dispatch + "\non " + estate);
      Statistics.label("scope")
          .collect(
              dispatch
                  .targetShard()
                  .map(target -> target.namespace().isPresent() ? "keyspace/shard" : "shard")
                  .orElse("deployment"));
    }
    Statistics.label("something to do").collect(!dispatches.isEmpty());
    Coverage.exists("scope", "keyspace/shard", "shard", "deployment");
    Coverage.exists("something to do", true, false);
  }

  @Property(tries = 200)
  void thePlacesOfTheRePlanAreThoseThatAreNotAsDesired(@ForAll("estates") Estate estate) {
    Replan replan = estate.replan();
    Set<Place> changed =
        replan.changes().stream()
            .filter(TableChange.class::isInstance)
            .map(TableChange.class::cast)
            .map(change -> new Place(change.namespace(), change.shard()))
            .collect(Collectors.toSet());
    for (Place place : estate.model().live().keySet()) {
      boolean drifted = estate.model().hasDrifted(place);
      assertWithMessage("%s of %s", place, estate).that(changed.contains(place)).isEqualTo(drifted);
      Statistics.collect(drifted);
    }
    for (Namespace namespace : estate.model().liveVSchemas().keySet()) {
      boolean drifted = estate.model().vschemaHasDrifted(namespace);
      assertWithMessage("VSchema of %s of %s", namespace, estate)
          .that(replan.changes().stream().anyMatch(change -> isVSchemaOf(namespace, change)))
          .isEqualTo(drifted);
      Statistics.label("VSchema").collect(drifted);
    }
    Coverage.ofBothAnswers();
    Coverage.exists("VSchema", true, false);
  }

  @Property(tries = 200)
  void anAdapterThatIsAskedForAScopeGivesAllThatTheScopeCovers(@ForAll("estates") Estate estate) {
    List<PlannedChange> everything = estate.replan().changes();
    for (Scope scope : scopesOf(estate)) {
      List<PlannedChange> expected = covered(scope, everything);
      assertWithMessage("%s of %s", scope, estate)
          .that(covered(scope, estate.replan(scope).changes()))
          .containsExactlyElementsIn(expected)
          .inOrder();
      Statistics.collect(expected.isEmpty());
    }
    Coverage.ofBothAnswers();
  }

  @Provide
  Arbitrary<Estate> estates() {
    return Estates.onEither();
  }

  private static boolean isVSchemaOf(Namespace namespace, PlannedChange change) {
    return change.namespace().equals(namespace) && change instanceof PlannedChange.VSchemaChange;
  }

  private static List<Scope> scopesOf(Estate estate) {
    List<Scope> scopes = new ArrayList<>();
    scopes.add(new Scope.WholeDeployment());
    estate
        .topology()
        .namespaces()
        .forEach(
            (namespace, shards) -> {
              if (!shards.isEmpty()) {
                scopes.add(new Scope.NamespaceFinalizer(namespace));
              }
              for (ShardName shard : shards) {
                scopes.add(new Scope.SingleShard(Optional.of(namespace), shard));
                scopes.add(new Scope.SingleShard(Optional.empty(), shard));
              }
            });
    return scopes;
  }

  private static List<PlannedChange> covered(Scope scope, List<PlannedChange> changes) {
    return changes.stream().filter(change -> scope.covers(change)).toList();
  }
}
