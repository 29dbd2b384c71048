package io.driftguard.propertytests;

import io.driftguard.mysql.MySqlEngine;
import io.driftguard.vitess.VitessEngine;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

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
}
