package io.driftguard.mysql;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.api.engine.Topology;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerProfile.SqlMode;
import io.driftguard.mysql.LiveServer.Wanted;
import io.driftguard.replan.OneLine;
import io.driftguard.replan.Replanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schemas of one running MySQL server. */
final class LiveDeployment implements Deployment {

  private static final String VIEW =
      "a view, and the desired schema of its namespace has none: views are not managed there";

  private final LiveServer server;
  private final Optional<Namespace> only;
  private final Map<Namespace, ServerInputs> inputs = new HashMap<>();
  private final Map<ServerProfile, Replanner> replanners = new HashMap<>();

  /**
   * @param only the one schema that is looked at; empty for all
   */
  LiveDeployment(LiveServer server, Optional<Namespace> only) {
    this.server = server;
    this.only = only;
  }

  @Override
  public Topology topology() throws EngineException {
    TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
    for (Namespace schema : server.schemas()) {
      if (only.isEmpty() || only.get().equals(schema)) {
        namespaces.put(schema, new TreeSet<>());
      }
    }
    if (only.isPresent() && !namespaces.containsKey(only.get())) {
      throw missing(List.of(only.get()));
    }
    return new Topology(namespaces);
  }

  @Override
  public synchronized SortedMap<Namespace, ServerInputs> inputs(
      SortedSet<Namespace> namespaces, Scope scope) throws EngineException {
    TreeMap<Namespace, ServerInputs> asked = new TreeMap<>();
    for (Namespace namespace : namespaces) {
      asked.put(namespace, inputs(namespace));
    }
    return asked;
  }

  private ServerInputs inputs(Namespace namespace) throws EngineException {
    ServerInputs known = inputs.get(namespace);
    if (known == null) {
      known = server.inputs(namespace);
      profile(namespace, known);
      inputs.put(namespace, known);
    }
    return known;
  }

