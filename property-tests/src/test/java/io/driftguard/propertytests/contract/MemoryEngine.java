package io.driftguard.propertytests.contract;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.EngineId;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.api.engine.Topology;
import io.driftguard.vitess.VitessEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An adapter for {@link MemoryServers} that keeps every clause: it reads the server at each
 * question, and gives up on one that is silent.
 */
final class MemoryEngine implements EngineAdapter {

  private final VitessEngine reading = new VitessEngine();
  private final MemoryServers servers;
  private final Duration deadline;

  MemoryEngine(MemoryServers servers) {
    this(servers, Duration.ofMillis(20));
  }

  MemoryEngine(MemoryServers servers, Duration deadline) {
    this.servers = servers;
    this.deadline = deadline;
  }

  @Override
  public EngineId id() {
    return new EngineId("memory");
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public String description() {
    return "servers in memory";
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    if (!MemoryServers.locationOf(source).startsWith(MemoryServers.SCHEME)) {
      throw new EngineException(
          Reason.SOURCE_NOT_SUPPORTED, "expected a server in memory, but found another source");
    }
    return new MemoryDeployment(source);
  }

  /** Reads again only when somebody has written: that is what a fingerprint is for. */
  private final class MemoryDeployment implements Deployment {

    private final LiveSource source;
    private Optional<Snapshot> known = Optional.empty();
    private Optional<Deployment> read = Optional.empty();

    MemoryDeployment(LiveSource source) {
      this.source = source;
    }

    @Override
    public Topology topology() throws EngineException {
      return now().topology();
    }

    @Override
    public Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
      return now().replan(desired, scope);
    }

    @Override
    public void close() {}

    private Deployment now() throws EngineException {
      Snapshot there = snapshot(source);
      if (read.isEmpty() || known.filter(there::equals).isEmpty()) {
        known = Optional.of(there);
        read = Optional.of(reading.open(new LiveSource.Recorded(there)));
      }
      return read.get();
    }
  }

  private Snapshot snapshot(LiveSource source) throws EngineException {
    if (MemoryServers.isSilent(source)) {
      try {
        boolean unused = new CountDownLatch(1).await(deadline.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EngineException(Reason.UNREACHABLE, "interrupted while waiting", e);
      }
      throw new EngineException(Reason.UNREACHABLE, "no answer within " + deadline);
    }
    return servers
        .at(source)
        .orElseThrow(() -> new EngineException(Reason.UNREACHABLE, "nothing is there any more"));
  }
}
