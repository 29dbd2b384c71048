package io.driftguard.schemadiff;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.driftguard.grammar.ServerProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Schemas of the size that large applications have. */
class LargeSchemaTest {

  private static final int TABLES = 400;

  /** Far above what is needed: a difference that compares every table with every other is not. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void createsAltersAndDropsHundredsOfTables() throws Exception {
    Schema empty = Schema.empty(ServerProfile.DEFAULT);
    Schema narrow = chain("int", 0);
    Schema wide = chain("bigint", 0);

    List<SchemaChange> created = assertTimeout(LIMIT, () -> SchemaDiff.diff(empty, narrow));
    List<SchemaChange> altered = assertTimeout(LIMIT, () -> SchemaDiff.diff(narrow, wide));
    List<SchemaChange> dropped = assertTimeout(LIMIT, () -> SchemaDiff.diff(wide, empty));

    assertThat(created).hasSize(TABLES);
    assertThat(altered).hasSize(2 * TABLES - 1);
    assertThat(dropped).hasSize(TABLES);
  }

  @Test
  void findsTheSameStatementsInWhateverOrderTheTablesStand() throws Exception {
    List<String> expected = statements(chain("int", 0), chain("bigint", 0));
    for (int seed = 1; seed <= 3; seed++) {
      assertThat(statements(chain("int", seed), chain("bigint", seed))).isEqualTo(expected);
    }
  }

  private static List<String> statements(Schema from, Schema to) throws SchemaDiffException {
    return SchemaDiff.diff(from, to).stream().map(SchemaChange::sql).toList();
  }

  /** Tables each of which references the one before it, in an order that the seed mixes. */
  private static Schema chain(String type, int seed) throws SchemaException {
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      String parent =
          i == 0
              ? ""
              : String.format(
                  ", KEY up (up), CONSTRAINT f%d FOREIGN KEY (up) REFERENCES t%d (id)", i, i - 1);
      tables.add(
          String.format(
              "CREATE TABLE t%d (id %s PRIMARY KEY, up %s, name varchar(20), KEY n (name)%s)",
              i, type, type, parent));
    }
    Collections.shuffle(tables, new Random(seed));
    return Schema.parse(String.join(";\n", tables), ServerProfile.DEFAULT);
  }
}
