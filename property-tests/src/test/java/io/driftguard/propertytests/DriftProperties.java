package io.driftguard.propertytests;

import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/**
 * A plan is reviewed, then its deployment changes: the dispatches that the change touches are
 * refused, and no other one, with the real adapters.
 */
final class DriftProperties {

  @Property(tries = 200)
  void tablesThatDriftRefuseTheDispatchesOfTheirPlace(
      @ForAll("estates") Estate reviewed,
      @ForAll @IntRange(max = 1000) int which,
      @ForAll("schemaEdits") List<SchemaEdit> edits) {
    List<Place> places = List.copyOf(reviewed.model().live().keySet());
    Place place = places.get(which % places.size());
    TableSet drifted = SchemaEdit.applyAll(edits, reviewed.model().at(place));
    Assume.that(!drifted.equals(reviewed.model().at(place)));
    Estate now = reviewed.with(reviewed.model().withLive(place, drifted));
    Agreement agreement = now.agreement();
    boolean collected = false;
    for (Dispatch dispatch : reviewed.fanOut()) {
      boolean agrees = agreement.holdsFor(dispatch);
      Laws.decides(agrees, now.check(dispatch), dispatch + "\nafter drift of " + place);
      if (isFor(dispatch, place)) {
        Statistics.collect(agrees);
      } else {
        assertWithMessage("%s after drift of %s", dispatch, place).that(agrees).isTrue();
        // One that is not touched is enough to compare with.
        if (!collected) {
          Statistics.collect(agrees);
        }
        collected = true;
      }
    }
    Coverage.ofBothAnswers();
  }

  @Property(tries = 200)
  void aShardThatIsReplacedRefusesItsDispatches(
      @ForAll("vitessEstates") Estate reviewed,
      @ForAll Resharding resharding,
      @ForAll @IntRange(max = 1000) int which) {
    Optional<DeploymentModel> possible = resharding.of(reviewed.model(), which);
    Assume.that(possible.isPresent());
    DeploymentModel resharded = possible.orElseThrow();
    Estate now = reviewed.with(resharded);
    Agreement agreement = now.agreement();
    for (Dispatch dispatch : reviewed.fanOut()) {
      boolean agrees = agreement.holdsFor(dispatch);
      Laws.decides(agrees, now.check(dispatch), dispatch + "\nafter " + resharding + ": " + now);
      boolean gone =
          dispatch
              .targetShard()
              .filter(target -> now.topology().namespacesWithShard(target.shard()).isEmpty())
              .isPresent();
      if (gone) {
        assertWithMessage("%s", dispatch).that(agrees).isFalse();
      }
      if (dispatch.targetShard().isPresent() && isIn(resharded, reviewed.model(), dispatch)) {
        Statistics.collect(agrees);
        Statistics.label("resharding").collect(resharding, agrees);
      }
    }
    Coverage.ofBothAnswers();
    for (Resharding each : Resharding.values()) {
      Statistics.label("resharding")
          .coverage(coverage -> coverage.check(each, false).count(count -> count > 0));
    }
  }

  @Property(tries = 300)
  void anEditedDispatchIsPermittedExactlyWhenItStillAgrees(
      @ForAll("estates") Estate estate, @ForAll("dispatchEdits") DispatchEdit edit) {
    Agreement agreement = estate.agreement();
    List<Dispatch> dispatches = estate.fanOut();
    List<Dispatch> edited = edit.applyTo(dispatches);
    boolean collected = false;
    for (int i = 0; i < edited.size(); i++) {
      Dispatch dispatch = edited.get(i);
      boolean agrees = agreement.holdsFor(dispatch);
      Laws.decides(agrees, estate.check(dispatch), edit + " made " + dispatch);
      boolean touched = !dispatch.equals(dispatches.get(i));
      if (touched || !collected) {
        Statistics.collect(agrees);
        collected |= !touched;
      }
    }
    Coverage.ofBothAnswers();
  }

  @Provide
  Arbitrary<Estate> estates() {
    return Estates.onEither();
  }

  @Provide
  Arbitrary<Estate> vitessEstates() {
    return Estates.onVitess();
  }

  @Provide
  Arbitrary<List<SchemaEdit>> schemaEdits() {
    return Deployments.edits();
  }

  @Provide
  Arbitrary<DispatchEdit> dispatchEdits() {
    return DispatchEdit.edits();
  }

