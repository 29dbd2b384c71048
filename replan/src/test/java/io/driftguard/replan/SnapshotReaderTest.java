package io.driftguard.replan;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.Snapshot.Unsharded;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotReaderTest {

  private static final Namespace DEPOTS = new Namespace("depots");
  private static final Namespace FLEET = new Namespace("fleet");
  private static final SortedMap<String, String> CARS = ImmutableSortedMap.of("cars.sql", "cars");
  private static final SortedMap<String, String> VANS = ImmutableSortedMap.of("vans.sql", "vans");

  private final SnapshotReader reader =
      new SnapshotReader(
          new Snapshot(
              ImmutableSortedMap.of(
                  DEPOTS,
                  new Unsharded(CARS, Optional.of("{}")),
                  FLEET,
                  new Sharded(
                      ImmutableSortedMap.of(new ShardName("-80"), VANS, new ShardName("80-"), CARS),
                      Optional.empty()))));

  @Test
  void hasTheTopologyOfTheSnapshot() {
    assertThat(reader.topology().namespaces())
        .containsExactly(
            DEPOTS,
            ImmutableSortedSet.of(),
            FLEET,
            ImmutableSortedSet.of(new ShardName("-80"), new ShardName("80-")));
  }

  @Test
  void readsThePlacesThatAreAskedFor() throws Exception {
    assertThat(reader.tables(ImmutableSortedSet.of(Rows.place("depots"), Rows.place("fleet/-80"))))
        .containsExactly(Rows.place("depots"), CARS, Rows.place("fleet/-80"), VANS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fleet", "depots/-80", "fleet/c0-", "payroll"})
  void refusesAPlaceThatItDoesNotHave(String place) {
    EngineException e =
        assertThrows(
            EngineException.class, () -> reader.tables(ImmutableSortedSet.of(Rows.place(place))));
    assertThat(e.reason()).isEqualTo(Reason.LIVE_SCHEMA_UNREADABLE);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "expected the tables of \"" + place + "\", but found no such place in the snapshot");
  }

  @Test
  void hasTheVSchemasThatWereRecorded() {
    assertThat(reader.vschemas(ImmutableSortedSet.of(DEPOTS, FLEET))).containsExactly(DEPOTS, "{}");
    assertThat(reader.vschemas(ImmutableSortedSet.of(FLEET))).isEmpty();
  }
}
