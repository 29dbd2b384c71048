package io.driftguard.vitess;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.Topology;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.replan.LiveReader;
import io.driftguard.vitess.ProtoJson.UnknownPartException;
import io.driftguard.vitess.VtctldCalls.CallFailedException;
import io.driftguard.vitess.VtctldCalls.StepsFailedException;
import io.grpc.Deadline;
import io.vitess.proto.Topodata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import tabletmanagerdata.Tabletmanagerdata.SchemaDefinition;
import tabletmanagerdata.Tabletmanagerdata.TableDefinition;
import vtctldata.Vtctldata;
import vtctlservice.VtctldGrpc.VtctldBlockingStub;

/**
 * Reads a running cluster through its vtctld: the tables of each shard from the shard's primary.
 *
 * <p>A reader takes one picture: what it has read once it does not read again. That the shards and
 * their primaries were still the same after the tables were read is checked, so that no part of the
 * picture is of a shard that was gone, or of a tablet that was no primary any more.
 */
final class VtctldReader implements LiveReader, TabletServers {

  /** How many failures a message names; the rest is counted. */
  private static final int SHOWN = 5;

  private static final String BASE_TABLE = "BASE TABLE";
  private static final String VIEW = "VIEW";

  private final VtctldCalls calls;
  private final Progress progress;

  /** The version of all servers, which are not asked for it then. */
  private final Optional<ServerVersion> declared;

  /** One instance of each text: the shards of a keyspace mostly have the same ones. */
  private final Interner<String> texts = Interners.newStrongInterner();

  private Optional<ClusterShards> shards = Optional.empty();
  private final TreeMap<Place, ShardSchema> read = new TreeMap<>();
  private final TreeMap<Namespace, String> vschemas = new TreeMap<>();

  /** What was read of one shard: its tables and its views, by name, and its server. */
  private record ShardSchema(
      SortedMap<String, String> tables, SortedMap<String, String> views, TabletServer server) {}

  /**
   * @param declared the version that all servers have; empty when each is asked for its own
   */
  VtctldReader(VtctldCalls calls, Progress progress, Optional<ServerVersion> declared) {
    this.calls = calls;
    this.progress = progress;
    this.declared = declared;
  }

  @Override
  public synchronized Topology topology() throws EngineException {
    return shards().topology();
  }

  @Override
  public synchronized SortedMap<Place, SortedMap<String, String>> tables(SortedSet<Place> places)
      throws EngineException {
    require(places);
    TreeMap<Place, SortedMap<String, String>> asked = new TreeMap<>();
    for (Place place : places) {
      asked.put(place, schema(place).tables());
    }
    return asked;
  }

  @Override
  public synchronized SortedMap<Place, SortedMap<String, String>> views(SortedSet<Place> places)
      throws EngineException {
    require(places);
    TreeMap<Place, SortedMap<String, String>> asked = new TreeMap<>();
    for (Place place : places) {
      asked.put(place, schema(place).views());
    }
    asked.values().removeIf(SortedMap::isEmpty);
    return asked;
  }

  @Override
  public synchronized SortedMap<Place, TabletServer> servers(SortedSet<Place> places)
      throws EngineException {
    require(places);
    TreeMap<Place, TabletServer> asked = new TreeMap<>();
    for (Place place : places) {
      asked.put(place, schema(place).server());
    }
    return asked;
  }

  private ShardSchema schema(Place place) {
    return Optional.ofNullable(read.get(place)).orElseThrow();
  }

  /** Reads those of the places that were not read yet. */
  private void require(SortedSet<Place> places) throws EngineException {
    ClusterShards known = shards();
    TreeSet<Place> missing = new TreeSet<>(places);
    missing.removeAll(read.keySet());
    for (Place place : missing) {
      // Before anything is sent: without a primary somewhere there is no answer.
      known.primary(place);
    }
    if (!missing.isEmpty()) {
      AtomicInteger done = new AtomicInteger();
      SortedMap<Place, ShardSchema> answers =
          all(
              missing,
              (place, deadline) -> schema(place, known.primary(place), deadline),
              () -> progress.at("shards", done.incrementAndGet(), missing.size()),
              Reason.LIVE_SCHEMA_UNREADABLE);
      requireUnchanged(known, missing);
      read.putAll(answers);
    }
  }

