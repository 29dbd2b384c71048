package io.driftguard.propertytests;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.replan.DirectoryException;
import io.driftguard.replan.SchemaDirectory;
import io.driftguard.replan.SnapshotDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples, from end to end: the adapters and rules that are on the class path, no double. */
final class ExamplesTest {

  private static final ClassLoader LOADER = ExamplesTest.class.getClassLoader();

  private final Path examples = Reactor.here().root().resolve("examples");

  /**
   * One check of the examples.
   *
   * @param dispatch the engine's directory and the dispatch's file
   * @param live the snapshot's directory
   * @param exitStatus what the command ends with
   * @param codes why, in the order in which people are told
   */
  record Case(String dispatch, String live, int exitStatus, List<String> codes) {}

  private static final List<Case> CASES =
      List.of(
          new Case("vitess/shard_-40", "live", 0, List.of()),
          new Case("vitess/shard_40-80", "live", 0, List.of()),
          new Case("vitess/shard_80-c0", "live", 1, List.of("STATEMENT_DIFFERS")),
          new Case("vitess/shard_c0-", "live", 0, List.of()),
          new Case("vitess/whole-deployment", "live", 0, List.of()),
          new Case("vitess/two-statements", "live", 2, List.of("DDL_SECOND_STATEMENT")),
          new Case("mysql/add-reminder", "live", 0, List.of()),
          new Case("mysql/add-reminder", "live-drifted", 1, List.of("STATEMENT_DIFFERS")));

  static List<Case> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theVerdictIsTheOneThatTheReadersAreTold(Case example)
      throws IOException, DirectoryException {
    Path engine = examples.resolve(example.dispatch()).resolveSibling("");
    Verdict verdict =
        check(
            Files.readAllBytes(fileOf(example)),
            SchemaDirectory.read(engine.resolve("schema")),
            SnapshotDirectory.read(engine.resolve(example.live())));
    List<String> codes =
        verdict.match(
            permitted -> List.of(),
            refused -> refused.refusals().stream().map(Refusal::code).toList());
    assertWithMessage(Laws.explained(verdict)).that(codes).isEqualTo(example.codes());
    assertThat(verdict.exitCode()).isEqualTo(example.exitStatus());
  }

  @Test
  void everyDispatchOfTheExamplesIsAmongTheCases() throws IOException {
    try (Stream<Path> files = Files.walk(examples)) {
      List<Path> dispatches =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .filter(file -> file.toString().contains("/dispatches/"))
              .toList();
      assertThat(CASES.stream().map(this::fileOf).distinct().toList())
          .containsExactlyElementsIn(dispatches);
    }
  }

  private Path fileOf(Case example) {
    Path path = examples.resolve(example.dispatch());
    return path.resolveSibling("dispatches").resolve(path.getFileName() + ".json");
  }

  private static Verdict check(byte[] dispatch, DesiredSchema desired, Snapshot live) {
    DriftGuard guard =
        new DriftGuard(
            EngineRegistry.load(LOADER),
            RuleCatalogs.load(LOADER),
            Checks.CLOCK,
            GuardOptions.DEFAULT);
    return guard.check(
        CheckRequest.ofJson(dispatch, Optional.of(desired), new LiveSource.Recorded(live)));
  }
}
