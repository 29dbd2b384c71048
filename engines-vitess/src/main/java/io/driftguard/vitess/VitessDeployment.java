package io.driftguard.vitess;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.api.engine.Topology;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.replan.LiveReader;
import io.driftguard.replan.Replanner;
import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaException;
import io.driftguard.vschema.VSchemaProblem;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keyspaces of one Vitess cluster, wherever they are read from. */
final class VitessDeployment implements Deployment {

  /**
   * What a keyspace has that was never given a VSchema: vtctld answers GetVSchema with it. It says
   * nothing yet, so it contradicts no topology.
   */
  private static final String EMPTY_VSCHEMA = "{}";

  /** How many problems of a VSchema a message names; the rest is counted. */
  private static final int SHOWN = 5;

  private final LiveReader reader;
  private final TabletServers servers;
  private final ServerProfile declared;
  private final Function<ServerProfile, Replanner> replanners;
  private final Map<ServerProfile, Replanner> known = new HashMap<>();

  /**
   * @param servers says what the servers are, where they are asked
   * @param declared what the servers are, as far as they are not asked
   * @param replanners makes a replanner for a server that is like this
   */
  VitessDeployment(
      LiveReader reader,
      TabletServers servers,
      ServerProfile declared,
      Function<ServerProfile, Replanner> replanners) {
    this.reader = reader;
    this.servers = servers;
    this.declared = declared;
    this.replanners = replanners;
  }

  @Override
  public Topology topology() throws EngineException {
    Topology topology = reader.topology();
    for (Map.Entry<Namespace, SortedSet<ShardName>> each : topology.namespaces().entrySet()) {
      if (!each.getValue().isEmpty()) {
        Partition.require(each.getKey(), each.getValue());
      }
    }
    return topology;
  }

