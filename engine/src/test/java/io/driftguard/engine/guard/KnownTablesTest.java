package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static io.driftguard.engine.testing.Sample.SHOP;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.ReplannedChanges;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.engine.rules.MultisetMatchRule;
import io.driftguard.engine.rules.ReviewedOrderRule;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the keys of statements on known tables to what the tables make of the statements. */
final class KnownTablesTest {

  private static final ServerProfile SERVER = ServerProfile.DEFAULT;
  private static final Place PLACE = new Place(SHOP, Optional.empty());

  /** Tables that differ in all that a key may depend on. */
  private static final ImmutableList<String> TABLES =
      ImmutableList.of(
          "CREATE TABLE t (a int, s varchar(9)) ENGINE=InnoDB",
          "CREATE TABLE t (a int, s varchar(9)) ENGINE=MEMORY",
          "CREATE TABLE t (a int, s varchar(9)) ENGINE=MyISAM DEFAULT CHARSET=latin1",
          "CREATE TABLE t (a int, s varchar(9)) DEFAULT CHARSET=latin1",
          "CREATE TABLE t (a int, s varchar(9)) COLLATE=utf8mb4_bin",
          "CREATE TABLE t (a int, s varchar(9)) DEFAULT CHARSET=binary");

  /** Clauses that say nearly the same. */
  private static final ImmutableList<String> CLAUSES =
      ImmutableList.of(
          "ADD KEY k (a)",
          "ADD KEY k (a) USING BTREE",
          "ADD KEY k (a) USING HASH",
          "ADD KEY k (a) VISIBLE",
          "ADD KEY k (a DESC)",
          "ADD COLUMN b varchar(9)",
          "ADD COLUMN b varchar(9) CHARACTER SET utf8mb4",
          "ADD COLUMN b varchar(9) CHARACTER SET latin1",
          "ADD COLUMN b varchar(9) COLLATE utf8mb4_bin",
          "ADD COLUMN b varchar(9) COLLATE utf8mb4_0900_ai_ci",
          "ADD COLUMN b varchar(9) CHARACTER SET binary",
          "ADD COLUMN b varbinary(9)",
          "ADD COLUMN b varchar(9) BINARY",
          "MODIFY COLUMN s varchar(9)",
          "MODIFY COLUMN s varchar(9) CHARACTER SET latin1",
          "MODIFY COLUMN s varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
          "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id)",
          "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id) ON DELETE RESTRICT",
          "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id) ON DELETE NO ACTION",
          "ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE");

  /** What may stand before or in the same statement. */
  private static final ImmutableList<String> CHANGES =
      ImmutableList.of(
          "", "ENGINE=MEMORY", "ENGINE=InnoDB", "DEFAULT CHARSET=latin1", "COLLATE=utf8mb4_bin");

