package io.driftguard.propertytests.convergence;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Generated statements, each given to a real server and to the simulation: both take it and come to
 * the same schema, or both refuse it.
 *
 * <p>The statements are the same in each run. They combine clauses as nobody would, and a server
 * has more errors than anybody has listed: one that is new should not fail the build of somebody
 * else.
 */
class StatementAgreementTest {

  private static final int SCHEMAS = 40;

  private static final int STATEMENTS = 20;

  private int taken;
  private int refused;
  private int forOneReason;

  @Test
  void theSimulationTakesWhatTheServerTakes() throws Exception {
    List<String> troubles = new ArrayList<>();
    try (LiveSchema live = new LiveSchema(MySqlServer.shared().connect())) {
      for (int seed = 0; seed < SCHEMAS; seed++) {
        live.clear();
        walk(live, new Random(seed)).ifPresent(troubles::add);
      }
    }
    if (!troubles.isEmpty()) {
      throw new AssertionError(String.join("\n\n", troubles));
    }
    assertThat(taken).isAtLeast(200);
    assertThat(refused).isAtLeast(200);
    // The rest are statements in which several things are wrong.
    assertThat(forOneReason).isAtLeast(refused * 9 / 10);
  }

  /** Changes one schema until the server and the simulation disagree. */
  private Optional<String> walk(LiveSchema live, Random random) throws Exception {
    DdlParser parser = new DdlParser(live.profile(), ParseLimits.DEFAULT);
    Schema schema = Schema.empty(live.profile());
    for (String sql : SchemaDesign.of(random).statements()) {
      if (live.run(sql).isPresent()) {
        return Optional.empty();
      }
      schema = Simulator.apply(schema, parser.parse(sql));
    }
    for (int i = 0; i < STATEMENTS && !schema.tables().isEmpty(); i++) {
      String sql = StatementDesign.of(random, schema);
      OptionalInt error = live.run(sql);
      Optional<SimulationException> refusal = Optional.empty();
      Schema after = schema;
      try {
        after = Simulator.apply(schema, parser.parse(sql));
      } catch (SimulationException e) {
        refusal = Optional.of(e);
      }
      try {
        boolean sameReason = Answers.requireSame(sql, error, refusal);
        assertWithMessage(sql).that(live.read().texts()).isEqualTo(after.texts());
        refused += error.isPresent() ? 1 : 0;
        taken += error.isPresent() ? 0 : 1;
        forOneReason += error.isPresent() && sameReason ? 1 : 0;
      } catch (AssertionError e) {
        return Optional.of(e.getMessage() + "\non " + schema);
      }
      schema = after;
    }
    return Optional.empty();
  }
}
