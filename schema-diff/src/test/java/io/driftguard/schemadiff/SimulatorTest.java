package io.driftguard.schemadiff;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.schemadiff.Blocks.Line;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The effects are those that a MySQL 8.0.31 server had; the tables of cases say them. */
class SimulatorTest {

  private static final ImmutableList<String> TABLES =
      ImmutableList.of(
          "simulations/tables.txt",
          "simulations/generated-columns.txt",
          "simulations/foreign-keys.txt",
          "simulations/partitions.txt",
          "simulations/views.txt",
          "simulations/limits.txt",
          "simulations/definitions.txt");

  private static final ServerProfile PROFILE = ServerProfile.DEFAULT;

  /** A block of statements together with the schema that it starts from. */
  private record Row(String table, Schema given, List<Line> lines) {
    String name() {
      Line first = lines.get(0);
      return table + ":" + first.number() + " " + first.rest();
    }
  }

  @TestFactory
  List<DynamicTest> hasTheEffectThatTheServerHas() throws SchemaException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : rows()) {
      tests.add(DynamicTest.dynamicTest(row.name(), () -> run(row)));
    }
    return tests;
  }

  @Test
  void everyCodeIsInATableOfCases() throws SchemaException {
    Set<SimulationCode> missing = EnumSet.allOf(SimulationCode.class);
    for (Row row : rows()) {
      for (Line line : row.lines()) {
        if (line.word().equals("refused")) {
          missing.remove(code(line));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void refusesAClauseThatIsNotKnown() throws Exception {
    Schema schema = Schema.parse("CREATE TABLE t (a int)", PROFILE);
    Statement unknown =
        new AlterTable(TableName.of("t"), List.of(new AlterClause.Plain("SHUFFLE ROWS")));

    SimulationException refusal =
        assertThrows(SimulationException.class, () -> Simulator.apply(schema, unknown));

    assertThat(refusal.code()).isEqualTo(SimulationCode.EFFECT_UNKNOWN);
    assertThat(refusal).hasMessageThat().contains("SHUFFLE ROWS");
  }

  @Test
  void leavesTheSchemaAloneThatItIsAppliedTo() throws Exception {
    Schema schema = Schema.parse("CREATE TABLE t (a int)", PROFILE);
    String before = schema.toString();

    Schema after = Simulator.apply(schema, statement("ALTER TABLE t ADD b int"));

    assertThat(schema.toString()).isEqualTo(before);
    assertThat(after).isNotEqualTo(schema);
  }

  @Test
  void inlineReferencesAreAForeignKeyFromServer9On() throws Exception {
    String parent = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (a int);";
    Statement add = statement("ALTER TABLE c ADD b int REFERENCES p (id)");

    Schema old = Schema.parse(parent, PROFILE.withVersion(ServerVersion.parse("8.4.0")));
    Schema now = Schema.parse(parent, PROFILE.withVersion(ServerVersion.parse("9.0.0")));

    assertThat(Simulator.apply(old, add).table("c").orElseThrow().foreignKeys()).isEmpty();
    assertThat(Simulator.apply(now, add).table("c").orElseThrow().foreignKeys()).hasSize(1);
  }

  @Test
  void namesOfTablesCompareAsTheProfileSays() throws Exception {
    String script = "CREATE TABLE Orders (a int);";
    Statement alter = statement("ALTER TABLE ORDERS ADD b int");
    Schema exact = Schema.parse(script, PROFILE);

    SimulationException refusal =
        assertThrows(SimulationException.class, () -> Simulator.apply(exact, alter));
    Schema folded = Simulator.apply(Schema.parse(script, withLetters(2)), alter);

    assertThat(refusal.code()).isEqualTo(SimulationCode.UNKNOWN_TABLE);
    assertThat(folded.table("oRDERS").orElseThrow().columns()).hasSize(2);
  }

  static ServerProfile withLetters(int lowerCaseTableNames) {
    return new ServerProfile(
        PROFILE.version(),
        PROFILE.sqlMode(),
        lowerCaseTableNames,
        PROFILE.defaultCharset(),
        PROFILE.defaultCollation());
  }

  private static Statement statement(String sql) throws DdlRejectedException {
    return new DdlParser().parse(sql);
  }

  private static List<Row> rows() throws SchemaException {
    List<Row> rows = new ArrayList<>();
    for (String table : TABLES) {
      Schema given = Schema.empty(PROFILE);
      for (List<Line> block : Blocks.read(table)) {
        Line first = block.get(0);
        switch (first.word()) {
          case "given" -> given = Schema.parse(first.rest(), PROFILE);
          case "printed" -> given = Schema.parse(first.rest(), PROFILE).asPrinted();
          default -> rows.add(new Row(table, given, block));
        }
      }
    }
    return rows;
  }

  /** Runs a block: each statement with the lines that say its effect. */
  private static void run(Row row) throws Exception {
    Schema schema = row.given();
    int at = 0;
    while (at < row.lines().size()) {
      Line line = row.lines().get(at);
      assertThat(line.word()).isEqualTo("do");
      Statement statement = statement(line.rest());
      List<Line> effects = new ArrayList<>();
      for (at++; at < row.lines().size() && !row.lines().get(at).word().equals("do"); at++) {
        effects.add(row.lines().get(at));
      }
      if (!effects.isEmpty() && effects.get(0).word().equals("refused")) {
        refused(schema, statement, effects.get(0));
      } else {
        Schema after = Simulator.apply(schema, statement);
        assertWithMessage("line %s", line.number())
            .that(after.texts())
            .isEqualTo(expected(schema, effects));
        schema = after;
      }
    }
  }

  private static void refused(Schema schema, Statement statement, Line line) {
    SimulationException refusal =
        assertThrows(SimulationException.class, () -> Simulator.apply(schema, statement));
    assertWithMessage("line %s: %s", line.number(), refusal.getMessage())
        .that(refusal.code())
        .isEqualTo(code(line));
    String number = line.rest().substring(line.rest().indexOf(' ') + 1);
    if (!number.equals("-") && code(line) != SimulationCode.NOT_CANONICAL) {
      assertThat(refusal.code().errorNumbers()).contains(Integer.valueOf(number));
    }
  }

  private static SimulationCode code(Line line) {
    return SimulationCode.valueOf(line.rest().substring(0, line.rest().indexOf(' ')));
  }

  private static Map<String, String> expected(Schema before, List<Line> effects)
      throws SchemaException {
    Map<String, String> expected = new TreeMap<>(before.texts());
    for (Line effect : effects) {
      switch (effect.word()) {
        case "shows" ->
            expected.putAll(
                Schema.parsePrinted(new TreeMap<>(Map.of("shown", effect.rest())), PROFILE)
                    .texts());
        case "now" -> expected.putAll(Schema.parse(effect.rest(), PROFILE).texts());
        case "gone" -> expected.remove(effect.rest());
        default -> throw new AssertionError("expected an effect, but found " + effect);
      }
    }
    return expected;
  }
}
