package io.driftguard.propertytests.contract;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Deployments;
import io.driftguard.propertytests.TableSet;
import io.driftguard.propertytests.Topologies;
import io.driftguard.propertytests.VSchemaModel;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;

/** The contract as the vendor of a wrong adapter would extend it; not run by itself. */
@PropertyDefaults(
    tries = 20,
    edgeCases = EdgeCasesMode.NONE,
    shrinking = ShrinkingMode.OFF,
    maxDiscardRatio = 1000)
public final class ContractOfAWrongEngine extends EngineAdapterContract {

  /** The one that is wrong; empty means one that is right. The platform makes the instances. */
  static volatile Optional<WrongEngine> wrong = Optional.empty();

  private final MemoryServers servers = new MemoryServers();
  private final EngineAdapter adapter =
      wrong.map(which -> which.of(servers)).orElseGet(() -> new MemoryEngine(servers));

  @Override
  protected EngineAdapter adapter() {
    return adapter;
  }

  @Override
  protected List<EngineAdapter> registered() {
    return wrong.map(which -> which.registered(servers)).orElseGet(() -> List.of(adapter));
  }

  @Override
  protected LiveDeployments deployments() {
    return servers;
  }

  @Override
  protected Arbitrary<DeploymentModel> models() {
    return small();
  }

  /**
   * Deployments of few shards, some of whose namespaces are not managed, to meet all of it soon.
   */
  static Arbitrary<DeploymentModel> small() {
    Arbitrary<SortedSet<ShardName>> partitions =
        Arbitraries.of(List.of("-80", "80-"), List.of("-40", "40-c0", "c0-"))
            .map(
                names ->
                    names.stream()
                        .map(ShardName::new)
                        .collect(Collectors.toCollection(TreeSet::new)));
    return Combinators.combine(
            Deployments.of(Topologies.sharded(partitions), true),
            Arbitraries.of(true, false, false))
        .as((model, leaves) -> leaves ? withoutTheLast(model) : model)
        .withoutEdgeCases();
  }

  private static DeploymentModel withoutTheLast(DeploymentModel model) {
    if (model.desired().size() < 2) {
      return model;
    }
    TreeMap<Namespace, TableSet> desired = new TreeMap<>(model.desired());
    TreeMap<Namespace, VSchemaModel> vschemas = new TreeMap<>(model.desiredVSchemas());
    vschemas.remove(desired.lastKey());
    desired.remove(desired.lastKey());
    return new DeploymentModel(model.live(), model.liveVSchemas(), desired, vschemas);
  }
}
