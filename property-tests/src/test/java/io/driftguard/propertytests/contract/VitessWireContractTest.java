package io.driftguard.propertytests.contract;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Deployments;
import io.driftguard.vitess.VitessEngine;
import io.driftguard.vitesstesting.Fault;
import io.driftguard.vitesstesting.LoopbackVtctld;
import io.driftguard.vitesstesting.VitessCluster;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.lifecycle.AfterContainer;

/** The adapter for Vitess keeps every clause over the wire, against a vtctld on this machine. */
@PropertyDefaults(tries = 10, edgeCases = EdgeCasesMode.NONE, maxDiscardRatio = 1000)
final class VitessWireContractTest extends EngineAdapterContract {

  private static final Vtctlds SERVERS = new Vtctlds();

  @Override
  protected EngineAdapter adapter() {
    return new VitessEngine();
  }

  @Override
  protected Arbitrary<DeploymentModel> models() {
    return Deployments.sharded();
  }

  @Override
  protected LiveDeployments deployments() {
    return SERVERS;
  }

  @AfterContainer
  static void stop() {
    SERVERS.running.values().forEach(LoopbackVtctld::close);
  }

  /** One server for each deployment; it serves nothing but what reads. */
  private static final class Vtctlds implements LiveDeployments {

    /** A machine that is busy answers late; that is not what the clauses are about. */
    private static final SortedMap<String, String> HEALTHY =
        ImmutableSortedMap.of("plaintext", "true", "call-timeout", "60", "read-timeout", "120");

    private static final SortedMap<String, String> SILENT =
        ImmutableSortedMap.of("plaintext", "true", "call-timeout", "2", "read-timeout", "4");

    private final Map<String, LoopbackVtctld> running = new ConcurrentHashMap<>();

    @Override
    public LiveSource of(DeploymentModel model) {
      return serving(model.snapshot());
    }

    private LiveSource serving(Snapshot snapshot) {
      return started(LoopbackVtctld.start(VitessCluster.of(snapshot)), HEALTHY);
    }

    private LiveSource started(LoopbackVtctld server, SortedMap<String, String> settings) {
      running.put(server.location(), server);
      return new LiveSource.Running(server.location(), settings);
    }

    /** What the server was asked for, by kind: the service has no other calls that read. */
    @Override
    public Object state(LiveSource source) {
      return at(source).calls().stream()
          .map(call -> call.split(" ", 2)[0])
          .filter(call -> !call.matches("Get.*|FindAll.*"))
          .toList();
    }

    @Override
    public LiveSource unreadable(DeploymentModel model, Place place) {
      return serving(RecordedDeployments.withUnreadableTable(model.snapshot(), place));
    }

    @Override
    public Optional<LiveSource> silent() {
      LoopbackVtctld server = LoopbackVtctld.start(VitessCluster.of(new Snapshot(new TreeMap<>())));
      server.always("GetKeyspaces", Fault.silence());
      return Optional.of(started(server, SILENT));
    }

    @Override
    public void release(LiveSource source) {
      LoopbackVtctld server = at(source);
      running.remove(server.location());
      server.close();
    }

    private LoopbackVtctld at(LiveSource source) {
      String location = source instanceof LiveSource.Running there ? there.location() : "";
      return Optional.ofNullable(running.get(location)).orElseThrow();
    }
  }
}
