package io.driftguard.propertytests.contract;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.propertytests.DeploymentModel;
import java.util.IdentityHashMap;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;

/**
 * The contract as the vendor of an adapter would extend it that answers once what it may be asked
 * again: no clause but the one about the same answer meets that, and that one rests on an answer.
 * Not run by itself.
 */
@PropertyDefaults(tries = 2, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
public final class ContractOfAForgetfulEngine extends EngineAdapterContract {

  private final MemoryServers servers = new MemoryServers();
  private final EngineAdapter adapter = new Forgetful(new MemoryEngine(servers));

  @Override
  protected EngineAdapter adapter() {
    return adapter;
  }

  @Override
  protected List<EngineAdapter> registered() {
    return List.of(adapter);
  }

  @Override
  protected LiveDeployments deployments() {
    return servers;
  }

  @Override
  protected Arbitrary<DeploymentModel> models() {
    return ContractOfAWrongEngine.everythingAtOnce();
  }

  private static final class Forgetful extends Wrapped {

    private final IdentityHashMap<Deployment, Integer> asked = new IdentityHashMap<>();

    Forgetful(EngineAdapter honest) {
      super(honest);
    }

    @Override
    Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
        throws EngineException {
      if (scope instanceof Scope.NamespaceFinalizer) {
        synchronized (asked) {
          // Two namespaces are sharded.
          if (asked.merge(deployment, 1, Integer::sum) > 2) {
            throw new IllegalStateException("asked before");
          }
        }
      }
      return super.replan(source, deployment, desired, scope);
    }
  }
}
