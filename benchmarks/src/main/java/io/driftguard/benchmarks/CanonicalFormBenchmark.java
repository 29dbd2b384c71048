package io.driftguard.benchmarks;

import io.driftguard.grammar.CanonicalStatement;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
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

/** From the text of a statement to its canonical form: what each statement of a check costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CanonicalFormBenchmark {

  /** Statements of the kinds whose cost differs. */
  public enum Kind {
    /** A table of five columns. */
    TABLE_OF_5,
    /** A table of fifty columns. */
    TABLE_OF_50,
    /** A table of five hundred columns. */
    TABLE_OF_500,
    /** A column added. */
    ALTER,
    /** A query of three tables with functions, a subquery and a window. */
    VIEW,
    /** A check against a thousand values. */
    LONG_CHECK
  }

  /** The statement. */
  @Param Kind kind = Kind.TABLE_OF_50;

  private final DdlParser parser = new DdlParser();
  private final Canonicalizer canonicalizer = new Canonicalizer(ServerProfile.DEFAULT);
  private String sql = "";

  /** Writes the statement. */
  @Setup
  public void write() {
    sql =
        switch (kind) {
          case TABLE_OF_5 -> SampleTables.table("t", 5);
          case TABLE_OF_50 -> SampleTables.table("t", 50);
          case TABLE_OF_500 -> SampleTables.table("t", 500);
          case ALTER -> SampleTables.change("t");
          case VIEW ->
              "CREATE VIEW v AS SELECT o.id, UPPER(c.name) AS name, COUNT(*) AS n,"
                  + " ROW_NUMBER() OVER (PARTITION BY c.id ORDER BY o.id DESC) AS r FROM orders o"
                  + " JOIN customers c ON c.id = o.customer_id LEFT JOIN items i ON i.order_id = o.id"
                  + " WHERE o.placed > '2024-01-01' AND o.state IN ('paid', 'sent') AND EXISTS"
                  + " (SELECT 1 FROM refunds r WHERE r.order_id = o.id) GROUP BY o.id, c.name, c.id";
          case LONG_CHECK ->
              IntStream.range(0, 1_000)
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining(", ", "CREATE TABLE t (a int, CHECK (a IN (", ")))"));
        };
  }

  /** Parses the statement and canonicalizes it. */
  @Benchmark
  public CanonicalStatement canonicalize() throws DdlRejectedException {
    return canonicalizer.canonicalize(parser.parse(sql));
  }
}
