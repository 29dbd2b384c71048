package io.driftguard.vitess;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.api.engine.Progress;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.replan.Replanner;
import io.driftguard.vitesstesting.LoopbackVtctld;
import java.time.Duration;
import java.util.Optional;

/** Opens clusters that a vtctld on the loopback interface serves, without the usual pauses. */
final class LiveCluster {

  private static final VtctldLimits PATIENT =
      new VtctldLimits(
          Duration.ofMinutes(1), Duration.ofMinutes(2), 4, 64 << 20, Duration.ofMillis(1));

  private LiveCluster() {}

  static Deployment open(LoopbackVtctld vtctld) throws EngineException {
    return open(vtctld, PATIENT);
  }

  /** A deployment that waits only a moment for each answer. */
  static Deployment openImpatiently(LoopbackVtctld vtctld) throws EngineException {
    return open(
        vtctld,
        new VtctldLimits(
            Duration.ofSeconds(4), Duration.ofMinutes(2), 4, 64 << 20, Duration.ofMillis(1)));
  }

  static Deployment open(LoopbackVtctld vtctld, VtctldLimits limits) throws EngineException {
    return open(vtctld, limits, Progress.NONE);
  }

  static Deployment open(LoopbackVtctld vtctld, VtctldLimits limits, Progress progress)
      throws EngineException {
    return open(vtctld, limits, progress, replanner());
  }

  /** A deployment whose re-plans a replanner makes that the test has in hand. */
  static Deployment open(LoopbackVtctld vtctld, Replanner replanner) throws EngineException {
    return open(vtctld, PATIENT, Progress.NONE, replanner);
  }

  static Replanner replanner() {
    return VitessEngine.printed(ServerProfile.DEFAULT);
  }

  private static Deployment open(
      LoopbackVtctld vtctld, VtctldLimits limits, Progress progress, Replanner replanner)
      throws EngineException {
    VtctldReader reader = reader(vtctld, limits, progress);
    return new VitessDeployment(reader, reader, ServerProfile.DEFAULT, server -> replanner);
  }

  private static VtctldReader reader(LoopbackVtctld vtctld, VtctldLimits limits, Progress progress)
      throws EngineException {
    VtctldSettings settings =
        VtctldSettings.of(
            new Running(vtctld.location(), ImmutableSortedMap.of(VtctldSettings.PLAINTEXT, "true")),
            name -> null);
    return new VtctldReader(
        VtctldCalls.to(
            new VtctldSettings(
                settings.host(),
                settings.port(),
                settings.security(),
                settings.headers(),
                limits,
                Optional.empty())),
        progress,
        Optional.empty());
  }
}
