package io.driftguard.replan;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.grammar.ServerProfile;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Views in schema directories, and those that are live. */
final class ViewReplanTest {

  private static final String CARS =
      "CREATE TABLE cars (id int NOT NULL, plate varchar(12) DEFAULT NULL)";
  private static final String PRINTED =
      "CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW `all_cars` AS select"
          + " `cars`.`id` AS `id`,`cars`.`plate` AS `plate` from `cars`";

  private final Replanner replanner = Replanner.ofPrinted(ServerProfile.DEFAULT);

  @Test
  void aViewIsTheSameInTheWordsOfTheServer() throws Exception {
    Replan replan = fleet("CREATE VIEW all_cars AS SELECT * FROM cars", PRINTED);
    assertThat(statements(replan)).isEmpty();
    assertThat(live(replan).keySet()).containsExactly("all_cars", "cars");
    assertThat(leftOut(replan))
        .containsExactly(
            "all_cars.DEFINER",
            "the account that created the view, because the desired view names no definer");
  }

  @Test
  void aDefinerCountsWhereOneIsDesired() throws Exception {
    assertThat(
            statements(
                fleet("CREATE DEFINER=root@'%' VIEW all_cars AS SELECT * FROM cars", PRINTED)))
        .isEmpty();
    assertThat(statements(fleet("CREATE DEFINER=app VIEW all_cars AS SELECT * FROM cars", PRINTED)))
        .containsExactly(
            "CREATE OR REPLACE DEFINER=`app`@`%` VIEW `all_cars` AS select * from `cars`");
  }

  @Test
  void aViewThatDiffersIsReplaced() throws Exception {
    for (String other :
        List.of(
            "CREATE VIEW all_cars AS SELECT plate, id FROM cars",
            "CREATE VIEW all_cars AS SELECT id AS number, plate FROM cars",
            "CREATE VIEW all_cars AS SELECT * FROM cars WHERE id > 0",
            "CREATE VIEW all_cars AS SELECT DISTINCT * FROM cars",
            "CREATE SQL SECURITY INVOKER VIEW all_cars AS SELECT * FROM cars",
            "CREATE ALGORITHM=TEMPTABLE VIEW all_cars AS SELECT * FROM cars",
            "CREATE VIEW all_cars AS SELECT * FROM cars WITH CHECK OPTION",
            "CREATE VIEW all_cars (id, plate) AS SELECT * FROM cars")) {
      assertThat(statements(fleet(other, PRINTED))).hasSize(1);
    }
  }

  @Test
  void aViewOfEveryColumnFollowsItsTable() throws Exception {
    Replan replan =
        replanner.replan(
            Rows.desired(
                "fleet/cars.sql=CREATE TABLE cars (id int NOT NULL, plate varchar(12), seats int)",
                "fleet/view.sql=CREATE VIEW all_cars AS SELECT * FROM cars"),
            Rows.live("fleet/cars.sql=" + CARS, "fleet/view.sql=" + PRINTED));
    assertThat(statements(replan))
        .containsExactly(
            "ALTER TABLE `cars` ADD COLUMN `seats` int DEFAULT NULL",
            "CREATE OR REPLACE VIEW `all_cars` AS select * from `cars`")
        .inOrder();
  }

  @Test
  void viewsAreCreatedAfterWhatTheyReadAndDroppedWhereOtherViewsAreDesired() throws Exception {
    Replan replan =
        replanner.replan(
            Rows.desired(
                "fleet/a.sql=CREATE VIEW a AS SELECT id FROM b",
                "fleet/b.sql=CREATE VIEW b AS SELECT id FROM cars",
                "fleet/cars.sql=" + CARS),
            Rows.live("fleet/cars.sql=" + CARS, "fleet/view.sql=" + PRINTED));
    assertThat(statements(replan))
        .containsExactly(
            "DROP VIEW `all_cars`",
            "CREATE VIEW `b` AS select `id` from `cars`",
            "CREATE VIEW `a` AS select `id` from `b`")
        .inOrder();
  }

  @Test
  void viewsAreLeftOutWhereNoneIsDesired() throws Exception {
    Replan replan =
        replanner.replan(
            Rows.desired("fleet/cars.sql=" + CARS),
            Rows.live("fleet/cars.sql=" + CARS, "fleet/view.sql=" + PRINTED));
    assertThat(statements(replan)).isEmpty();
    assertThat(live(replan).keySet()).containsExactly("cars");
    assertThat(leftOut(replan).keySet()).containsExactly("all_cars");
  }