  @Override
  public synchronized SortedMap<Namespace, String> vschemas(SortedSet<Namespace> namespaces)
      throws EngineException {
    TreeSet<Namespace> missing = new TreeSet<>(namespaces);
    missing.removeAll(vschemas.keySet());
    vschemas.putAll(all(missing, this::vschema, () -> {}, Reason.LIVE_VSCHEMA_UNREADABLE));
    TreeMap<Namespace, String> asked = new TreeMap<>(vschemas);
    asked.keySet().retainAll(namespaces);
    return asked;
  }

  @Override
  public void close() {
    calls.close();
  }

  private ClusterShards shards() throws EngineException {
    if (shards.isEmpty()) {
      TreeSet<Namespace> keyspaces = new TreeSet<>();
      for (Vtctldata.Keyspace each : keyspaces().getKeyspacesList()) {
        // A keyspace that was restored from a backup serves nobody, and seldom has all shards.
        if (each.getKeyspace().getKeyspaceType() != Topodata.KeyspaceType.SNAPSHOT
            && !keyspaces.add(keyspace(each.getName()))) {
          throw new EngineException(
              Reason.TOPOLOGY_UNREADABLE,
              "expected each keyspace once, but found another " + Quoted.text(each.getName()));
        }
      }
      SortedMap<Namespace, ClusterShards.Records> records =
          all(keyspaces, this::records, () -> {}, Reason.TOPOLOGY_UNREADABLE);
      TreeSet<Namespace> undecided = new TreeSet<>();
      for (Map.Entry<Namespace, ClusterShards.Records> each : records.entrySet()) {
        if (each.getValue().isSingleFullRange()) {
          undecided.add(each.getKey());
        }
      }
      TreeSet<Namespace> sharded = new TreeSet<>();
      for (Map.Entry<Namespace, String> each : vschemas(undecided).entrySet()) {
        if (VitessDeployment.readLive(each.getKey(), each.getValue()).isSharded()) {
          sharded.add(each.getKey());
        }
      }
      shards = Optional.of(ClusterShards.of(records, sharded));
    }
    return shards.get();
  }

  private Vtctldata.GetKeyspacesResponse keyspaces() throws EngineException {
    try {
      return calls.call(
          "GetKeyspaces",
          Vtctldata.GetKeyspacesRequest.getDefaultInstance(),
          VtctldBlockingStub::getKeyspaces,
          calls.deadline());
    } catch (CallFailedException e) {
      throw refusal(List.of(e), Reason.TOPOLOGY_UNREADABLE);
    }
  }

