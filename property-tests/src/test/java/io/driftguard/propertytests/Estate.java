package io.driftguard.propertytests;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.guard.Verdict;
import java.util.List;

/**
 * A generated deployment behind a real adapter.
 *
 * @param adapter the adapter
 * @param model what it reads
 */
record Estate(EngineAdapter adapter, DeploymentModel model) {

  LiveSource source() {
    return new LiveSource.Recorded(model.snapshot());
  }

  Topology topology() {
    try (Deployment deployment = adapter.open(source())) {
      return deployment.topology();
    } catch (EngineException e) {
      throw new AssertionError("expected a topology of " + model, e);
    }
  }

  Replan replan(Scope scope) {
    try (Deployment deployment = adapter.open(source())) {
      return deployment.replan(model.desiredSchema(), scope);
    } catch (EngineException e) {
      throw new AssertionError("expected a re-plan for " + scope + " of " + model, e);
    }
  }

  Replan replan() {
    return replan(new Scope.WholeDeployment());
  }

  List<Dispatch> fanOut() {
    return Checks.fanOut(replan(), topology(), adapter.id(), model.desiredSchema());
  }

  Agreement agreement() {
    return new Agreement(topology(), replan().changes());
  }

  Verdict check(Dispatch dispatch) {
    return Checks.check(Checks.guard(adapter), dispatch, model.desiredSchema(), source());
  }

  Estate with(DeploymentModel other) {
    return new Estate(adapter, other);
  }
}
