package io.driftguard.vitesstesting;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.Snapshot.Unsharded;
import io.vitess.proto.Topodata;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import replicationdata.Replicationdata;
import vschema.Vschema;
import vtctldata.Vtctldata;

/**
 * A cluster as its topology server and its primaries know it. It can be changed while it is served,
 * by several threads.
 */
public final class VitessCluster {

  private static final String CELL = "zone1";

  private final Map<String, KeyspaceState> keyspaces = new TreeMap<>();
  private int lastTablet = 100;

  /** A cluster with the keyspaces of a record; one without shards has the shard {@code 0}. */
  public static VitessCluster of(Snapshot snapshot) {
    return of(snapshot, namespace -> "0");
  }

  /**
   * A cluster with the keyspaces of a record.
   *
   * @param onlyShard the name of the one shard of a keyspace without shards
   */
  public static VitessCluster of(Snapshot snapshot, Function<Namespace, String> onlyShard) {
    VitessCluster cluster = new VitessCluster();
    for (Map.Entry<Namespace, NamespaceSnapshot> each : snapshot.namespaces().entrySet()) {
      String keyspace = each.getKey().name();
      cluster.addKeyspace(keyspace);
      if (each.getValue() instanceof Unsharded unsharded) {
        cluster.addShard(keyspace, onlyShard.apply(each.getKey()), byTable(unsharded.tables()));
      } else if (each.getValue() instanceof Sharded sharded) {
        for (Map.Entry<ShardName, SortedMap<String, String>> shard : sharded.shards().entrySet()) {
          cluster.addShard(keyspace, shard.getKey().value(), byTable(shard.getValue()));
        }
      }
      each.getValue().vschema().ifPresent(document -> cluster.setVSchema(keyspace, document));
    }
    return cluster;
  }

  private static Map<String, String> byTable(SortedMap<String, String> files) {
    TreeMap<String, String> tables = new TreeMap<>();
    files.forEach((file, text) -> tables.put(file.replaceFirst("\\.sql$", ""), text));
    return tables;
  }

  /** Adds a keyspace without shards and with the empty VSchema. */
  public synchronized VitessCluster addKeyspace(String keyspace) {
    keyspaces.put(keyspace, new KeyspaceState());
    return this;
  }

  /** Takes a keyspace away. */
  public synchronized VitessCluster removeKeyspace(String keyspace) {
    keyspaces.remove(keyspace);
    return this;
  }

  /** Makes a keyspace one that was restored from a backup and serves nobody. */
  public synchronized VitessCluster makeSnapshot(String keyspace) {
    state(keyspace).type = Topodata.KeyspaceType.SNAPSHOT;
    return this;
  }

  /** Adds a serving shard with a primary. */
  public synchronized VitessCluster addShard(
      String keyspace, String shard, Map<String, String> tables) {
    ShardState state = new ShardState();
    state.primary = Optional.of(newTablet());
    state.tables = new TreeMap<>(tables);
    state.record.setIsPrimaryServing(true);
    keyRange(shard).ifPresent(state.record::setKeyRange);
    state(keyspace).shards.put(shard, state);
    return this;
  }

  /** Takes a shard away. */
  public synchronized VitessCluster removeShard(String keyspace, String shard) {
    state(keyspace).shards.remove(shard);
    return this;
  }

  /** Gives the primary of a shard other tables. */
  public synchronized VitessCluster setTables(
      String keyspace, String shard, Map<String, String> tables) {
    state(keyspace, shard).tables = new TreeMap<>(tables);
    return this;
  }

  /** Makes a shard serve, or not, as in a reshard. */
  public synchronized VitessCluster setServing(String keyspace, String shard, boolean serving) {
    state(keyspace, shard).record.setIsPrimaryServing(serving);
    return this;
  }

  /** Leaves a shard without a primary. */
  public synchronized VitessCluster removePrimary(String keyspace, String shard) {
    state(keyspace, shard).primary = Optional.empty();
    return this;
  }

  /** Makes another tablet the primary of a shard. */
  public synchronized VitessCluster reparent(String keyspace, String shard) {
    state(keyspace, shard).primary = Optional.of(newTablet());
    return this;
  }

