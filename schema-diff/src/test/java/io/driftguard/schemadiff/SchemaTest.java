package io.driftguard.schemadiff;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.schemadiff.SchemaException.Code;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

  private static final ServerProfile PROFILE = ServerProfile.DEFAULT;

  /** A script, why it is no schema, and what the message names. */
  private record Refused(String script, Code code, String named) {}

  static List<Refused> refusals() {
    return List.of(
        new Refused("CREATE TABLE t (a int,)", Code.TEXT_REJECTED, "line 1, column 23"),
        new Refused("CREATE TABLE t (a int, KEY (b))", Code.TEXT_REJECTED, "`t`: "),
        new Refused(
            "CREATE TABLE t (a int); CREATE TABLE `t` (b int);", Code.DUPLICATE_TABLE, "`t`"),
        new Refused("ALTER TABLE t ADD b int", Code.NOT_CREATE_TABLE, "ALTER TABLE `t`"),
        new Refused("DROP TABLE t", Code.NOT_CREATE_TABLE, "DROP TABLE `t`"),
        new Refused("CREATE TABLE other.t (a int)", Code.QUALIFIED_NAME, "`other`.`t`"),
        new Refused("CREATE TABLE t LIKE u", Code.UNKNOWN_LIKE_TABLE, "`u`"),
        new Refused(
            "CREATE TABLE t LIKE u; CREATE TABLE u (a int);", Code.UNKNOWN_LIKE_TABLE, "`u`"),
        new Refused(
            "CREATE TABLE u (a int); CREATE TABLE t LIKE other.u;",
            Code.UNKNOWN_LIKE_TABLE,
            "`other`.`u`"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatIsNoSchema(Refused row) {
    SchemaException refusal =
        assertThrows(SchemaException.class, () -> Schema.parse(row.script(), PROFILE));

    assertThat(refusal.code()).isEqualTo(row.code());
    assertThat(refusal).hasMessageThat().contains(row.named());
    assertThat(refusal.rejection().isPresent()).isEqualTo(row.code() == Code.TEXT_REJECTED);
  }

  @Test
  void everyCodeIsInTheTableOfRefusals() {
    Set<Code> missing = EnumSet.allOf(Code.class);
    refusals().forEach(row -> missing.remove(row.code()));
    assertThat(missing).isEmpty();
  }

  @Test
  void saysWhichScriptIsRefused() {
    ImmutableSortedMap<String, String> scripts =
        ImmutableSortedMap.of("a.sql", "CREATE TABLE a (x int)", "b.sql", "CREATE TABLE a (y int)");

    SchemaException refusal =
        assertThrows(SchemaException.class, () -> Schema.parseAll(scripts, PROFILE));

    assertThat(refusal.code()).isEqualTo(Code.DUPLICATE_TABLE);
    assertThat(refusal).hasMessageThat().startsWith("b.sql: ");
  }

  @Test
  void scriptsMakeOneSchemaTogether() throws SchemaException {
    Schema schema =
        Schema.parseAll(
            ImmutableSortedMap.of(
                "1.sql", "CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (ID))",
                "2.sql", "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE q LIKE p;"),
            PROFILE);

    assertThat(schema.tables().keySet()).containsExactly("c", "p", "q").inOrder();
  }

  @Test
  void aForeignKeyNamesItsParentInTheLettersOfTheParent() throws SchemaException {
    Schema schema =
        Schema.parse(
            "CREATE TABLE c (a int, FOREIGN KEY (A) REFERENCES p (ID));"
                + " CREATE TABLE p (Id int PRIMARY KEY);",
            PROFILE);

    ForeignKeyDef key = schema.table("c").orElseThrow().foreignKeys().get(0);

    assertThat(key.columns()).containsExactly("a");
    assertThat(key.references().columns()).containsExactly("Id");
  }

  @Test
  void equalSchemasAreSpelledInManyWays() throws Exception {
    Schema written =
        Schema.parse("create table T (a INTEGER primary key) engine = innodb", PROFILE);
    Schema printed =
        Schema.parse(
            "CREATE TABLE `T` (\n  `a` int NOT NULL,\n  PRIMARY KEY (`a`)\n) ENGINE=InnoDB"
                + " AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;\n",
            PROFILE);
    Schema statements =
        Schema.of(new DdlParser().parseScript("CREATE TABLE T (a int, PRIMARY KEY (a))"), PROFILE);

    assertThat(written).isEqualTo(printed);
    assertThat(written.hashCode()).isEqualTo(printed.hashCode());
    assertThat(statements).isEqualTo(printed);
    assertThat(printed.asPrinted()).isEqualTo(printed);
    assertThat(Map.copyOf(written.texts())).isEqualTo(Map.copyOf(printed.texts()));
  }

  @Test
  void schemasOfTwoServersAreNotEqual() throws SchemaException {
    String script = "CREATE TABLE t (a int)";

    assertThat(Schema.parse(script, PROFILE))
        .isNotEqualTo(Schema.parse(script, SimulatorTest.withLetters(1)));
  }

  @Test
  void lettersOfTableNamesCountAsTheProfileSays() throws SchemaException {
    String script = "CREATE TABLE Orders (a int)";

    assertThat(Schema.parse(script, PROFILE).table("orders")).isEmpty();
    assertThat(Schema.parse(script, SimulatorTest.withLetters(1)).table("ORDERS")).isPresent();
    assertThat(Schema.parse(script, SimulatorTest.withLetters(2)).tables().keySet())
        .containsExactly("orders");
  }
}
