package io.driftguard.propertytests.convergence;

import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Example;
import net.jqwik.api.statistics.Statistics;

/**
 * Generated schemas, led to edited ones on a real server. A failure prints both schemas and the
 * statements: it can be tried again by hand, without the seed.
 */
final class ConvergenceProperties {

  /** Each of them goes as far as it has to for 2,000 pairs. */
  private static final int WALKERS = 2;

  private static final int PAIRS = 2_000;

  /**
   * The pairs are the same in each run, so that a server's own surprise does not fail the build of
   * somebody else. Other ones: {@code -Ddriftguard.test.seed=NUMBER}.
   */
  private static final long SEED = Long.getLong("driftguard.test.seed", 1);

  /** So many pairs start from a schema that was made by edits before a walk starts anew. */
  private static final int STEPS = 40;

  /** Of a generated schema: how many statements led to it; empty where the server refuses it. */
  private record Step(Optional<Integer> statements) {}

  @Example
  void theDifferenceLeadsToTheOtherSchema() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(WALKERS);
    try {
      List<Future<List<Step>>> walks = new ArrayList<>();
      for (int i = 0; i < WALKERS; i++) {
        Random random = new Random(SEED + i);
        walks.add(executor.submit(() -> walk(random)));
      }
      for (Future<List<Step>> walk : walks) {
        for (Step step : walk.get()) {
          Statistics.label("the server takes the schema").collect(step.statements().isPresent());
          step.statements()
              .ifPresent(count -> Statistics.label("statements").collect(Math.min(count, 3)));
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw (Error) e.getCause();
    } finally {
      executor.shutdownNow();
    }
    Statistics.label("statements")
        .coverage(
            coverage -> {
              coverage.check(0).percentage(percent -> percent > 1);
              coverage.check(1).percentage(percent -> percent > 20);
              coverage.check(2).percentage(percent -> percent > 3);
              coverage.check(3).percentage(percent -> percent > 0.2);
            });
    Statistics.label("the server takes the schema")
        .coverage(
            coverage -> {
              coverage.check(true).count(count -> count >= PAIRS);
              coverage.check(false).count(count -> count > 0);
            });
  }

  /** The schema that is made anew to compare with is the one that the next pair starts from. */
  private static List<Step> walk(Random random) throws Exception {
    List<Step> steps = new ArrayList<>();
    int pairs = 0;
    try (LiveSchema left = new LiveSchema(MySqlServer.shared().connect());
        LiveSchema right = new LiveSchema(MySqlServer.shared().connect())) {
      while (pairs < PAIRS / WALKERS) {
        LiveSchema here = left;
        LiveSchema there = right;
        SchemaDesign from = SchemaDesign.of(random);
        here.clear();
        if (made(here, from.statements()).isEmpty()) {
          continue;
        }
        for (int step = 0; step < STEPS; step++) {
          SchemaDesign to = from.edited(edits(random));
          there.clear();
          Optional<Schema> target = made(there, to.statements());
          if (target.isEmpty()) {
            steps.add(new Step(Optional.empty()));
            continue;
          }
          int statements = new Journey(here, there.printed()).go(target.get()).size();
          steps.add(new Step(Optional.of(statements)));
          pairs++;
          from = to;
          LiveSchema other = here;
          here = there;
          there = other;
        }
      }
    }
    return steps;
  }

  private static int edits(Random random) {
    int which = random.nextInt(10);
    return which == 0 ? 0 : which < 6 ? 1 : 2 + random.nextInt(7);
  }

  /**
   * Makes a schema from nothing. Where the server refuses a table, the simulation has to.
   *
   * @return the schema as it is written; empty where the server refuses it
   */
  private static Optional<Schema> made(LiveSchema server, List<String> statements)
      throws SQLException, DdlRejectedException, SchemaException {
    DdlParser parser = new DdlParser(server.profile(), ParseLimits.DEFAULT);
    Schema simulated = Schema.empty(server.profile());
    for (String sql : statements) {
      OptionalInt error = server.run(sql);
      Optional<SimulationException> refusal = Optional.empty();
      try {
        simulated = Simulator.apply(simulated, parser.parse(sql));
      } catch (SimulationException e) {
        refusal = Optional.of(e);
      }
      Answers.requireSame(sql, error, refusal);
      if (error.isPresent()) {
        server.clear();
        return Optional.empty();
      }
    }
    Schema written = Schema.parse(String.join(";\n", statements), server.profile());
    Schema read = server.read();
    if (!read.equals(written) || !read.equals(simulated)) {
      throw new AssertionError(
          "the server prints " + read + "\nof " + written + "\nand simulated is " + simulated);
    }
    return Optional.of(written);
  }
}