  /** Changes the record that the topology has of a shard in any way. */
  public synchronized VitessCluster editShard(
      String keyspace, String shard, UnaryOperator<Topodata.Shard.Builder> edit) {
    ShardState state = state(keyspace, shard);
    state.record = edit.apply(state.record);
    return this;
  }

  /** Changes what the primary of a shard answers in any way. */
  public synchronized VitessCluster editSchema(
      String keyspace, String shard, UnaryOperator<Vtctldata.GetSchemaResponse.Builder> edit) {
    state(keyspace, shard).answer = edit;
    return this;
  }

  /** Gives a shard servers of another version, as the tablets say it. */
  public synchronized VitessCluster setVersion(String keyspace, String shard, String version) {
    state(keyspace, shard).version = version;
    return this;
  }

  /**
   * Gives the database of a shard other defaults.
   *
   * @param defaults as {@code SHOW CREATE DATABASE} prints them: {@code CHARACTER SET latin1}
   */
  public synchronized VitessCluster setDefaults(String keyspace, String shard, String defaults) {
    state(keyspace, shard).defaults = defaults;
    return this;
  }

  /** Changes a keyspace's VSchema in any way. */
  public synchronized VitessCluster editVSchema(
      String keyspace, UnaryOperator<Vschema.Keyspace.Builder> edit) {
    KeyspaceState state = state(keyspace);
    state.vschema =
        Optional.of(
            edit.apply(state.vschema.orElse(Vschema.Keyspace.getDefaultInstance()).toBuilder())
                .build());
    return this;
  }

  /**
   * Gives a keyspace a VSchema. As in Vitess, unknown fields are left out.
   *
   * @throws IllegalArgumentException when Vitess would not take the document
   */
  public synchronized VitessCluster setVSchema(String keyspace, String document) {
    Vschema.Keyspace.Builder builder = Vschema.Keyspace.newBuilder();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(document, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a VSchema: " + document, e);
    }
    state(keyspace).vschema = Optional.of(builder.build());
    return this;
  }

  /** Takes the VSchema of a keyspace away, so that not even the empty one is there. */
  public synchronized VitessCluster removeVSchema(String keyspace) {
    state(keyspace).vschema = Optional.empty();
    return this;
  }

  /** The shard that a tablet is the primary of, as {@code keyspace/shard}. */
  synchronized Optional<String> shardOf(Topodata.TabletAlias tablet) {
    for (Map.Entry<String, KeyspaceState> keyspace : keyspaces.entrySet()) {
      for (Map.Entry<String, ShardState> shard : keyspace.getValue().shards.entrySet()) {
        if (shard.getValue().primary.equals(Optional.of(tablet))) {
          return Optional.of(keyspace.getKey() + "/" + shard.getKey());
        }
      }
    }
    return Optional.empty();
  }

  synchronized Vtctldata.GetKeyspacesResponse keyspaces() {
    Vtctldata.GetKeyspacesResponse.Builder response = Vtctldata.GetKeyspacesResponse.newBuilder();
    keyspaces.forEach(
        (name, state) ->
            response.addKeyspaces(
                Vtctldata.Keyspace.newBuilder()
                    .setName(name)
                    .setKeyspace(Topodata.Keyspace.newBuilder().setKeyspaceType(state.type))));
    return response.build();
  }

  /** The shards of a keyspace; empty when there is no such keyspace. */
  synchronized Optional<Vtctldata.FindAllShardsInKeyspaceResponse> shards(String keyspace) {
    KeyspaceState state = keyspaces.get(keyspace);
    if (state == null) {
      return Optional.empty();
    }
    Vtctldata.FindAllShardsInKeyspaceResponse.Builder response =
        Vtctldata.FindAllShardsInKeyspaceResponse.newBuilder();
    state.shards.forEach(
        (name, shard) ->
            response.putShards(
                name,
                Vtctldata.Shard.newBuilder()
                    .setKeyspace(keyspace)
                    .setName(name)
                    .setShard(shard.topologyRecord())
                    .build()));
    return Optional.of(response.build());
  }

  /** What the primary that is asked has; empty when there is no such primary. */
  synchronized Optional<Vtctldata.GetSchemaResponse> schema(Topodata.TabletAlias tablet) {
    return primary(tablet).map(ShardState::schema);
  }

