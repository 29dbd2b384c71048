package io.driftguard.propertytests;

import io.driftguard.api.Namespace;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.mysql.MySqlEngine;
import io.driftguard.vitess.VitessEngine;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Arbitrary deployments behind the adapters of this project. */
final class Estates {

  private static final VitessEngine VITESS = new VitessEngine();
  private static final MySqlEngine MYSQL = new MySqlEngine();

  private Estates() {}

  static Arbitrary<Estate> onVitess() {
    return Deployments.sharded().map(model -> new Estate(VITESS, model));
  }

  static Arbitrary<Estate> onMySql() {
    return Deployments.unsharded().map(model -> new Estate(MYSQL, model));
  }

  static Arbitrary<Estate> onEither() {
    return Arbitraries.oneOf(onVitess(), onMySql());
  }

  /** Of either kind; one in three and more is as desired everywhere. */
  static Arbitrary<Estate> settledOrNot() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, onEither()), Tuple.of(1, onEither().map(Estates::settled)));
  }

  private static Estate settled(Estate estate) {
    DeploymentModel model = estate.model();
    TreeMap<Place, TableSet> live = new TreeMap<>(model.live());
    live.replaceAll((place, tables) -> model.desired().getOrDefault(place.namespace(), tables));
    TreeMap<Namespace, VSchemaModel> vschemas = new TreeMap<>(model.liveVSchemas());
    vschemas.putAll(model.desiredVSchemas());
    return new Estate(
        estate.adapter(),
        new DeploymentModel(live, vschemas, model.desired(), model.desiredVSchemas()));
  }
}
