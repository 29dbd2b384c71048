package io.driftguard.mysql;

import com.google.auto.service.AutoService;
import io.driftguard.api.EngineId;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.LiveSource.Recorded;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.replan.Replanner;
import io.driftguard.replan.SnapshotReader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine {@code mysql}: namespaces are the schemas of one MySQL server, and none has shards.
 */
@AutoService(EngineAdapter.class)
public final class MySqlEngine implements EngineAdapter {

  private final ServerProfile profile;
  private final Function<String, @Nullable String> environment = System::getenv;

  /** An adapter whose snapshots are of servers with MySQL's defaults. */
  public MySqlEngine() {
    this(ServerProfile.DEFAULT);
  }

  /**
   * An adapter whose snapshots are of servers that read texts as the profile says. A running server
   * says itself how it does.
   */
  public MySqlEngine(ServerProfile profile) {
    this.profile = profile;
  }

  @Override
  public EngineId id() {
    return new EngineId("mysql");
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public String description() {
    return "MySQL schemas without shards, from a snapshot or a running server";
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    return open(source, Progress.NONE);
  }

  @Override
  public Deployment open(LiveSource source, Progress progress) throws EngineException {
    if (source instanceof Running running) {
      return running(LiveSettings.of(running, environment), progress, new AtomicLong());
    }
    if (source instanceof Recorded recorded) {
      requireNoSettings(recorded);
      requireMySql(recorded.snapshot());
      return new MySqlDeployment(new SnapshotReader(recorded.snapshot()), new Replanner(profile));
    }
    throw new EngineException(
        Reason.SOURCE_NOT_SUPPORTED,
        "expected a snapshot or a running server, but found another kind of source");
  }

  /**
   * A running server.
   *
   * @param statements counts the statements that are sent to it
   */
  static LiveDeployment running(LiveSettings settings, Progress progress, AtomicLong statements)
      throws EngineException {
    return new LiveDeployment(
        new LiveServer(
            Connections.of(settings, statements),
            settings.leftovers(),
            settings.concurrency(),
            progress),
        settings.schema());
  }

  private static void requireNoSettings(Recorded recorded) throws EngineException {
    if (!recorded.settings().isEmpty()) {
      throw new EngineException(
          Reason.SOURCE_NOT_SUPPORTED,
          "expected no settings for a snapshot, but found "
              + String.join(
                  ", ", recorded.settings().keySet().stream().map(Quoted::text).toList()));
    }
  }

  private static void requireMySql(Snapshot snapshot) throws EngineException {
    for (var each : snapshot.namespaces().entrySet()) {
      String what = null;
      if (each.getValue() instanceof Sharded) {
        what = "shards";
      } else if (each.getValue().vschema().isPresent()) {
        what = "a VSchema";
      }
      if (what != null) {
        throw new EngineException(
            Reason.SOURCE_NOT_SUPPORTED,
            "expected a snapshot of MySQL schemas, but found "
                + what
                + " in namespace \""
                + each.getKey()
                + "\", which only Vitess has");
      }
    }
  }
}
