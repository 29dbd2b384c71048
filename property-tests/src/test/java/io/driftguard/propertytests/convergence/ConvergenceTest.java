package io.driftguard.propertytests.convergence;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.propertytests.convergence.SchemaGroups.Group;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaDiff;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Hand-written schemas, each led to its neighbours in its group on a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvergenceTest {

  private static final List<String> TABLES =
      List.of(
          "columns.txt",
          "types.txt",
          "defaults.txt",
          "generated-columns.txt",
          "keys.txt",
          "primary-keys.txt",
          "foreign-keys.txt",
          "checks.txt",
          "options.txt",
          "partitions.txt",
          "tables.txt");

  private LiveSchema live;

  @BeforeAll
  void connect() throws SQLException {
    live = new LiveSchema(MySqlServer.shared().connect());
  }

  @AfterAll
  void disconnect() throws SQLException {
    live.close();
  }

  @TestFactory
  List<DynamicTest> leadsEachSchemaToItsNeighbours() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Group group : groups()) {
      tests.add(DynamicTest.dynamicTest(group.name(), () -> check(group)));
    }
    return tests;
  }

  @Test
  void hasPairsEnough() {
    int pairs = 0;
    for (Group group : groups()) {
      int schemas = group.schemas().size();
      assertWithMessage(group.name()).that(schemas).isAtLeast(2);
      pairs += pairs(schemas);
    }
    assertThat(pairs).isAtLeast(300);
  }

  /** Each schema is led to the next one and to the one before, the first and the last as well. */
  private static int pairs(int schemas) {
    return schemas == 2 ? 2 : 2 * schemas;
  }

  private static List<Group> groups() {
    return TABLES.stream().flatMap(table -> SchemaGroups.read(table).stream()).toList();
  }

  private void check(Group group) throws Exception {
    List<Target> targets = new ArrayList<>();
    for (List<String> statements : group.schemas()) {
      targets.add(target(statements));
    }
    List<String> troubles = new ArrayList<>();
    int size = targets.size();
    // Forward a pair starts from a schema that is made anew, back from where the last one arrived.
    boolean arrived = false;
    for (int start = 0; start < pairs(size); start++) {
      boolean forward = start < size;
      int from = forward ? start : (2 * size - start) % size;
      int to = (forward ? from + 1 : from + size - 1) % size;
      try {
        arrived = check(group, from, !forward && arrived, to, targets.get(to));
      } catch (AssertionError | SchemaDiffException e) {
        arrived = false;
        troubles.add((from + 1) + " to " + (to + 1) + ": " + e.getMessage());
      }
    }
    if (!troubles.isEmpty()) {
      throw new AssertionError(String.join("\n\n", troubles));
    }
  }

  /**
   * Checks one pair.
   *
   * @param there whether the server has the one schema already
   * @return whether it has the other one now
   */
  private boolean check(Group group, int from, boolean there, int to, Target target)
      throws Exception {
    if (!there) {
      live.clear();
      live.load(group.schemas().get(from));
    }
    Optional<String> refusal = group.refusal(from, to);
    if (refusal.isPresent()) {
      Schema reached = live.read();
      SchemaDiffException thrown =
          assertThrows(SchemaDiffException.class, () -> SchemaDiff.diff(reached, target.schema()));
      assertThat(thrown.code().name()).isEqualTo(refusal.get());
      return false;
    }
    assertThat(new Journey(live, target.printed()).go(target.schema())).isNotEmpty();
    return true;
  }

  /**
   * A schema to arrive at.
   *
   * @param schema as it is written, or as it is printed where statements follow the CREATE ones
   * @param printed as the server prints it
   */
  private record Target(Schema schema, SortedMap<String, String> printed) {}

  private Target target(List<String> statements) throws SQLException, SchemaException {
    live.clear();
    live.load(statements);
    Schema read = live.read();
    if (statements.stream().anyMatch(statement -> !statement.startsWith("CREATE"))) {
      return new Target(read, live.printed());
    }
    Schema written = Schema.parse(String.join(";\n", statements), live.profile());
    assertThat(read.texts()).isEqualTo(written.texts());
    return new Target(written, live.printed());
  }
}
