package io.driftguard.benchmarks;

import io.driftguard.grammar.ServerProfile;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiff;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The difference of two schemas that were read already; each statement of it is simulated. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DiffBenchmark {

  /** Tables of twenty columns, of which one in ten is to have a column more. */
  @Param({"10", "200", "1000"})
  int tables = 10;

  private Schema live = Schema.empty(ServerProfile.DEFAULT);
  private Schema desired = live;

  /** Reads both schemas. */
  @Setup
  public void read() throws SchemaException {
    live = Schema.parseAll(new TreeMap<>(SampleTables.live(tables)), ServerProfile.DEFAULT);
    desired = Schema.parseAll(new TreeMap<>(SampleTables.desired(tables)), ServerProfile.DEFAULT);
  }

  /** Finds what leads from the live schema to the desired one. */
  @Benchmark
  public List<SchemaChange> diff() throws SchemaDiffException {
    return SchemaDiff.diff(live, desired);
  }
}
