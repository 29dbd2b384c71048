package io.driftguard.vitess;

import com.google.auto.service.AutoService;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.EngineId;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.LiveSource.Recorded;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.replan.Replanner;
import io.driftguard.replan.SnapshotReader;
import io.driftguard.replan.SourceSettings;

/** The engine {@code vitess}: namespaces are keyspaces, with or without shards. */
@AutoService(EngineAdapter.class)
public final class VitessEngine implements EngineAdapter {

  private final ServerProfile profile;

  /** An adapter for keyspaces on servers with MySQL's defaults. */
  public VitessEngine() {
    this(ServerProfile.DEFAULT);
  }

  /** An adapter for keyspaces on servers that read texts as the profile says. */
  public VitessEngine(ServerProfile profile) {
    this.profile = profile;
  }

  @Override
  public EngineId id() {
    return new EngineId("vitess");
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public String description() {
    return "Vitess keyspaces, sharded or not, with their VSchemas, from a vtctld or a snapshot";
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    return open(source, Progress.NONE);
  }

  @Override
  public Deployment open(LiveSource source, Progress progress) throws EngineException {
    if (source instanceof Recorded recorded) {
      SourceSettings.requireKnown(
          recorded.settings().keySet(), ImmutableSet.of(VtctldSettings.TOLERATE));
      Replanner replanner = tolerant(new Replanner(profile, InternalTables::contain), recorded);
      return new VitessDeployment(
          new SnapshotReader(recorded.snapshot()),
          TabletServers.DECLARED,
          profile,
          declared -> replanner);
    }
    if (source instanceof Running running && VtctldSettings.isVtctld(running)) {
      VtctldSettings settings = VtctldSettings.of(running, System::getenv);
      boolean tolerant = VtctldSettings.toleratesConstraintSuffixes(running.settings());
      VtctldReader reader =
          new VtctldReader(VtctldCalls.to(settings), progress, settings.serverVersion());
      return new VitessDeployment(
          reader,
          reader,
          profile,
          server -> tolerant ? printed(server).toleratingConstraintSuffixes() : printed(server));
    }
    // Without the location: it may have been given with credentials.
    throw new EngineException(
        Reason.SOURCE_NOT_SUPPORTED,
        "expected a snapshot or vtctld://HOST:PORT, which is what the engine vitess reads, but found"
            + " another kind of location");
  }

  /** A replanner for what the tablets of a running cluster print. */
  static Replanner printed(ServerProfile profile) {
    return Replanner.ofPrinted(profile, InternalTables::contain)
        .printing(SchemaPlaceholder.NAME)
        .knowingDefaults();
  }

  private static Replanner tolerant(Replanner replanner, LiveSource source) throws EngineException {
    return VtctldSettings.toleratesConstraintSuffixes(source.settings())
        ? replanner.toleratingConstraintSuffixes()
        : replanner;
  }
}