  private record Case(
      String name, boolean same, List<String> live, List<String> reviewed, List<String> planned) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    String text =
        Resources.toString(
            Resources.getResource("io/driftguard/engine/known-tables.txt"), StandardCharsets.UTF_8);
    List<Case> cases = new ArrayList<>();
    List<String> sections = Splitter.on("\n== ").splitToList(text);
    for (String section : sections.subList(1, sections.size())) {
      List<String> lines = Splitter.on('\n').omitEmptyStrings().splitToList(section);
      List<String> head = Splitter.on(" -> ").splitToList(lines.get(0));
      assertThat(head.get(1)).isAnyOf("same", "other");
      cases.add(
          new Case(
              head.get(0),
              head.get(1).equals("same"),
              field("live ", lines),
              field("reviewed ", lines),
              field("planned ", lines)));
    }
    return cases;
  }

  private static List<String> field(String name, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comparesAStatementByTheTableThatItIsFor(Case each) throws Exception {
    assertThat(same(live(each.live()), each.reviewed(), each.planned())).isEqualTo(each.same());
    assertThat(same(live(each.live()), each.planned(), each.reviewed())).isEqualTo(each.same());
    assertThat(same(live(each.live()), each.reviewed(), each.reviewed())).isTrue();
  }

  /** A side, and the tables that it leaves. */
  private record Side(List<String> statements, List<KeyedChange> changes, Schema reached) {}

  @Test
  void saysOfNoTwoStatementsThatTheyAreOneWhenTheyLeaveDifferentTables() throws Exception {
    int same = 0;
    int other = 0;
    for (String table : TABLES) {
      LiveSchema live = live(List.of(table, "CREATE TABLE p (id int PRIMARY KEY) ENGINE=InnoDB"));
      ChangeKeys keys = new ChangeKeys(GuardOptions.DEFAULT);
      for (String change : CHANGES) {
        for (boolean before : new boolean[] {true, false}) {
          List<Side> sides = new ArrayList<>();
          for (String clause : CLAUSES) {
            List<String> statements = statements(change, before, clause);
            Optional<Schema> reached = reached(live, statements);
            if (reached.isPresent()) {
              sides.add(new Side(statements, side(keys, live, statements), reached.get()));
            }
          }
          for (Side one : sides) {
            for (Side two : sides) {
              if (one.statements().equals(two.statements())) {
                continue;
              }
              if (same(one.changes(), two.changes())) {
                same++;
                assertWithMessage("%s: %s and %s", table, one.statements(), two.statements())
                    .that(one.reached())
                    .isEqualTo(two.reached());
              } else {
                other++;
              }
            }
          }
        }
      }
    }
    assertThat(same).isGreaterThan(200);
    assertThat(other).isGreaterThan(2000);
  }

  @Test
  void knowsATableForTheHundredthStatementAsForTheFirst() throws Exception {
    List<String> spelled = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // No server takes a hundred keys in one table.
      String before = i == 0 ? "" : ", DROP KEY k" + (i - 1);
      String key = "ALTER TABLE t ADD COLUMN c" + i + " int, ADD KEY k" + i + " (c" + i + ")";
      spelled.add(key + " USING BTREE" + before);
      plain.add(key + before);
    }
    assertThat(same(live(List.of("CREATE TABLE t (a int)")), spelled, plain)).isTrue();
  }

  @Test
  void followsNoTableThroughMoreStatementsThanAnyPlanHas() throws Exception {
    List<String> spelled = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < KnownTables.MAX_STATEMENTS; i++) {
      spelled.add("ALTER TABLE t COMMENT='" + i + "'");
      plain.add("ALTER TABLE t COMMENT='" + i + "'");
    }
    LiveSchema live = live(List.of("CREATE TABLE t (a int)"));
    assertThat(same(live, spelled, plain)).isTrue();
    spelled.add("ALTER TABLE t ADD KEY k (a) USING BTREE");
    plain.add("ALTER TABLE t ADD KEY k (a)");
    assertThat(same(live, spelled, plain)).isFalse();
    assertThat(same(live, spelled, spelled)).isTrue();
  }

  private static List<String> statements(String change, boolean before, String clause) {
    if (change.isEmpty()) {
      return List.of("ALTER TABLE t " + clause);
    }
    return before
        ? List.of("ALTER TABLE t " + change, "ALTER TABLE t " + clause)
        : List.of("ALTER TABLE t " + change + ", " + clause);
  }

  private static LiveSchema live(List<String> creates) throws Exception {
    TreeMap<String, String> texts = new TreeMap<>();
    for (String create : creates) {
      Schema.parse(create, SERVER).tables().keySet().forEach(name -> texts.put(name, create));
    }
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    tables.put(PLACE, texts);
    return new LiveSchema(tables, new TreeMap<>());
  }

  private static Optional<Schema> reached(LiveSchema live, List<String> statements)
      throws Exception {
    Schema schema =
        Schema.parseAll(Optional.ofNullable(live.tables().get(PLACE)).orElseThrow(), SERVER);
    DdlParser parser = new DdlParser(SERVER, ParseLimits.DEFAULT);
    try {
      for (String statement : statements) {
        schema = Simulator.apply(schema, parser.parse(statement));
      }
    } catch (SimulationException e) {
      return Optional.empty();
    }
    return Optional.of(schema);
  }

  /** What the rules that compare say of both sides. */
  private static boolean same(LiveSchema live, List<String> reviewed, List<String> planned)
      throws Exception {
    ChangeKeys keys = new ChangeKeys(GuardOptions.DEFAULT);
    return same(side(keys, live, reviewed), side(keys, live, planned));
  }

  private static boolean same(List<KeyedChange> reviewed, List<KeyedChange> planned) {
    DispatchedChanges dispatched = new DispatchedChanges(reviewed);
    ReplannedChanges replanned = new ReplannedChanges(planned);
    return new MultisetMatchRule().evaluate(dispatched, replanned) instanceof RuleOutcome.Satisfied
        && new ReviewedOrderRule().evaluate(dispatched, replanned) instanceof RuleOutcome.Satisfied;
  }

  private static List<KeyedChange> side(ChangeKeys keys, LiveSchema live, List<String> statements)
      throws StatementRejectedException {
    ChangeKeys.Side side = keys.side(Optional.of(live));
    List<KeyedChange> changes = new ArrayList<>();
    for (String ddl : statements) {
      KeyedChange change =
          side.key(
              new ChangeKeys.Labelled(SHOP, Optional.empty(), "t", "ALTER", operation -> true, ddl),
              changes.size() + 1);
      changes.add(change);
    }
    return changes;
  }
}
