package io.driftguard.replan;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.Snapshot.Unsharded;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotDirectoryTest {

  @TempDir Path temp;

  @Test
  void readsNamespacesWithAndWithoutShards() throws Exception {
    Snapshot snapshot =
        read(
            "lookup/routes.sql=CREATE TABLE routes (id int)",
            "fleet/-80/vans.sql=CREATE TABLE vans (id int)",
            "fleet/80-/vans.sql=CREATE TABLE vans (id bigint)",
            "fleet/80-/cars.sql=CREATE TABLE cars (id int)",
            "fleet/vschema.json={\"sharded\": true}",
            "fleet/README.md=recorded on a Monday",
            "fleet/-80/.keep=");
    assertThat(snapshot.namespaces())
        .containsExactly(
            new Namespace("lookup"),
            new Unsharded(
                ImmutableSortedMap.of("routes.sql", "CREATE TABLE routes (id int)"),
                Optional.empty()),
            new Namespace("fleet"),
            new Sharded(
                ImmutableSortedMap.of(
                    new ShardName("-80"),
                    ImmutableSortedMap.of("vans.sql", "CREATE TABLE vans (id int)"),
                    new ShardName("80-"),
                    ImmutableSortedMap.of(
                        "cars.sql",
                        "CREATE TABLE cars (id int)",
                        "vans.sql",
                        "CREATE TABLE vans (id bigint)")),
                Optional.of("{\"sharded\": true}")));
  }

  @Test
  void readsADirectoryWithoutFilesAsOneWithoutTables() throws Exception {
    Snapshot snapshot = read("lookup/", "fleet/-/");
    assertThat(snapshot.namespaces())
        .containsExactly(
            new Namespace("lookup"),
            new Unsharded(ImmutableSortedMap.of(), Optional.empty()),
            new Namespace("fleet"),
            new Sharded(
                ImmutableSortedMap.of(new ShardName("-"), ImmutableSortedMap.of()),
                Optional.empty()));
  }

  @Test
  void holdsATextOfManyShardsOnce() throws Exception {
    Snapshot snapshot =
        read(
            "fleet/-80/vans.sql=CREATE TABLE vans (id int)",
            "fleet/80-/vans.sql=CREATE TABLE vans (id int)");
    assertThat(text(snapshot, "-80")).isSameInstanceAs(text(snapshot, "80-"));
  }

  private static String text(Snapshot snapshot, String shard) {
    Sharded fleet =
        (Sharded) Objects.requireNonNull(snapshot.namespaces().get(new Namespace("fleet")));
    return Objects.requireNonNull(
        Objects.requireNonNull(fleet.shards().get(new ShardName(shard))).get("vans.sql"));
  }

  private Snapshot read(String... rows) throws Exception {
    TestTree.layOut(temp, List.of(rows));
    return SnapshotDirectory.read(temp);
  }
}
