package io.driftguard.propertytests.contract;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.propertytests.DeploymentModel;
import java.util.List;
import java.util.Set;

/**
 * What a clause is judged on: an adapter, and one deployment that it is to read.
 *
 * @param adapter the adapter
 * @param registered the adapters that {@link java.util.ServiceLoader} finds beside it
 * @param deployments where the deployment comes from
 * @param model what the deployment holds, and what is wanted there
 * @param desired what is wanted, as files
 * @param lacks what no deployment of the engine has
 */
public record Subject(
    EngineAdapter adapter,
    List<EngineAdapter> registered,
    LiveDeployments deployments,
    DeploymentModel model,
    DesiredSchema desired,
    Set<Trait> lacks) {

  public Subject {
    registered = List.copyOf(registered);
    lacks = Set.copyOf(lacks);
  }
}
