package io.driftguard.propertytests.contract;

import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.mysql.MySqlEngine;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Deployments;
import java.util.Set;
import net.jqwik.api.Arbitrary;

/** The adapter for MySQL keeps every clause on recorded deployments. */
final class MySqlSnapshotContractTest extends EngineAdapterContract {

  @Override
  protected EngineAdapter adapter() {
    return new MySqlEngine();
  }

  @Override
  protected Arbitrary<DeploymentModel> models() {
    return Deployments.unsharded();
  }

  @Override
  protected Set<Trait> lacks() {
    return Set.of(Trait.SHARDED_NAMESPACES, Trait.VSCHEMAS);
  }
}
