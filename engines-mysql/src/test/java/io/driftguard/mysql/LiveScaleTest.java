package io.driftguard.mysql;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.Replan;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Schemas of the size of large applications. */
final class LiveScaleTest {

  private final MySqlServer server = MySqlServer.shared();

  @Test
  void plansNothingForAnApplicationsSchemaThatHasNotChanged() throws Exception {
    List<String> tables = ApplicationSchema.tables(300);
    try (TestSchema schema = server.createSchema()) {
      schema.execute(tables.toArray(String[]::new));
      Replan replan = Live.replan(schema, tables.toArray(String[]::new));
      assertThat(Live.statements(replan)).isEmpty();
    }
  }

  /** What is sent grows by the same number of statements with every table. */
  @Test
  void asksTwiceForEachTableAndAFewTimesForTheRest() throws Exception {
    long few = statements(10, 0);
    assertThat(few - 2 * 10).isAtMost(40);
    assertThat(statements(1000, 3) - 2 * 1000).isEqualTo(few - 2 * 10);
  }

  /** Re-plans so many tables of which some have changed, and counts what was sent. */
  private long statements(int count, int changed) throws Exception {
    List<String> tables = new ArrayList<>();
    List<String> desired = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String table = "CREATE TABLE t" + i + " (id int NOT NULL, PRIMARY KEY (id))";
      tables.add(table);
      desired.add(i < changed ? table.replace("NOT NULL,", "NOT NULL, added int,") : table);
    }
    AtomicLong statements = new AtomicLong();
    try (TestSchema schema = server.createSchema()) {
      schema.execute(tables.toArray(String[]::new));
      LiveSettings settings =
          LiveSettings.of(
              new Running(Live.url(server, server.port()), new TreeMap<>(Live.account(server))),
              System::getenv);
      try (LiveDeployment deployment = MySqlEngine.running(settings, Progress.NONE, statements)) {
        Replan replan =
            deployment.replan(
                Live.desired(schema.name(), desired.toArray(String[]::new)), new WholeDeployment());
        assertThat(replan.changes()).hasSize(changed);
      }
    }
    return statements.get();
  }
}