  private static boolean isFor(Dispatch dispatch, Place place) {
    boolean sameShard =
        dispatch.targetShard().map(Dispatch.TargetShard::shard).equals(place.shard());
    boolean sameNamespace =
        dispatch.changes().stream()
            .anyMatch(change -> change.namespace().equals(place.namespace()));
    return sameShard && (sameNamespace || place.shard().isEmpty());
  }

  /** Whether the dispatch changes a namespace that is not what it was. */
  private static boolean isIn(DeploymentModel now, DeploymentModel then, Dispatch dispatch) {
    return dispatch.changes().stream()
        .anyMatch(
            change ->
                !placesIn(change.namespace(), now).equals(placesIn(change.namespace(), then)));
  }

  private static Map<Place, TableSet> placesIn(Namespace namespace, DeploymentModel model) {
    TreeMap<Place, TableSet> places = new TreeMap<>(model.live());
    places.keySet().removeIf(place -> !place.namespace().equals(namespace));
    return places;
  }

  /** What can happen to the shards of one keyspace, so that they stay a full partition. */
  enum Resharding {
    SPLIT {
      @Override
      Optional<DeploymentModel> of(DeploymentModel model, int which) {
        Place split = pick(model, which);
        String[] bounds = boundsOf(split);
        String middle = bounds[0].isEmpty() ? "08" : bounds[0] + "08";
        return Optional.of(
            replaced(
                model,
                split,
                List.of(
                    shardOf(split.namespace(), bounds[0], middle),
                    shardOf(split.namespace(), middle, bounds[1]))));
      }
    },
    MERGE_WITH_THE_NEXT {
      @Override
      Optional<DeploymentModel> of(DeploymentModel model, int which) {
        Place first = pick(model, which);
        String[] bounds = boundsOf(first);
        return model.live().keySet().stream()
            .filter(next -> next.namespace().equals(first.namespace()))
            .filter(next -> !bounds[1].isEmpty() && boundsOf(next)[0].equals(bounds[1]))
            .findFirst()
            .map(
                next -> {
                  TreeMap<Place, TableSet> places = new TreeMap<>(model.live());
                  places.remove(next);
                  return replaced(
                      model.withLive(places),
                      first,
                      List.of(shardOf(first.namespace(), bounds[0], boundsOf(next)[1])));
                });
      }
    },
    /**
     * The same key range under another name: zero bytes at the end of a bound count for nothing.
     */
    RENAME {
      @Override
      Optional<DeploymentModel> of(DeploymentModel model, int which) {
        Place renamed = pick(model, which);
        String[] bounds = boundsOf(renamed);
        return Optional.of(
            replaced(
                model,
                renamed,
                List.of(
                    bounds[1].isEmpty()
                        ? shardOf(renamed.namespace(), bounds[0] + "00", bounds[1])
                        : shardOf(renamed.namespace(), bounds[0], bounds[1] + "00"))));
      }
    },
    SWAP_WITH_THE_FIRST {
      @Override
      Optional<DeploymentModel> of(DeploymentModel model, int which) {
        Place one = pick(model, which);
        Place first =
            model.live().keySet().stream()
                .filter(place -> place.namespace().equals(one.namespace()))
                .findFirst()
                .orElseThrow();
        return Optional.of(model.withLive(one, model.at(first)).withLive(first, model.at(one)));
      }
    };

    abstract Optional<DeploymentModel> of(DeploymentModel model, int which);

    private static Place pick(DeploymentModel model, int which) {
      List<Place> shards = new ArrayList<>(model.live().keySet());
      shards.removeIf(place -> place.shard().isEmpty());
      return shards.get(which % shards.size());
    }

    private static String[] boundsOf(Place place) {
      return place.shard().map(ShardName::value).orElse("-").split("-", 2);
    }

    private static Place shardOf(Namespace namespace, String start, String end) {
      return new Place(namespace, Optional.of(new ShardName(start + "-" + end)));
    }

    private static DeploymentModel replaced(
        DeploymentModel model, Place gone, List<Place> instead) {
      TreeMap<Place, TableSet> places = new TreeMap<>(model.live());
      places.remove(gone);
      instead.forEach(place -> places.put(place, model.at(gone)));
      return model.withLive(places);
    }
  }
}
