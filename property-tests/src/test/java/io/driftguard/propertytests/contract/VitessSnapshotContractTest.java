package io.driftguard.propertytests.contract;

import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Deployments;
import io.driftguard.vitess.VitessEngine;
import net.jqwik.api.Arbitrary;

/** The adapter for Vitess keeps every clause on recorded deployments. */
final class VitessSnapshotContractTest extends EngineAdapterContract {

  @Override
  protected EngineAdapter adapter() {
    return new VitessEngine();
  }

  @Override
  protected Arbitrary<DeploymentModel> models() {
    return Deployments.sharded();
  }
}
