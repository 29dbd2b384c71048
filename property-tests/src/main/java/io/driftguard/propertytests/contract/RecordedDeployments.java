package io.driftguard.propertytests.contract;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.LiveSource.Recorded;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.Snapshot.Unsharded;
import io.driftguard.propertytests.DeploymentModel;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Recorded deployments: nothing to set up, nothing that could be written to or keep one waiting.
 */
public final class RecordedDeployments implements LiveDeployments {

  private static final String NO_TABLE = "CREATE TABLE `unreadable` (`id` int NOT NULL,";

  @Override
  public LiveSource of(DeploymentModel model) {
    return new Recorded(model.snapshot());
  }

  @Override
  public Object state(LiveSource source) {
    return source;
  }

  @Override
  public LiveSource unreadable(DeploymentModel model, Place place) {
    return new Recorded(withUnreadableTable(model.snapshot(), place));
  }

  @Override
  public Optional<LiveSource> silent() {
    return Optional.empty();
  }

  /** The record with one more table in that place, whose definition breaks off. */
  public static Snapshot withUnreadableTable(Snapshot snapshot, Place place) {
    TreeMap<Namespace, NamespaceSnapshot> namespaces = new TreeMap<>(snapshot.namespaces());
    namespaces.computeIfPresent(
        place.namespace(), (namespace, recorded) -> withUnreadableTable(recorded, place));
    return new Snapshot(namespaces);
  }

  private static NamespaceSnapshot withUnreadableTable(NamespaceSnapshot recorded, Place place) {
    if (recorded instanceof Unsharded unsharded) {
      return new Unsharded(withNoTable(unsharded.tables()), unsharded.vschema());
    }
    if (recorded instanceof Sharded sharded) {
      TreeMap<ShardName, SortedMap<String, String>> shards = new TreeMap<>(sharded.shards());
      place
          .shard()
          .ifPresent(name -> shards.computeIfPresent(name, (n, tables) -> withNoTable(tables)));
      return new Sharded(shards, sharded.vschema());
    }
    throw new IllegalArgumentException("an unknown kind of namespace: " + recorded.getClass());
  }

  private static SortedMap<String, String> withNoTable(SortedMap<String, String> tables) {
    TreeMap<String, String> more = new TreeMap<>(tables);
    more.put("unreadable.sql", NO_TABLE);
    return more;
  }
}
