package com.example.ring;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Deployments;
import io.driftguard.propertytests.TableModel.Spelling;
import io.driftguard.propertytests.contract.EngineAdapterContract;
import io.driftguard.propertytests.contract.Trait;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class RingEngineTest extends EngineAdapterContract {

  @Override
  protected EngineAdapter adapter() {
    return new RingEngine();
  }

  @Override
  protected Arbitrary<DeploymentModel> models() {
    return Deployments.sharded(rings());
  }

  @Override
  protected Set<Trait> lacks() {
    return Set.of(Trait.VSCHEMAS);
  }

  /** A ring keeps its files as SHOW CREATE TABLE prints them. */
  @Override
  protected DesiredSchema desired(DeploymentModel model) {
    return model.desiredSchema(Spelling.PRINTED);
  }

  private static Arbitrary<SortedSet<ShardName>> rings() {
    return Arbitraries.integers()
        .between(2, 4)
        .map(
            servers -> {
              SortedSet<ShardName> names = new TreeSet<>();
              for (int i = 0; i < servers; i++) {
                names.add(new ShardName("ring-" + i));
              }
              return names;
            });
  }
}
