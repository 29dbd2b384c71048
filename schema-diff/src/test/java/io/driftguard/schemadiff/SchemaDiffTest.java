package io.driftguard.schemadiff;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.schemadiff.Blocks.Line;
import io.driftguard.schemadiff.SchemaChange.Kind;
import io.driftguard.schemadiff.SchemaDiffException.Code;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A MySQL 8.0.31 server took the statements of the table of cases, and they led it there. */
class SchemaDiffTest {

  private static final ServerProfile PROFILE = ServerProfile.DEFAULT;

  private record Row(String name, Schema from, Schema to, List<Line> lines) {}

  @TestFactory
  List<DynamicTest> findsTheStatementsThatTheServerNeeds() throws SchemaException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : rows()) {
      tests.add(DynamicTest.dynamicTest(row.name(), () -> findsTheStatements(row)));
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> findsTheWayBack() throws SchemaException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : rows()) {
      if (!row.lines().get(0).word().equals("fails")) {
        tests.add(DynamicTest.dynamicTest(row.name(), () -> assertLeadsTo(row.to(), row.from())));
      }
    }
    return tests;
  }

  @Test
  void everyCodeIsInATableOfCasesOrInATest() throws SchemaException {
    Set<Code> missing = EnumSet.allOf(Code.class);
    for (Row row : rows()) {
      if (row.lines().get(0).word().equals("fails")) {
        missing.remove(Code.valueOf(row.lines().get(0).rest()));
      }
    }
    assertThat(missing)
        .containsExactly(Code.PROFILES_DIFFER, Code.TARGET_NOT_REACHED, Code.VIEW_NOT_COMPARABLE);
  }

  @Test
  void refusesSchemasOfTwoServers() throws SchemaException {
    Schema from = Schema.parse("CREATE TABLE t (a int)", PROFILE);
    Schema to =
        Schema.parse("CREATE TABLE t (a int)", PROFILE.withVersion(ServerVersion.parse("8.0.31")));

    SchemaDiffException refusal =
        assertThrows(SchemaDiffException.class, () -> SchemaDiff.diff(from, to));

    assertThat(refusal.code()).isEqualTo(Code.PROFILES_DIFFER);
    assertThat(refusal).hasMessageThat().contains("8.0.31");
  }

  @Test
  void refusesRatherThanMissTheLettersOfATable() throws SchemaException {
    ServerProfile profile = SimulatorTest.withLetters(2);
    Schema from = Schema.parse("CREATE TABLE Orders (a int)", profile);
    Schema to = Schema.parse("CREATE TABLE orders (a int)", profile);

    SchemaDiffException refusal =
        assertThrows(SchemaDiffException.class, () -> SchemaDiff.diff(from, to));

    assertThat(refusal.code()).isEqualTo(Code.TARGET_NOT_REACHED);
    assertThat(refusal).hasMessageThat().contains("`Orders`");
  }

  @Test
  void saysWhatEachStatementDoesToWhichTable() throws Exception {
    Schema from = Schema.parse("CREATE TABLE b (x int); CREATE TABLE d (x int);", PROFILE);
    Schema to = Schema.parse("CREATE TABLE a (x int); CREATE TABLE b (x bigint);", PROFILE);

    List<SchemaChange> changes = SchemaDiff.diff(from, to);

    assertThat(changes.stream().map(SchemaChange::kind).toList())
        .containsExactly(Kind.CREATE, Kind.ALTER, Kind.DROP)
        .inOrder();
    assertThat(changes.stream().map(SchemaChange::table).toList())
        .containsExactly("a", "b", "d")
        .inOrder();
  }

  private static void findsTheStatements(Row row) throws Exception {
    Line first = row.lines().get(0);
    if (first.word().equals("fails")) {
      SchemaDiffException refusal =
          assertThrows(SchemaDiffException.class, () -> SchemaDiff.diff(row.from(), row.to()));
      assertThat(refusal.code()).isEqualTo(Code.valueOf(first.rest()));
      return;
    }
    List<String> expected = new ArrayList<>();
    for (Line line : row.lines()) {
      expected.add(
          line.rest().startsWith("CREATE TABLE ")
              ? Schema.parse(line.rest(), PROFILE).toString()
              : line.rest());
    }
    expected.removeIf(String::isEmpty);
    assertThat(SchemaDiff.diff(row.from(), row.to()).stream().map(SchemaChange::sql).toList())
        .containsExactlyElementsIn(expected)
        .inOrder();
    assertLeadsTo(row.from(), row.to());
  }

  private static void assertLeadsTo(Schema from, Schema to) throws Exception {
    Schema reached = from;
    for (SchemaChange change : SchemaDiff.diff(from, to)) {
      reached = Simulator.apply(reached, change.statement());
    }
    assertThat(reached.texts()).isEqualTo(to.texts());
  }

  private static List<Row> rows() throws SchemaException {
    List<Row> rows = new ArrayList<>();
    for (List<Line> block : Blocks.read("differences.txt")) {
      List<Line> rest = new ArrayList<>(block.subList(3, block.size()));
      if (rest.isEmpty()) {
        rest.add(new Line(block.get(2).number(), "", ""));
      }
      rows.add(
          new Row(
              "differences.txt:" + block.get(0).number() + " " + block.get(0).rest(),
              schema(block.get(1), "from"),
              schema(block.get(2), "to"),
              rest));
    }
    return rows;
  }

  private static Schema schema(Line line, String word) throws SchemaException {
    assertThat(line.word()).isEqualTo(word);
    return line.rest().isEmpty() ? Schema.empty(PROFILE) : Schema.parse(line.rest(), PROFILE);
  }
}