  @Override
  public synchronized Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
    MySqlDeployment.requireOnlyTables(desired);
    Topology topology = topology();
    List<Namespace> missing =
        desired.namespaces().keySet().stream().filter(each -> !topology.knows(each)).toList();
    if (!missing.isEmpty()) {
      throw missing(missing);
    }
    TreeMap<Namespace, Wanted> wanted = new TreeMap<>();
    for (Map.Entry<Namespace, NamespaceFiles> each : desired.namespaces().entrySet()) {
      if (scope.kind() == ScopeKind.WHOLE_DEPLOYMENT
          || scope.coversTables(each.getKey(), Optional.empty())) {
        Replanner replanner = replanner(each.getKey());
        wanted.put(
            each.getKey(),
            new Wanted(
                ImmutableSortedSet.copyOf(replanner.desiredTables(each.getKey(), each.getValue())),
                replanner.desiresViews(each.getKey(), each.getValue())));
      }
    }
    List<PlannedChange> changes = new ArrayList<>();
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    TreeMap<Place, SortedMap<String, String>> leftOut = new TreeMap<>();
    SortedMap<Namespace, LiveServer.Reading> readings = read(wanted);
    for (Map.Entry<Namespace, NamespaceFiles> each : desired.namespaces().entrySet()) {
      Namespace namespace = each.getKey();
      LiveServer.Reading reading = readings.get(namespace);
      Wanted asked = wanted.get(namespace);
      if (reading == null || asked == null) {
        continue;
      }
      Place place = new Place(namespace, Optional.empty());
      requireNoView(namespace, reading, asked.tables());
      replanner(namespace).takeAsWhole(reading.whole());
      Replan replan =
          replanner(namespace)
              .replan(
                  new DesiredSchema(ImmutableSortedMap.of(namespace, each.getValue())),
                  ImmutableSortedMap.of(place, reading.tables()));
      for (PlannedChange change : replan.changes()) {
        requireOneMeaning(change, profile(namespace));
        changes.add(change);
      }
      tables.putAll(replan.live().tables());
      TreeMap<String, String> left = new TreeMap<>(leftOut(reading, VIEW));
      Optional.ofNullable(replan.live().leftOut().get(place)).ifPresent(left::putAll);
      leftOut.put(place, left);
    }
    leftOut.values().removeIf(Map::isEmpty);
    return new Replan(changes, new LiveSchema(tables, new TreeMap<>(), leftOut));
  }

  @Override
  public synchronized LiveSchema read(
      SortedSet<Namespace> namespaces, SortedSet<Namespace> withViews) throws EngineException {
    TreeMap<Namespace, Wanted> wanted = new TreeMap<>();
    for (Namespace namespace : namespaces) {
      inputs(namespace);
      wanted.put(namespace, Wanted.all(withViews.contains(namespace)));
    }
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    TreeMap<Place, SortedMap<String, String>> leftOut = new TreeMap<>();
    for (var each : read(wanted).entrySet()) {
      Place place = new Place(each.getKey(), Optional.empty());
      replanner(each.getKey()).takeAsWhole(each.getValue().whole());
      tables.put(place, replanner(each.getKey()).understood(place, each.getValue().tables()));
      leftOut.put(place, leftOut(each.getValue(), Replanner.VIEW_NOT_READ));
    }
    leftOut.values().removeIf(Map::isEmpty);
    return new LiveSchema(tables, new TreeMap<>(), leftOut);
  }

  private SortedMap<Namespace, LiveServer.Reading> read(SortedMap<Namespace, Wanted> wanted)
      throws EngineException {
    SortedMap<Namespace, LiveServer.Reading> readings = server.read(wanted);
    for (var each : readings.entrySet()) {
      if (!each.getValue().inputs().equals(inputs.get(each.getKey()))) {
        throw new EngineException(
            Reason.LIVE_SCHEMA_CHANGED,
            "expected the defaults of "
                + Quoted.text(each.getKey().name())
                + " and the server to stay as they are while it is read, but found others");
      }
    }
    return readings;
  }

  private static ImmutableSortedMap<String, String> leftOut(
      LiveServer.Reading reading, String view) {
    ImmutableSortedMap.Builder<String, String> leftOut = ImmutableSortedMap.naturalOrder();
    leftOut.putAll(reading.leftOut());
    reading.views().forEach(name -> leftOut.put(name, view));
    return leftOut.buildOrThrow();
  }

  private void requireNoView(
      Namespace namespace, LiveServer.Reading reading, SortedSet<String> desired)
      throws EngineException {
    for (String view : reading.views()) {
      if (desired.contains(lookedUp(namespace, view))) {
        throw new EngineException(
            Reason.DIFFERENCE_INEXPRESSIBLE,
            "expected a table "
                + Quoted.text(view)
                + " in "
                + Quoted.text(namespace.name())
                + ", but found a view of that name, and views are not managed there");
      }
    }
  }

  private String lookedUp(Namespace namespace, String table) {
    ServerInputs known = inputs.get(namespace);
    return known == null || known.lowerCaseTableNames() == 0
        ? table
        : table.toLowerCase(Locale.ROOT);
  }

  private ServerProfile profile(Namespace namespace) throws EngineException {
    return profile(namespace, inputs(namespace));
  }

  private static ServerProfile profile(Namespace namespace, ServerInputs inputs)
      throws EngineException {
    try {
      return ServerProfile.of(
          inputs.version(),
          inputs.sqlModes(),
          inputs.lowerCaseTableNames(),
          inputs.characterSet(),
          inputs.collation(),
          inputs.timeZone());
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          Reason.SOURCE_NOT_SUPPORTED,
          "expected a server that is known as that of "
              + Quoted.text(namespace.name())
              + ": "
              + OneLine.of(e.getMessage()),
          e);
    }
  }

  private Replanner replanner(Namespace namespace) throws EngineException {
    return replanners.computeIfAbsent(
        profile(namespace), profile -> Replanner.ofPrinted(profile).knowingDefaults());
  }

  /**
   * Statements are planned as MySQL's default modes read them. Where the server reads one in
   * another way, it is not the statement that was planned.
   */
  private static void requireOneMeaning(PlannedChange change, ServerProfile server)
      throws EngineException {
    if (server.sqlMode().equals(SqlMode.DEFAULT) || !(change instanceof TableChange table)) {
      return;
    }
    boolean same;
    try {
      same =
          new DdlParser(server, ParseLimits.DEFAULT)
              .parse(table.ddl())
              .equals(
                  new DdlParser(server.withSqlMode(SqlMode.DEFAULT), ParseLimits.DEFAULT)
                      .parse(table.ddl()));
    } catch (DdlRejectedException e) {
      same = false;
    }
    if (!same) {
      throw new EngineException(
          Reason.DIFFERENCE_INEXPRESSIBLE,
          "expected a statement that the server's sql_mode does not change the meaning of, but"
              + " found "
              + OneLine.of(table.ddl()));
    }
  }

  /** Names are compared exactly; one that differs in letters only is named, as the known one. */
  private EngineException missing(List<Namespace> namespaces) throws EngineException {
    List<String> others =
        server.schemas().stream()
            .map(Namespace::name)
            .filter(
                name -> namespaces.stream().anyMatch(each -> each.name().equalsIgnoreCase(name)))
            .toList();
    return new EngineException(
        Reason.NAMESPACE_MISSING,
        "expected every desired schema on the server, but found none that the account may see of"
            + " the name "
            + Quoted.sorted(namespaces)
            + (others.isEmpty() ? "" : ", but it has " + Quoted.sorted(others)));
  }

  @Override
  public void close() {
    server.close();
  }
}
