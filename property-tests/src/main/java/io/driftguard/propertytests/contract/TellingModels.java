package io.driftguard.propertytests.contract;

import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.propertytests.DeploymentModel;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/**
 * The vendor's models, the telling ones first: with few tries too, every clause meets what it is
 * about, and does so in every run.
 */
final class TellingModels implements RandomGenerator<DeploymentModel> {

  /** A kind of model that is met once in a hundred is missed by a run in five hundred million. */
  private static final int CANDIDATES = 2000;

  private final RandomGenerator<DeploymentModel> models;
  private final Set<Aspect> unmet = EnumSet.noneOf(Aspect.class);

  private TellingModels(RandomGenerator<DeploymentModel> models, Set<Trait> lacks) {
    this.models = models;
    for (Aspect aspect : Aspect.values()) {
      if (aspect.of.filter(lacks::contains).isEmpty()) {
        unmet.add(aspect);
      }
    }
  }

  /** The same models in another order; for one property, because it knows what was met. */
  static Arbitrary<DeploymentModel> of(Arbitrary<DeploymentModel> models, Set<Trait> lacks) {
    return Arbitraries.fromGenerator(new TellingModels(models.generator(1000), lacks));
  }

  @Override
  public Shrinkable<DeploymentModel> next(Random random) {
    Shrinkable<DeploymentModel> model = models.next(random);
    for (int i = 0; !unmet.isEmpty() && i < CANDIDATES; i++) {
      DeploymentModel candidate = model.value();
      if (unmet.removeIf(aspect -> aspect.isOf.test(candidate))) {
        return model;
      }
      model = models.next(random);
    }
    // What so many do not have is not looked for again; the clause says so that needs it.
    unmet.clear();
    return model;
  }

  /** What some clause is about. */
  private enum Aspect {
    DRIFTED_SHARD(
        Optional.of(Trait.SHARDED_NAMESPACES),
        model ->
            model.live().keySet().stream()
                .anyMatch(place -> place.shard().isPresent() && model.hasDrifted(place))),
    DRIFTED_NAMESPACE(
        Optional.of(Trait.UNSHARDED_NAMESPACES),
        model ->
            model.live().keySet().stream()
                .anyMatch(place -> place.shard().isEmpty() && model.hasDrifted(place))),
    DRIFTED_VSCHEMA(
        Optional.of(Trait.VSCHEMAS),
        model -> model.liveVSchemas().keySet().stream().anyMatch(model::vschemaHasDrifted)),
    PLACE_AS_DESIRED(
        Optional.empty(),
        model ->
            model.live().keySet().stream()
                .anyMatch(place -> isManaged(model, place) && !model.hasDrifted(place))),
    UNMANAGED_NAMESPACE(
        Optional.empty(),
        model -> model.live().keySet().stream().anyMatch(place -> !isManaged(model, place)));

    // Optionals of an enum and functions without state do not change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Optional<Trait> of;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<DeploymentModel> isOf;

    Aspect(Optional<Trait> of, Predicate<DeploymentModel> isOf) {
      this.of = of;
      this.isOf = isOf;
    }

    private static boolean isManaged(DeploymentModel model, Place place) {
      return model.desired().containsKey(place.namespace());
    }
  }
}
