package io.driftguard.benchmarks;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.benchmarks.CanonicalFormBenchmark.Kind;
import io.driftguard.benchmarks.CheckBenchmark.Live;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is what its name says, and not the quick refusal of something else. */
final class BenchmarksTest {

  @ParameterizedTest
  @EnumSource
  void eachStatementHasACanonicalForm(Kind kind) throws Exception {
    CanonicalFormBenchmark benchmark = new CanonicalFormBenchmark();
    benchmark.kind = kind;
    benchmark.write();

    assertThat(benchmark.canonicalize().text()).isNotEmpty();
  }

  @Test
  void theDifferenceIsOneStatementForEachTableThatChanges() throws Exception {
    DiffBenchmark benchmark = new DiffBenchmark();
    benchmark.tables = 40;
    benchmark.read();

    assertThat(benchmark.diff()).hasSize(40 / SampleTables.CHANGED);
  }

  @ParameterizedTest
  @EnumSource
  void aShardThatIsAsReviewedIsPermittedAndADriftedOneIsRefusedAsDrift(Live live) {
    CheckBenchmark benchmark = new CheckBenchmark();
    benchmark.live = live;
    benchmark.write();

    assertThat(benchmark.check().exitCode()).isEqualTo(live == Live.AS_REVIEWED ? 0 : 1);
  }
}