  @Override
  public Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
    Topology topology = topology();
    Replanner.requireNamespaces(desired, topology);
    SortedSet<Place> places = Replanner.places(desired.namespaces().keySet(), scope, topology);
    List<PlannedChange> changes = new ArrayList<>();
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    TreeMap<Place, SortedMap<String, String>> leftOut = new TreeMap<>();
    for (Map.Entry<ServerProfile, SortedSet<Place>> alike : byProfile(places).entrySet()) {
      Replan replan = replanner(alike.getKey()).replan(desired, alike.getValue(), reader);
      changes.addAll(replan.changes());
      tables.putAll(replan.live().tables());
      leftOut.putAll(replan.live().leftOut());
    }
    // Stable, like the one below: the statements of a place stay in their order.
    changes.sort(
        Comparator.comparing(PlannedChange::namespace)
            .thenComparing(
                change -> change.match(t -> t.shard().map(ShardName::value).orElse(""), v -> "")));
    SortedSet<Namespace> keyspaces = Replanner.vschemasWithin(scope, desired);
    SortedMap<Namespace, String> live = new TreeMap<>(reader.vschemas(keyspaces));
    for (Namespace keyspace : keyspaces) {
      String document = live.computeIfAbsent(keyspace, none -> EMPTY_VSCHEMA);
      vschemaChange(keyspace, desired, topology, document).ifPresent(changes::add);
    }
    // The sort is stable: in each keyspace the VSchema comes after the tables that it speaks of.
    changes.sort(Comparator.comparing(PlannedChange::namespace));
    return new Replan(changes, new LiveSchema(tables, live, leftOut));
  }

  @Override
  public SortedMap<Namespace, ServerInputs> inputs(SortedSet<Namespace> namespaces, Scope scope)
      throws EngineException {
    SortedSet<Place> places = Replanner.places(namespaces, scope, topology());
    TreeMap<Namespace, ServerInputs> inputs = new TreeMap<>();
    // A scope covers one place of a namespace at most. Of several that it does not cover, whose
    // statements are compared with none, the first speaks for all.
    servers
        .servers(places)
        .forEach((place, server) -> inputs.putIfAbsent(place.namespace(), inputs(server)));
    return inputs;
  }

  private ServerInputs inputs(TabletServer server) {
    ServerProfile profile = profile(server);
    return new ServerInputs(
        profile.version().toString(),
        profile.sqlMode().names(),
        profile.lowerCaseTableNames(),
        profile.defaultCharset(),
        profile.defaultCollation(),
        profile.timeZone().filter(ZoneOffset.class::isInstance).map(ZoneOffset.class::cast));
  }

  /** What a server did not say is as it was declared. */
  private ServerProfile profile(TabletServer server) {
    return declared
        .withVersion(server.version())
        .withDefaults(server.characterSet(), server.collation());
  }

  private Map<ServerProfile, SortedSet<Place>> byProfile(SortedSet<Place> places)
      throws EngineException {
    SortedMap<Place, TabletServer> asked = servers.servers(places);
    Map<ServerProfile, SortedSet<Place>> alike = new LinkedHashMap<>();
    for (Place place : places) {
      TabletServer server = asked.get(place);
      alike
          .computeIfAbsent(server == null ? declared : profile(server), each -> new TreeSet<>())
          .add(place);
    }
    return alike;
  }

  private Replanner replanner(ServerProfile profile) {
    synchronized (known) {
      return known.computeIfAbsent(profile, replanners);
    }
  }

  @Override
  public LiveSchema read(SortedSet<Namespace> namespaces, SortedSet<Namespace> withViews)
      throws EngineException {
    SortedSet<Place> places = Replanner.places(namespaces, new WholeDeployment(), topology());
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    TreeMap<Place, SortedMap<String, String>> leftOut = new TreeMap<>();
    for (Map.Entry<ServerProfile, SortedSet<Place>> alike : byProfile(places).entrySet()) {
      LiveSchema read = replanner(alike.getKey()).read(alike.getValue(), withViews, reader);
      tables.putAll(read.tables());
      leftOut.putAll(read.leftOut());
    }
    return new LiveSchema(tables, new TreeMap<>(), leftOut);
  }

  @Override
  public String nameInTexts(Namespace namespace) {
    return servers == TabletServers.DECLARED ? namespace.name() : SchemaPlaceholder.NAME;
  }

  private static Optional<VSchemaChange> vschemaChange(
      Namespace keyspace, DesiredSchema desired, Topology topology, String liveText)
      throws EngineException {
    boolean sharded = topology.isSharded(keyspace);
    VSchema live = readLive(keyspace, liveText);
    VSchema empty = readLive(keyspace, EMPTY_VSCHEMA);
    if (!live.equals(empty)) {
      requireAgreement("live", Reason.TOPOLOGY_UNREADABLE, keyspace, live, sharded);
    }
    Optional<String> wantedText = desired.vschema(keyspace);
    if (wantedText.isEmpty()) {
      return Optional.empty();
    }
    VSchema wanted = read("desired", Reason.DESIRED_SCHEMA_UNREADABLE, keyspace, wantedText.get());
    requireAgreement("desired", Reason.DESIRED_SCHEMA_UNREADABLE, keyspace, wanted, sharded);
    if (live.equals(wanted)) {
      return Optional.empty();
    }
    requireMeaning(keyspace, wanted, desired);
    return Optional.of(new VSchemaChange(keyspace, wantedText.get()));
  }

  /**
   * Refuses a VSchema that is to be set and that Vitess cannot work with. One that is live already
   * is not judged: nothing is going to be done about it.
   */
  private static void requireMeaning(Namespace keyspace, VSchema wanted, DesiredSchema desired)
      throws EngineException {
    TreeMap<String, VSchema> others = new TreeMap<>();
    for (Namespace other : desired.namespaces().keySet()) {
      Optional<String> document = desired.vschema(other);
      if (document.isPresent() && !other.equals(keyspace)) {
        others.put(
            other.name(), read("desired", Reason.DESIRED_SCHEMA_UNREADABLE, other, document.get()));
      }
    }
    List<VSchemaProblem> problems = wanted.problems(keyspace.name(), others);
    if (!problems.isEmpty()) {
      throw new EngineException(
          Reason.DESIRED_SCHEMA_UNREADABLE,
          "desired VSchema of keyspace "
              + Quoted.text(keyspace.name())
              + ": "
              + problems.stream()
                  .limit(SHOWN)
                  .map(VSchemaProblem::toString)
                  .collect(Collectors.joining("; "))
              + (problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : ""));
    }
  }

  /** Reads the VSchema document that a keyspace has now. */
  static VSchema readLive(Namespace keyspace, String text) throws EngineException {
    return read("live", Reason.LIVE_VSCHEMA_UNREADABLE, keyspace, text);
  }

  private static VSchema read(String side, Reason reason, Namespace keyspace, String text)
      throws EngineException {
    try {
      return VSchema.read(text);
    } catch (VSchemaException e) {
      throw new EngineException(
          reason, side + " VSchema of keyspace \"" + keyspace + "\": " + e.getMessage(), e);
    }
  }

  /**
   * Vitess ignores the vindexes of a VSchema that is not sharded; and a sharded keyspace that looks
   * like one without shards was recorded from one shard alone.
   */
  private static void requireAgreement(
      String side, Reason reason, Namespace keyspace, VSchema vschema, boolean sharded)
      throws EngineException {
    if (vschema.isSharded() != sharded) {
      throw new EngineException(
          reason,
          side
              + " VSchema of keyspace \""
              + keyspace
              + "\": expected sharded to be "
              + sharded
              + ", as the topology has "
              + (sharded ? "shards" : "no shards")
              + " there, but found "
              + vschema.isSharded());
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
