package io.driftguard.mysqltesting;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.mysqltesting.ServerInAnotherJvm.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left of a server when the JVM that started it is killed. */
final class HardDeathTest {

  @Test
  void nothingIsLeftWhenTheJvmIsKilled() throws Exception {
    Started started = Started.start();
    Path run = runDirectory(started);
    started.jvm().destroyForcibly();
    ended(started.server());
    ended(started.guardian());
    assertThat(Files.exists(run)).isFalse();
  }

  @Test
  void theNextRunClearsUpWhenTheGuardianIsKilledToo() throws Exception {
    Started started = Started.start();
    Path run = runDirectory(started);
    started.guardian().destroyForcibly();
    ended(started.guardian());
    started.jvm().destroyForcibly().waitFor();
    assertThat(started.server().isAlive()).isTrue();
    ServerProcess.clearUp(directoryOfRuns(run));
    ended(started.server());
    assertThat(Files.exists(run)).isFalse();
  }

  @Test
  void aRunThatGoesOnIsLeftAlone() throws Exception {
    Started started = Started.start();
    try {
      ServerProcess.clearUp(directoryOfRuns(runDirectory(started)));
      assertThat(started.server().isAlive()).isTrue();
      assertThat(Files.exists(runDirectory(started))).isTrue();
    } finally {
      started.jvm().destroyForcibly();
      ended(started.server());
    }
  }

  private static Path runDirectory(Started started) {
    return Stream.of(started.server().info().arguments().orElseThrow())
        .filter(argument -> argument.startsWith("--tmpdir="))
        .map(argument -> Path.of(argument.substring("--tmpdir=".length())))
        .findFirst()
        .orElseThrow();
  }

  private static Path directoryOfRuns(Path run) {
    return Objects.requireNonNull(run.getParent());
  }

  private static void ended(ProcessHandle process) throws Exception {
    process.onExit().get(1, TimeUnit.MINUTES);
  }
}