  /** What the primary that is asked says of its server; empty when there is no such primary. */
  synchronized Optional<Vtctldata.GetFullStatusResponse> status(Topodata.TabletAlias tablet) {
    return primary(tablet)
        .map(
            shard ->
                Vtctldata.GetFullStatusResponse.newBuilder()
                    .setStatus(
                        Replicationdata.FullStatus.newBuilder()
                            .setVersion(shard.version)
                            .setVersionComment("MySQL Community Server - GPL"))
                    .build());
  }

  private Optional<ShardState> primary(Topodata.TabletAlias tablet) {
    return keyspaces.values().stream()
        .flatMap(keyspace -> keyspace.shards.values().stream())
        .filter(shard -> shard.primary.equals(Optional.of(tablet)))
        .findFirst();
  }

  /** The VSchema of a keyspace; empty when there is none, or no such keyspace. */
  synchronized Optional<Vtctldata.GetVSchemaResponse> vschema(String keyspace) {
    return Optional.ofNullable(keyspaces.get(keyspace))
        .flatMap(state -> state.vschema)
        .map(vschema -> Vtctldata.GetVSchemaResponse.newBuilder().setVSchema(vschema).build());
  }

  private KeyspaceState state(String keyspace) {
    KeyspaceState state = keyspaces.get(keyspace);
    if (state == null) {
      throw new IllegalArgumentException("expected one of " + keyspaces.keySet());
    }
    return state;
  }

  private ShardState state(String keyspace, String shard) {
    ShardState state = state(keyspace).shards.get(shard);
    if (state == null) {
      throw new IllegalArgumentException("expected one of " + state(keyspace).shards.keySet());
    }
    return state;
  }

  private Topodata.TabletAlias newTablet() {
    lastTablet++;
    return Topodata.TabletAlias.newBuilder().setCell(CELL).setUid(lastTablet).build();
  }

  /** The key range that Vitess records for a shard; none for one that is everything. */
  private static Optional<Topodata.KeyRange> keyRange(String shard) {
    String[] bounds = shard.split("-", -1);
    if (bounds.length != 2 || shard.equals("-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Topodata.KeyRange.newBuilder()
              .setStart(ByteString.copyFrom(HexFormat.of().parseHex(bounds[0])))
              .setEnd(ByteString.copyFrom(HexFormat.of().parseHex(bounds[1])))
              .build());
    } catch (IllegalArgumentException notHexadecimal) {
      return Optional.empty();
    }
  }

  private static final class KeyspaceState {
    private final Map<String, ShardState> shards = new TreeMap<>();
    private Topodata.KeyspaceType type = Topodata.KeyspaceType.NORMAL;
    private Optional<Vschema.Keyspace> vschema = Optional.of(Vschema.Keyspace.getDefaultInstance());
  }

  private static final class ShardState {
    private Topodata.Shard.Builder record = Topodata.Shard.newBuilder();
    private Optional<Topodata.TabletAlias> primary = Optional.empty();
    private Map<String, String> tables = new TreeMap<>();
    private String version = "8.0.40";
    private String defaults = "CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci";
    private UnaryOperator<Vtctldata.GetSchemaResponse.Builder> answer = same -> same;

    Topodata.Shard topologyRecord() {
      Topodata.Shard.Builder copy = record.clone();
      primary.ifPresent(copy::setPrimaryAlias);
      return copy.build();
    }

    Vtctldata.GetSchemaResponse schema() {
      Vtctldata.GetSchemaResponse.Builder response = Vtctldata.GetSchemaResponse.newBuilder();
      response
          .getSchemaBuilder()
          .setDatabaseSchema(
              "CREATE DATABASE /*!32312 IF NOT EXISTS*/ {{.DatabaseName}} /*!40100 DEFAULT "
                  + defaults
                  + " */ /*!80016 DEFAULT ENCRYPTION='N' */");
      tables.forEach(
          (name, text) ->
              response
                  .getSchemaBuilder()
                  .addTableDefinitionsBuilder()
                  .setName(name)
                  .setSchema(text)
                  .setType("BASE TABLE"));
      return answer.apply(response).build();
    }
  }
}