  private static Namespace keyspace(String name) throws EngineException {
    try {
      return new Namespace(name);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          Reason.TOPOLOGY_UNREADABLE,
          "expected the name of a keyspace, but found " + Quoted.text(name),
          e);
    }
  }

  private ClusterShards.Records records(Namespace keyspace, Deadline deadline)
      throws CallFailedException, EngineException {
    Vtctldata.FindAllShardsInKeyspaceResponse response =
        calls.call(
            "FindAllShardsInKeyspace of " + Quoted.text(keyspace.name()),
            Vtctldata.FindAllShardsInKeyspaceRequest.newBuilder()
                .setKeyspace(keyspace.name())
                .build(),
            VtctldBlockingStub::findAllShardsInKeyspace,
            deadline);
    TreeMap<ShardName, ShardRecord> records = new TreeMap<>();
    for (Map.Entry<String, Vtctldata.Shard> each :
        new TreeMap<>(response.getShardsMap()).entrySet()) {
      ShardRecord record = ShardRecord.of(keyspace, each.getKey(), each.getValue());
      records.put(record.name(), record);
    }
    return new ClusterShards.Records(records);
  }

  private ShardSchema schema(Place place, Topodata.TabletAlias primary, Deadline deadline)
      throws CallFailedException, EngineException {
    Vtctldata.GetSchemaResponse response =
        calls.call(
            "GetSchema of the primary of " + Quoted.text(place.toString()),
            Vtctldata.GetSchemaRequest.newBuilder()
                .setTabletAlias(primary)
                .setTableSchemaOnly(true)
                .setIncludeViews(true)
                .build(),
            VtctldBlockingStub::getSchema,
            deadline);
    if (!response.hasSchema()) {
      throw incomplete(place, "a schema", "an answer without one");
    }
    ServerVersion version =
        declared.isPresent() ? declared.get() : version(place, primary, deadline);
    return schema(place, response.getSchema(), version);
  }

  private ServerVersion version(Place place, Topodata.TabletAlias primary, Deadline deadline)
      throws CallFailedException, EngineException {
    Vtctldata.GetFullStatusResponse response =
        calls.call(
            "GetFullStatus of the primary of "
                + Quoted.text(place.toString())
                + ", which tells the version of its server unless the setting "
                + VtctldSettings.SERVER_VERSION
                + " does,",
            Vtctldata.GetFullStatusRequest.newBuilder().setTabletAlias(primary).build(),
            VtctldBlockingStub::getFullStatus,
            deadline);
    String said = response.getStatus().getVersion();
    String comment = response.getStatus().getVersionComment();
    try {
      return TabletServer.version(said, comment);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          Reason.SOURCE_NOT_SUPPORTED,
          "primary of "
              + Quoted.text(place.toString())
              + ": expected a MySQL server of version 8.0 to 9.x, but found version "
              + Quoted.text(said)
              + ", which says of itself "
              + Quoted.text(comment),
          e);
    }
  }

  private static TabletServer server(Place place, ServerVersion version, String createDatabase)
      throws EngineException {
    Optional<String> quoted = SchemaPlaceholder.quotedIn(createDatabase);
    try {
      return TabletServer.of(version, quoted.orElse(createDatabase));
    } catch (DdlRejectedException | IllegalArgumentException e) {
      throw new EngineException(
          Reason.LIVE_SCHEMA_UNREADABLE,
          "live schema of "
              + Quoted.text(place.toString())
              + ": expected the CREATE DATABASE text with its character set, but found "
              + Quoted.text(createDatabase),
          e);
    }
  }

  private ShardSchema schema(Place place, SchemaDefinition schema, ServerVersion version)
      throws EngineException {
    TreeMap<String, String> tables = new TreeMap<>();
    TreeMap<String, String> views = new TreeMap<>();
    for (TableDefinition table : schema.getTableDefinitionsList()) {
      if (table.getName().isEmpty()) {
        throw incomplete(place, "the name of every table", "a table without one");
      }
      if (!table.getType().equals(BASE_TABLE) && !table.getType().equals(VIEW)) {
        throw incomplete(
            place,
            "nothing but tables and views",
            Quoted.text(table.getName()) + " of the type " + Quoted.text(table.getType()));
      }
      if (table.getSchema().isBlank()) {
        throw incomplete(
            place,
            "the CREATE text of every table and view",
            "none of the table " + Quoted.text(table.getName()));
      }
      if (tables.containsKey(table.getName()) || views.containsKey(table.getName())) {
        throw incomplete(place, "each table once", "another " + Quoted.text(table.getName()));
      }
      if (table.getType().equals(VIEW)) {
        views.put(table.getName(), texts.intern(view(place, table)));
      } else {
        tables.put(table.getName(), texts.intern(table.getSchema()));
      }
    }
    return new ShardSchema(tables, views, server(place, version, schema.getDatabaseSchema()));
  }

  /** The text of a view. One that cannot be read is left to whoever compares views. */
  private static String view(Place place, TableDefinition view) throws EngineException {
    Optional<String> text = SchemaPlaceholder.quotedIn(view.getSchema());
    if (text.isEmpty()) {
      throw incomplete(
          place,
          "the name of the tablet's own schema in the view "
              + Quoted.text(view.getName())
              + " before tables and columns only",
          "it within a string or another name, where the tablet replaces it by "
              + SchemaPlaceholder.NAME);
    }
    return text.get();
  }

  private static EngineException incomplete(Place place, String expected, String found) {
    return new EngineException(
        Reason.LIVE_SCHEMA_UNREADABLE,
        "live schema of "
            + Quoted.text(place.toString())
            + ": expected "
            + expected
            + ", but found "
            + found);
  }

  private String vschema(Namespace keyspace, Deadline deadline)
      throws CallFailedException, EngineException {
    Vtctldata.GetVSchemaResponse response =
        calls.call(
            "GetVSchema of " + Quoted.text(keyspace.name()),
            Vtctldata.GetVSchemaRequest.newBuilder().setKeyspace(keyspace.name()).build(),
            VtctldBlockingStub::getVSchema,
            deadline);
    String problem;
    if (response.hasVSchema()) {
      try {
        return ProtoJson.of(response.getVSchema());
      } catch (UnknownPartException e) {
        problem = String.valueOf(e.getMessage());
      }
    } else {
      problem = "expected a VSchema, if only an empty one, but found an answer without one";
    }
    throw new EngineException(
        Reason.LIVE_VSCHEMA_UNREADABLE,
        "live VSchema of keyspace " + Quoted.text(keyspace.name()) + ": " + problem);
  }

  /** Reads the shards of the keyspaces that were read from again, and compares. */
  private void requireUnchanged(ClusterShards before, SortedSet<Place> places)
      throws EngineException {
    TreeSet<Namespace> keyspaces = new TreeSet<>();
    places.forEach(place -> keyspaces.add(place.namespace()));
    SortedMap<Namespace, ClusterShards.Records> after =
        all(keyspaces, this::records, () -> {}, Reason.TOPOLOGY_UNREADABLE);
    for (Map.Entry<Namespace, ClusterShards.Records> each : after.entrySet()) {
      if (!before.records(each.getKey()).equals(Optional.of(each.getValue()))) {
        throw new EngineException(
            Reason.LIVE_SCHEMA_CHANGED,
            "keyspace "
                + Quoted.text(each.getKey().name())
                + ": expected the same shards and primaries before and after the tables were read,"
                + " but found that they changed; check again when the keyspace is quiet");
      }
    }
  }

  private <K extends Comparable<K>, V> SortedMap<K, V> all(
      SortedSet<K> keys, VtctldCalls.Step<K, V> step, Runnable done, Reason otherwise)
      throws EngineException {
    try {
      return calls.all(keys, step, done);
    } catch (StepsFailedException e) {
      throw refusal(e.failures(), otherwise);
    }
  }

  /** All that went wrong as one; what was answered wrongly weighs more than what was not. */
  private static EngineException refusal(List<? extends Exception> failures, Reason otherwise) {
    StringBuilder message = new StringBuilder();
    for (Exception failure : failures.subList(0, Math.min(SHOWN, failures.size()))) {
      message.append(message.isEmpty() ? "" : "; ").append(said(failure));
    }
    if (failures.size() > SHOWN) {
      message.append("; and ").append(failures.size() - SHOWN).append(" more");
    }
    Reason reason = reason(failures.get(0), otherwise);
    for (Exception failure : failures) {
      if (reason == Reason.UNREACHABLE) {
        reason = reason(failure, otherwise);
      }
    }
    return new EngineException(reason, message.toString(), failures.get(0));
  }

  private static String said(Exception failure) {
    return failure instanceof InterruptedException
        ? "expected the answers of vtctld, but was interrupted while waiting for them"
        : String.valueOf(failure.getMessage());
  }

  private static Reason reason(Exception failure, Reason otherwise) {
    if (failure instanceof EngineException refused) {
      return refused.reason();
    }
    if (failure instanceof CallFailedException failed) {
      return switch (failed.code()) {
        case UNAUTHENTICATED, PERMISSION_DENIED -> Reason.ACCOUNT_REFUSED;
        case UNAVAILABLE ->
            failed.isOfEncryption() ? Reason.CONNECTION_NOT_SECURE : Reason.UNREACHABLE;
        case DEADLINE_EXCEEDED, CANCELLED -> Reason.UNREACHABLE;
        case OK,
            UNKNOWN,
            INVALID_ARGUMENT,
            NOT_FOUND,
            ALREADY_EXISTS,
            RESOURCE_EXHAUSTED,
            FAILED_PRECONDITION,
            ABORTED,
            OUT_OF_RANGE,
            UNIMPLEMENTED,
            INTERNAL,
            DATA_LOSS ->
            otherwise;
      };
    }
    return Reason.UNREACHABLE;
  }
}
