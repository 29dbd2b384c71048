package io.driftguard.propertytests.contract;

import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.propertytests.DeploymentModel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Running servers, in memory: they can be written to, and one of them never answers. */
final class MemoryServers implements LiveDeployments {

  static final String SCHEME = "memory://";
  private static final String SILENT = SCHEME + "silent";

  private final Map<String, Snapshot> servers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  @Override
  public LiveSource of(DeploymentModel model) {
    return running(model.snapshot());
  }

  private LiveSource running(Snapshot snapshot) {
    String location = SCHEME + next.incrementAndGet();
    servers.put(location, snapshot);
    return new LiveSource.Running(location);
  }

  @Override
  public Object state(LiveSource source) {
    return at(source).orElseThrow();
  }

  @Override
  public LiveSource unreadable(DeploymentModel model, Place place) {
    return running(RecordedDeployments.withUnreadableTable(model.snapshot(), place));
  }

  @Override
  public Optional<LiveSource> silent() {
    return Optional.of(new LiveSource.Running(SILENT));
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void release(LiveSource source) {
    servers.remove(locationOf(source));
  }

  static boolean isSilent(LiveSource source) {
    return locationOf(source).equals(SILENT);
  }

  /** What a server holds now. */
  Optional<Snapshot> at(LiveSource source) {
    return Optional.ofNullable(servers.get(locationOf(source)));
  }

  /** Writes to a server. */
  void write(LiveSource source, Snapshot snapshot) {
    servers.put(locationOf(source), snapshot);
  }

  static String locationOf(LiveSource source) {
    return source instanceof LiveSource.Running running ? running.location() : "";
  }
}
