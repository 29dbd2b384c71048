package io.driftguard.replan;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.Scope.NamespaceFinalizer;
import io.driftguard.api.Scope.SingleShard;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ScriptStatement;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiff;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReplannerTest {

  private static final String VANS = "CREATE TABLE vans (id int NOT NULL, PRIMARY KEY (id))";
  private static final String CARS = "CREATE TABLE cars (id int NOT NULL, PRIMARY KEY (id))";
  private static final String CARS_WITH_PLATE =
      "CREATE TABLE cars (id int NOT NULL, plate varchar(12), PRIMARY KEY (id))";

  private final Replanner replanner = new Replanner(ServerProfile.DEFAULT);

  @Test
  void plansByNamespaceThenShardThenStatement() throws Exception {
    Replan replan =
        replanner.replan(
            Rows.desired(
                "fleet/vans.sql=" + VANS,
                "fleet/cars.sql=" + CARS_WITH_PLATE,
                "depots/vans.sql=" + VANS),
            Rows.live(
                "fleet/80-/old.sql=CREATE TABLE old (id int)",
                "fleet/80-/cars.sql=" + CARS,
                "fleet/-80/vans.sql=" + VANS,
                "fleet/-80/cars.sql=" + CARS,
                "depots/"));
    assertThat(places(replan.changes()))
        .containsExactly(
            "depots vans CREATE",
            "fleet/-80 cars ALTER",
            "fleet/80- vans CREATE",
            "fleet/80- cars ALTER",
            "fleet/80- old DROP")
        .inOrder();
    for (PlannedChange change : replan.changes()) {
      String ddl = change.match(PlannedChange.TableChange::ddl, vschema -> "");
      assertThat(ddl).doesNotContain(";");
    }
  }

  @Test
  void plansNothingForTablesThatAreAsDesired() throws Exception {
    Replan replan =
        replanner.replan(
            Rows.desired("fleet/all.sql=" + VANS + ";\n" + CARS),
            Rows.live(
                "fleet/-80/vans.sql=-- recorded\nCREATE TABLE `vans` (\n  `id` int NOT NULL,\n  PRIMARY KEY (`id`)\n)",
                "fleet/-80/cars.sql=" + CARS,
                "fleet/80-/one.sql=" + CARS,
                "fleet/80-/two.sql=" + VANS));
    assertThat(replan.changes()).isEmpty();
    assertThat(replan.live().tables().keySet())
        .containsExactly(Rows.place("fleet/-80"), Rows.place("fleet/80-"));
  }

  @Test
  void leavesNamespacesAloneThatAreNotDesired() throws Exception {
    Replan replan =
        replanner.replan(
            Rows.desired("fleet/vans.sql=" + VANS),
            Rows.live("fleet/vans.sql=" + VANS, "payroll/x.sql=GRANT ALL ON *.* TO someone"));
    assertThat(replan.changes()).isEmpty();
    assertThat(replan.live().tables().keySet()).containsExactly(Rows.place("fleet"));
  }

  @Test
  void namesLiveTablesByTheirStatementsAndKeepsTheTextOfASingleOne() throws Exception {
    String noted = "-- as of Monday\n" + VANS + ";\n";
    Replan replan =
        replanner.replan(
            Rows.desired("fleet/"),
            Rows.live(
                "fleet/a.sql=" + noted,
                "fleet/b.sql=" + CARS + "; create table bikes (id int)",
                "fleet/c.sql=CREATE TABLE more_cars LIKE cars"));
    SortedMap<String, String> texts =
        Objects.requireNonNull(replan.live().tables().get(Rows.place("fleet")));
    assertThat(texts.keySet()).containsExactly("bikes", "cars", "more_cars", "vans").inOrder();
    assertThat(texts).containsEntry("vans", noted);
    assertThat(texts.get("cars")).startsWith("CREATE TABLE `cars`");
    assertThat(texts.get("bikes")).startsWith("CREATE TABLE `bikes`");
    assertThat(texts.get("more_cars")).startsWith("CREATE TABLE `more_cars`");
    assertThat(texts.get("more_cars")).contains("PRIMARY KEY");
  }

  @Test
  void leavesTheDatabasesOwnTablesAlone() throws Exception {
    Replanner own = new Replanner(ServerProfile.DEFAULT, table -> table.startsWith("sys_"));
    Replan replan =
        own.replan(
            Rows.desired("fleet/vans.sql=" + VANS),
            Rows.live(
                "fleet/vans.sql=" + VANS + "; CREATE TABLE sys_b (id int)",
                "fleet/sys_a.sql=CREATE TABLE sys_a (id int)"));
    assertThat(replan.changes()).isEmpty();
    SortedMap<String, String> texts =
        Objects.requireNonNull(replan.live().tables().get(Rows.place("fleet")));
    assertThat(texts.keySet()).containsExactly("vans");

    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                own.replan(
                    Rows.desired("fleet/a.sql=CREATE TABLE sys_a (id int)"), Rows.live("fleet/")));
    assertThat(e.reason()).isEqualTo(Reason.DESIRED_SCHEMA_UNREADABLE);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "desired schema of \"fleet\": a.sql: expected tables of the schema, but found the database's own \"sys_a\"");
  }

  @Test
  void refusesADeclaredDatabaseWhereDatabasesAreNotRead() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                replanner.replan(
                    Rows.desired("fleet/db.sql=CREATE DATABASE fleet", "fleet/vans.sql=" + VANS),
                    Rows.live("fleet/vans.sql=" + VANS)));
    assertThat(e.reason()).isEqualTo(Reason.DESIRED_SCHEMA_UNREADABLE);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "desired schema of \"fleet\": db.sql: expected no CREATE DATABASE, because what the"
                + " database is like is not read from such a source, but found one");
  }

  /** A live script, whether it is live or desired, and the message after the name of the script. */
  static Stream<Arguments> unreadableScripts() {
    return Stream.of(
        Arguments.of("INSERT INTO vans VALUES (1)", "line 1, column 1: "),
        Arguments.of(VANS + ";\n\n  DELETE FROM vans", "line 3, column 3: "),
        Arguments.of(VANS + ";\nSET foreign_key_checks = 0;", "line 2, column 1: "),
        Arguments.of("CREATE TABLE vans (id int NOT", "line 1, column "),
        Arguments.of("CREATE VIEW v AS SELECT FROM", "line 1, column "),
        Arguments.of(
            "DROP TABLE vans",
            "line 1, column 1: expected CREATE TABLE or CREATE VIEW, but found DROP TABLE `vans`"),
        Arguments.of(
            VANS + ";\n -- later\n ALTER TABLE vans ADD COLUMN x int",
            "line 3, column 2: expected CREATE TABLE or CREATE VIEW, but found ALTER TABLE `vans`"),
        Arguments.of(
            "CREATE TABLE vans (id int);\nALTER TABLE vans ADD COLUMN note int COMMENT 'a\u001b[0m'",
            "line 2, column 1: expected CREATE TABLE or CREATE VIEW, but found ALTER TABLE `vans`"),
        Arguments.of("", "expected CREATE TABLE or CREATE VIEW, but found no statement"),
        Arguments.of(
            "-- to be done\n", "expected CREATE TABLE or CREATE VIEW, but found no statement"),
        Arguments.of(VANS + "; " + VANS, "a table is created once, but found another `vans`"),
        Arguments.of(
            "CREATE TABLE depots.vans (id int)",
            "expected a table's name without a schema, but found `depots`.`vans`"));
  }

  @ParameterizedTest
  @MethodSource("unreadableScripts")
  void saysWhichLiveScriptIsNotUnderstood(String script, String message) {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                replanner.replan(
                    Rows.desired("fleet/"),
                    Rows.live("fleet/-80/a.sql=" + CARS, "fleet/-80/b.sql=" + script)));
    assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
    assertThat(e).hasMessageThat().startsWith("live schema of \"fleet/-80\": b.sql: " + message);
  }

  @ParameterizedTest
  @MethodSource("unreadableScripts")
  void saysWhichDesiredScriptIsNotUnderstood(String script, String message) {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                replanner.replan(
                    Rows.desired("fleet/a.sql=" + CARS, "fleet/b.sql=" + script),
                    Rows.live("fleet/")));
    assertThat(e.reason()).isEqualTo(Reason.DESIRED_SCHEMA_UNREADABLE);
    assertThat(e).hasMessageThat().startsWith("desired schema of \"fleet\": b.sql: " + message);
  }

  @Test
  void refusesOneTableInTwoScripts() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                replanner.replan(
                    Rows.desired("fleet/"),
                    Rows.live("fleet/a.sql=" + CARS, "fleet/b.sql=" + CARS_WITH_PLATE)));
    assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "live schema of \"fleet\": b.sql: a table is created once, but found another `cars`");
  }

  @Test
  void refusesADesiredNamespaceThatIsNotLive() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                replanner.replan(
                    Rows.desired("fleet/", "depots/", "Fleet/"), Rows.live("fleet/-/")));
    assertThat(e.reason()).isEqualTo(Reason.NAMESPACE_MISSING);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "expected every desired namespace in the deployment, but found no \"Fleet\", \"depots\"");
  }

  @Test
  void refusesADifferenceThatCannotBeExpressed() {
    Counting work =
        new Counting() {
          @Override
          public List<SchemaChange> diff(Schema live, Schema desired) throws SchemaDiffException {
            ServerProfile older = ServerProfile.DEFAULT.withVersion(ServerVersion.OLDEST);
            return SchemaDiff.diff(Schema.empty(older), desired);
          }
        };
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                new Replanner(work, table -> false)
                    .replan(Rows.desired("fleet/"), Rows.live("fleet/-80/")));
    assertThat(e.reason()).isEqualTo(Reason.DIFFERENCE_INEXPRESSIBLE);
    assertThat(e)
        .hasMessageThat()
        .startsWith("from the live to the desired schema of \"fleet/-80\": expected two schemas");
    assertThat(e).hasCauseThat().isInstanceOf(SchemaDiffException.class);
  }

  /** As many steps as there are tables, and one comparison: none for each pair of tables. */
  @Test
  void readsEachOfManyPrintedTablesOnceAndComparesOnce() throws Exception {
    List<String> live = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String table =
          "CREATE TABLE t"
              + i
              + " (id int NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";
      live.add("fleet/t" + i + "=" + table);
      wanted.add("fleet/t" + i + ".sql=" + table.replace("(id int", "(n int, id int"));
    }
    Counting work = new Counting();
    Replan replan =
        Replanner.ofPrinted(work)
            .replan(
                Rows.desired(wanted.toArray(String[]::new)),
                Rows.live(live.toArray(String[]::new)));
    assertThat(replan.changes()).hasSize(1000);
    assertThat(work.parsed).hasSize(2000);
    assertThat(work.schemas).isEqualTo(2);
    assertThat(work.diffs).isEqualTo(1);
  }

  @Test
  void doesEachDistinctStepOnce() throws Exception {
    List<String> rows = new ArrayList<>();
    for (int shard = 0; shard < 64; shard++) {
      String place = String.format("fleet/s%02d/", shard);
      rows.add(place + "vans.sql=" + VANS);
      // One shard has drifted.
      rows.add(place + "cars.sql=" + (shard == 17 ? CARS_WITH_PLATE : CARS));
    }
    rows.add("depots/vans.sql=" + VANS);
    Counting work = new Counting();
    Replanner counted = new Replanner(work, table -> false);
    DesiredSchema desired =
        Rows.desired("fleet/vans.sql=" + VANS, "fleet/cars.sql=" + CARS, "depots/");
    SortedMap<Place, SortedMap<String, String>> live = Rows.live(rows.toArray(String[]::new));
    for (int time = 0; time < 2; time++) {
      Replan replan = counted.replan(desired, live);
      assertThat(places(replan.changes()))
          .containsExactly("depots vans DROP", "fleet/s17 cars ALTER");
    }
    assertThat(work.parsed).containsExactly(VANS, CARS, CARS_WITH_PLATE);
    assertThat(work.schemas).isEqualTo(3 + 2);
    assertThat(work.diffs).isEqualTo(3);
  }

  @Test
  void answersSeveralThreadsAlike() throws Exception {
    DesiredSchema desired = Rows.desired("fleet/vans.sql=" + VANS, "fleet/cars.sql=" + CARS);
    SortedMap<Place, SortedMap<String, String>> live =
        Rows.live("fleet/-80/cars.sql=" + CARS_WITH_PLATE, "fleet/80-/vans.sql=" + VANS);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Replan>> answers =
          threads.invokeAll(Collections.nCopies(16, () -> replanner.replan(desired, live)));
      for (Future<Replan> answer : answers) {
        assertThat(answer.get()).isEqualTo(replanner.replan(desired, live));
        assertThat(answer.get().changes()).hasSize(3);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void remembersNoRefusal() {
    for (int time = 0; time < 2; time++) {
      EngineException e =
          assertThrows(
              EngineException.class,
              () -> replanner.replan(Rows.desired("fleet/"), Rows.live("fleet/a.sql=vans")));
      assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
    }
  }

  /** A scope, the places that are read for it, and the places of the changes. */
  static Stream<Arguments> scopes() {
    return Stream.of(
        Arguments.of(
            new WholeDeployment(), List.of("depots", "fleet/-80", "fleet/80-", "spare/80-")),
        Arguments.of(shard("fleet/-80"), List.of("fleet/-80")),
        Arguments.of(shard("fleet/80-"), List.of("fleet/80-")),
        Arguments.of(shard("80-"), List.of("fleet/80-", "spare/80-")),
        Arguments.of(shard("fleet/c0-"), List.of()),
        Arguments.of(shard("depots/80-"), List.of()),
        Arguments.of(new NamespaceFinalizer(new Namespace("fleet")), List.of()));
  }

  private static SingleShard shard(String text) {
    String[] parts = text.split("/", 2);
    return parts.length == 1
        ? new SingleShard(Optional.empty(), new ShardName(parts[0]))
        : new SingleShard(Optional.of(new Namespace(parts[0])), new ShardName(parts[1]));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void readsOnlyThePlacesThatTheScopeConcerns(Scope scope, List<String> places) throws Exception {
    Recording reader =
        new Recording(
            Rows.live("depots/", "fleet/-80/", "fleet/80-/", "spare/80-/", "payroll/80-/"));
    DesiredSchema desired =
        Rows.desired("depots/vans.sql=" + VANS, "fleet/vans.sql=" + VANS, "spare/cars.sql=" + CARS);
    Replan replan = replanner.replan(desired, scope, reader.topology(), reader);
    assertThat(reader.asked.stream().map(Place::toString).toList())
        .containsExactlyElementsIn(places)
        .inOrder();
    assertThat(replan.live().tables().keySet().stream().map(Place::toString).toList())
        .containsExactlyElementsIn(places)
        .inOrder();
    Replan whole = replanner.replan(desired, new WholeDeployment(), reader.topology(), reader);
    if (!(scope instanceof WholeDeployment)) {
      assertThat(replan.changes())
          .containsExactlyElementsIn(whole.changes().stream().filter(scope::covers).toList())
          .inOrder();
    }
  }

  @Test
  void refusesAReaderThatLeavesAPlaceOut() {
    Recording reader =
        new Recording(Rows.live("fleet/-80/", "fleet/80-/")) {
          @Override
          public SortedMap<Place, SortedMap<String, String>> tables(SortedSet<Place> places) {
            SortedMap<Place, SortedMap<String, String>> tables = super.tables(places);
            tables.remove(Rows.place("fleet/80-"));
            return tables;
          }
        };
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                replanner.replan(
                    Rows.desired("fleet/"), new WholeDeployment(), reader.topology(), reader));
    assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo("expected the tables of [fleet/-80, fleet/80-], but found those of [fleet/-80]");
  }

  @Test
  void namesTheNamespacesWhoseVSchemaAScopeConcerns() {
    DesiredSchema desired = Rows.desired("fleet/", "depots/");
    assertThat(Replanner.vschemasWithin(new WholeDeployment(), desired))
        .containsExactly(new Namespace("depots"), new Namespace("fleet"))
        .inOrder();
    assertThat(Replanner.vschemasWithin(new NamespaceFinalizer(new Namespace("fleet")), desired))
        .containsExactly(new Namespace("fleet"));
    assertThat(Replanner.vschemasWithin(new NamespaceFinalizer(new Namespace("payroll")), desired))
        .isEmpty();
    assertThat(Replanner.vschemasWithin(shard("-80"), desired)).isEmpty();
  }

  private static List<String> places(List<PlannedChange> changes) {
    return Rows.lines(changes).stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
  }

  /** The real steps, counted. */
  private static class Counting implements SchemaWork {
    final List<String> parsed = new ArrayList<>();
    int schemas;
    int diffs;
    private final SchemaWork real = SchemaWork.forServer(ServerProfile.DEFAULT);

    @Override
    public List<ScriptStatement> parse(String script) throws DdlRejectedException {
      parsed.add(script);
      return real.parse(script);
    }

    @Override
    public List<Ddl> parseWithDatabases(String script) throws DdlRejectedException {
      return real.parseWithDatabases(script);
    }

    @Override
    public String database(CreateDatabase create) throws DdlRejectedException {
      return real.database(create);
    }

    @Override
    public Schema schema(List<Statement> creates) throws SchemaException {
      schemas++;
      return real.schema(creates);
    }

    @Override
    public List<ScriptStatement> parsePrinted(String script) throws DdlRejectedException {
      parsed.add(script);
      return real.parsePrinted(script);
    }

    @Override
    public Schema printedSchema(List<Statement> creates) throws SchemaException {
      schemas++;
      return real.printedSchema(creates);
    }

    @Override
    public List<SchemaChange> diff(Schema live, Schema desired) throws SchemaDiffException {
      diffs++;
      return real.diff(live, desired);
    }

    @Override
    public SchemaException named(SchemaException refusal, SortedMap<String, String> scripts) {
      return real.named(refusal, scripts);
    }
  }

  /** A reader of places at hand that remembers what it was asked for. */
  private static class Recording implements LiveReader {
    final SortedMap<Place, SortedMap<String, String>> live;
    SortedSet<Place> asked = new TreeSet<>();

    Recording(SortedMap<Place, SortedMap<String, String>> live) {
      this.live = live;
    }

    @Override
    public Topology topology() {
      TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
      for (Place place : live.keySet()) {
        SortedSet<ShardName> shards =
            namespaces.computeIfAbsent(place.namespace(), namespace -> new TreeSet<>());
        place.shard().ifPresent(shards::add);
      }
      return new Topology(namespaces);
    }

    @Override
    public SortedMap<Place, SortedMap<String, String>> tables(SortedSet<Place> places) {
      asked = new TreeSet<>(places);
      TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>(live);
      tables.keySet().retainAll(places);
      return tables;
    }

    @Override
    public SortedMap<Namespace, String> vschemas(SortedSet<Namespace> namespaces) {
      return new TreeMap<>();
    }

    @Override
    public void close() {}
  }
}