  @Test
  void aTableIsNotPlannedOverAViewThatIsNotManaged() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                replanner.replan(
                    Rows.desired("fleet/a.sql=CREATE TABLE all_cars (id int)"),
                    Rows.live("fleet/cars.sql=" + CARS, "fleet/view.sql=" + PRINTED)));
    assertThat(e.reason()).isEqualTo(Reason.DIFFERENCE_INEXPRESSIBLE);
    assertThat(e).hasMessageThat().contains("found a view of that name");
  }

  @Test
  void refusesWhatItDoesNotKnowToBeTheSame() {
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> fleet("CREATE VIEW all_cars AS SELECT * FROM depots.cars", PRINTED));
    assertThat(e.reason()).isEqualTo(Reason.VIEW_NOT_COMPARABLE);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "\"fleet\": view `all_cars` is worded differently here, and it is not known what a"
                + " server makes of the wanted one: it reads the schema \"depots\"");
  }

  @Test
  void aViewInTheServersWordsIsTheSameWhateverItReads() throws Exception {
    String odd = "CREATE VIEW `odd` AS select `c`.`id` AS `id` from `depots`.`cars` `c`";
    assertThat(
            statements(
                replanner.replan(
                    Rows.desired("fleet/cars.sql=" + CARS, "fleet/odd.sql=" + odd),
                    Rows.live(
                        "fleet/cars.sql=" + CARS,
                        "fleet/odd.sql=" + odd.replace("VIEW", "DEFINER=`x`@`y` VIEW")))))
        .isEmpty();
  }

  @Test
  void viewsThatAReaderGivesApartAreReadWhereViewsAreDesired() throws Exception {
    String broken = "CREATE VIEW `{{Schema}}`.`broken` AS what no parser reads";
    Replanner own = replanner.printing("{{Schema}}");
    String printed =
        "CREATE DEFINER=`a`@`b` VIEW `{{Schema}}`.`all_cars` AS select `{{Schema}}`.`cars`.`id` AS"
            + " `id`,`{{Schema}}`.`cars`.`plate` AS `plate` from `{{Schema}}`.`cars`";
    Replan none = replan(own, new TreeMap<>(ImmutableSortedMap.of("broken", broken)));
    assertThat(statements(none)).isEmpty();
    assertThat(leftOut(none).keySet()).containsExactly("broken");

    String view = "fleet/view.sql=CREATE VIEW all_cars AS SELECT * FROM cars";
    assertThat(
            statements(
                replan(own, new TreeMap<>(ImmutableSortedMap.of("all_cars", printed)), view)))
        .isEmpty();
    EngineException e =
        assertThrows(
            EngineException.class,
            () -> replan(own, new TreeMap<>(ImmutableSortedMap.of("broken", broken)), view));
    assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
  }

  private static Replan replan(
      Replanner replanner, SortedMap<String, String> views, String... desired)
      throws EngineException {
    String[] files = new String[desired.length + 1];
    files[0] = "fleet/cars.sql=" + CARS;
    System.arraycopy(desired, 0, files, 1, desired.length);
    return replanner.replan(
        Rows.desired(files),
        new WholeDeployment(),
        new Topology(new TreeMap<>(ImmutableSortedMap.of(new Namespace("fleet"), new TreeSet<>()))),
        new Apart(views));
  }

  /** A reader of one place that gives views apart. */
  private record Apart(SortedMap<String, String> texts) implements LiveReader {

    @Override
    public Topology topology() {
      return new Topology(new TreeMap<>());
    }

    @Override
    public SortedMap<Place, SortedMap<String, String>> tables(SortedSet<Place> places) {
      return Rows.live("fleet/cars.sql=" + CARS);
    }

    @Override
    public SortedMap<Place, SortedMap<String, String>> views(SortedSet<Place> places) {
      return new TreeMap<>(ImmutableSortedMap.of(Rows.place("fleet"), texts));
    }

    @Override
    public SortedMap<Namespace, String> vschemas(SortedSet<Namespace> namespaces) {
      return new TreeMap<>();
    }

    @Override
    public void close() {}
  }

  private Replan fleet(String desired, String live) throws EngineException {
    return replanner.replan(
        Rows.desired("fleet/cars.sql=" + CARS, "fleet/view.sql=" + desired),
        Rows.live("fleet/cars.sql=" + CARS, "fleet/view.sql=" + live));
  }

  private static List<String> statements(Replan replan) {
    return replan.changes().stream()
        .map(change -> change.match(PlannedChange.TableChange::ddl, vschema -> "a VSchema"))
        .toList();
  }

  private static SortedMap<String, String> live(Replan replan) {
    return replan.live().tables().getOrDefault(Rows.place("fleet"), new TreeMap<>());
  }

  private static SortedMap<String, String> leftOut(Replan replan) {
    return replan.live().leftOut().getOrDefault(Rows.place("fleet"), new TreeMap<>());
  }
}
