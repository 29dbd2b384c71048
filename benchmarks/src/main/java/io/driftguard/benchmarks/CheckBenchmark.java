package io.driftguard.benchmarks;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.guard.Verdict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole check of one shard's dispatch, from the adapter's reading to the permit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CheckBenchmark {

  private static final Namespace KEYSPACE = new Namespace("commerce");

  /** Shards of the one keyspace. */
  @Param({"4", "256"})
  int shards = 4;

  /** Tables of the keyspace, the same on every shard. */
  @Param({"10", "200"})
  int tables = 10;

  /** What the shard has become since the review. */
  @Param Live live = Live.AS_REVIEWED;

  private final DriftGuard guard =
      new DriftGuard(
          EngineRegistry.load(CheckBenchmark.class.getClassLoader()),
          RuleCatalogs.load(CheckBenchmark.class.getClassLoader()),
          Clock.systemUTC(),
          GuardOptions.DEFAULT);

  private Optional<CheckRequest> request = Optional.empty();

  /** The live side of a shard. */
  public enum Live {
    /** Exactly what the review presumed: a permit. */
    AS_REVIEWED,
    /** Somebody has added a key by hand to each table that changes: refusals, each explained. */
    DRIFTED
  }

  /**
   * Writes the deployment and the dispatch.
   *
   * @throws IllegalStateException when the verdict is not the one that is to be timed
   */
  @Setup
  public void write() {
    String vschema = vschema();
    SortedMap<ShardName, SortedMap<String, String>> recorded = new TreeMap<>();
    for (ShardName shard : shardNames()) {
      recorded.put(shard, liveTables());
    }
    Snapshot snapshot =
        new Snapshot(
            new TreeMap<>(Map.of(KEYSPACE, new Snapshot.Sharded(recorded, Optional.of(vschema)))));
    DesiredSchema desired =
        new DesiredSchema(
            new TreeMap<>(
                Map.of(
                    KEYSPACE,
                    new NamespaceFiles(
                        new TreeMap<>(SampleTables.desired(tables)), Optional.of(vschema)))));
    request =
        Optional.of(
            CheckRequest.of(
                dispatch(recorded.firstKey()),
                Optional.of(desired),
                new LiveSource.Recorded(snapshot)));
    Verdict verdict = check();
    if (verdict instanceof Verdict.Permitted != (live == Live.AS_REVIEWED)) {
      throw new IllegalStateException("not the verdict that is to be timed: " + verdict);
    }
  }

  /** Checks the dispatch. */
  @Benchmark
  public Verdict check() {
    return guard.check(request.orElseThrow());
  }

  private SortedMap<String, String> liveTables() {
    SortedMap<String, String> texts = new TreeMap<>(SampleTables.live(tables));
    if (live == Live.DRIFTED) {
      texts.replaceAll(
          (file, text) -> text.replace("  PRIMARY KEY", "  KEY `by_hand` (`c1`),\n  PRIMARY KEY"));
    }
    return texts;
  }

  private Dispatch dispatch(ShardName shard) {
    List<ReviewedChange> changes = new ArrayList<>();
    for (int i = 0; i < tables; i += SampleTables.CHANGED) {
      String table = SampleTables.name(i);
      changes.add(
          new ReviewedChange.Table(
              KEYSPACE, table, ClaimedOperation.ALTER, SampleTables.change(table)));
    }
    return new Dispatch(
        "plan-1",
        "commerce",
        new EngineId("vitess"),
        "production",
        "here",
        Optional.of(new TargetShard(Optional.of(KEYSPACE), shard)),
        changes,
        Optional.empty(),
        false);
  }

  private List<ShardName> shardNames() {
    List<ShardName> names = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      names.add(new ShardName(bound(i) + "-" + bound(i + 1)));
    }
    return names;
  }

  /** Where a shard begins: a byte in hexadecimal digits, and nothing at both ends. */
  private String bound(int shard) {
    return shard % shards == 0 ? "" : "%02x".formatted(shard * 256 / shards);
  }

  private String vschema() {
    String sharding = "{\"column_vindexes\": [{\"column\": \"id\", \"name\": \"hash\"}]}";
    String sharded =
        IntStream.range(0, tables)
            .mapToObj(i -> "\"" + SampleTables.name(i) + "\": " + sharding)
            .collect(Collectors.joining(", "));
    return "{\"sharded\": true, \"vindexes\": {\"hash\": {\"type\": \"hash\"}}, \"tables\": {"
        + sharded
        + "}}";
  }
}
