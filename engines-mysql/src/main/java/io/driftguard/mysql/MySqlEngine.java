package io.driftguard.mysql;

import com.google.auto.service.AutoService;
import io.driftguard.api.EngineId;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.LiveSource.Recorded;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.replan.LiveReader;
import io.driftguard.replan.Replanner;
import io.driftguard.replan.SnapshotReader;

/**
 * The engine {@code mysql}: namespaces are the schemas of one MySQL server, and none has shards.
 */
@AutoService(EngineAdapter.class)
public final class MySqlEngine implements EngineAdapter {

  private final ServerProfile profile;

  /** An adapter for servers with MySQL's defaults. */
  public MySqlEngine() {
    this(ServerProfile.DEFAULT);
  }

  /** An adapter for servers that read texts as the profile says. */
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
    return "MySQL schemas without shards, from a snapshot";
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    return new MySqlDeployment(reader(source), new Replanner(profile));
  }

  private static LiveReader reader(LiveSource source) throws EngineException {
    if (source instanceof Recorded recorded) {
      requireMySql(recorded.snapshot());
      return new SnapshotReader(recorded.snapshot());
    }
    // Without the location: it may have been given with credentials.
    throw new EngineException(
        Reason.SOURCE_NOT_SUPPORTED,
        "expected a snapshot, which is what the engine mysql reads, but found a running server");
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
