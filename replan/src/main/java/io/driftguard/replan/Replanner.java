package io.driftguard.replan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Computes the table changes that live tables need to become the desired ones, in the order of
 * namespaces, then shards, then statements as they can run.
 *
 * <p>A replanner remembers the texts that it has parsed and the differences that it has computed:
 * use one for each deployment that is opened, and let it go with it. Several threads may use it.
 */
public final class Replanner {

  /** Why a view is left out where nobody asked for views. */
  public static final String VIEW_NOT_READ = "a view, and views are not compared here";

  private final SchemaMemory memory;

  /** A replanner for a server to which every table is a table of the schema. */
  public Replanner(ServerProfile profile) {
    this(profile, table -> false);
  }

  /**
   * A replanner that leaves the database's own tables alone.
   *
   * @param profile what the texts mean depends on it
   * @param internal tells by its name whether a table is the database's own
   */
  public Replanner(ServerProfile profile, Predicate<String> internal) {
    this(SchemaWork.forServer(profile), internal);
  }

  Replanner(SchemaWork work, Predicate<String> internal) {
    this(new SchemaMemory(work, internal, false));
  }

  private Replanner(SchemaMemory memory) {
    this.memory = memory;
  }

  /**
   * A replanner for live tables that a server printed ({@code SHOW CREATE TABLE}) to a session with
   * MySQL's default {@code sql_mode}, whatever modes the server reads statements by.
   *
   * @param profile what desired texts mean depends on it, and what tables inherit
   */
  public static Replanner ofPrinted(ServerProfile profile) {
    return ofPrinted(profile, table -> false);
  }

  /**
   * A replanner for live tables that a server printed, which leaves the database's own tables
   * alone.
   *
   * @param internal tells by its name whether a table is the database's own
   */
  public static Replanner ofPrinted(ServerProfile profile, Predicate<String> internal) {
    return new Replanner(new SchemaMemory(SchemaWork.forServer(profile), internal, true));
  }

  static Replanner ofPrinted(SchemaWork work) {
    return new Replanner(new SchemaMemory(work, table -> false, true));
  }

  /**
   * A replanner like this one that takes a live constraint for a desired one when only the suffix
   * that Vitess's online DDL adds to names of constraints tells the two apart. Each of them is
   * named in {@link LiveSchema#leftOut}.
   */
  public Replanner toleratingConstraintSuffixes() {
    return new Replanner(memory.toleratingSuffixes());
  }

  /**
   * A replanner like this one for live texts in which every schema has the same name, as those of a
   * tool that puts a placeholder there.
   */
  public Replanner printing(String schema) {
    return new Replanner(memory.printing(schema));
  }

  /**
   * A replanner like this one for a server that said itself what its tables inherit, so that a
   * {@code CREATE DATABASE} of the desired schema can be held against it.
   */
  public Replanner knowingDefaults() {
    return new Replanner(memory.knowingDefaults());
  }

  /** What was done so far. */
  public ReplanWork done() {
    return memory.done();
  }

  /**
   * The names of the tables that the desired schema has in a namespace, in the letters in which
   * they are looked up.
   *
   * @throws EngineException when the texts are not understood
   */
  public SortedSet<String> desiredTables(Namespace namespace, NamespaceFiles files)
      throws EngineException {
    return ImmutableSortedSet.copyOf(memory.wanted(namespace, files.sql()).tables().keySet());
  }

  /**
   * Takes these live texts for whole: whoever read them knows that each string in them is what it
   * says, although a server prints such strings for others, too.
   */
  public void takeAsWhole(Set<String> texts) {
    memory.takeAsWhole(texts);
  }

  /**
   * Live texts of a place, each read and understood: the name of each table and view to its text.
   *
   * @throws EngineException when a text is not understood, or may not say all
   */
  public SortedMap<String, String> understood(Place place, SortedMap<String, String> texts)
      throws EngineException {
    return memory.live(place, texts).texts();
  }

  /**
   * Tells whether the desired schema of a namespace has views. If it has none, those that are live
   * are left out; if it has one, it is to have all.
   *
   * @throws EngineException when the texts are not understood
   */
  public boolean desiresViews(Namespace namespace, NamespaceFiles files) throws EngineException {
    return !memory.wanted(namespace, files.sql()).views().isEmpty();
  }

  /**
   * The table changes of the places that the scope concerns. Only these places are read. For the
   * whole deployment that is every place of every desired namespace, shards included.
   *
   * @throws EngineException when a namespace is missing, a text is not understood, or a difference
   *     cannot be expressed
   */
  public Replan replan(DesiredSchema desired, Scope scope, Topology topology, LiveReader reader)
      throws EngineException {
    requireNamespaces(desired, topology);
    return replan(desired, places(desired.namespaces().keySet(), scope, topology), reader);
  }

  /**
   * The table changes of these places, which are all that is read.
   *
   * @throws EngineException when a text is not understood, or a difference cannot be expressed
   */
  public Replan replan(DesiredSchema desired, SortedSet<Place> asked, LiveReader reader)
      throws EngineException {
    TreeMap<Namespace, NamespaceFiles> concerned = new TreeMap<>();
    for (Place place : asked) {
      Optional.ofNullable(desired.namespaces().get(place.namespace()))
          .ifPresent(files -> concerned.put(place.namespace(), files));
    }
    SortedMap<Place, SortedMap<String, String>> live = reader.tables(asked);
    if (!live.keySet().equals(asked)) {
      throw new EngineException(
          Reason.LIVE_SCHEMA_UNREADABLE,
          "expected the tables of " + asked + ", but found those of " + live.keySet());
    }
    return replan(new DesiredSchema(concerned), live, reader.views(asked));
  }

  /**
   * The table changes of places whose tables are at hand. Places of namespaces that are not desired
   * are left alone.
   *
   * @param live for each place: a name, which only stands in messages, to a text of {@code CREATE}
   *     statements
   * @throws EngineException when a desired namespace has no place, a text is not understood, or a
   *     difference cannot be expressed
   */
  public Replan replan(DesiredSchema desired, SortedMap<Place, SortedMap<String, String>> live)
      throws EngineException {
    return replan(desired, live, Collections.emptySortedMap());
  }

  /**
   * @param views views that are not among the live texts
   */
  private Replan replan(
      DesiredSchema desired,
      SortedMap<Place, SortedMap<String, String>> live,
      SortedMap<Place, SortedMap<String, String>> views)
      throws EngineException {
    requireNamespaces(
        desired,
        namespace -> live.keySet().stream().anyMatch(place -> place.namespace().equals(namespace)));
    List<PlannedChange> changes = new ArrayList<>();
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    TreeMap<Place, SortedMap<String, String>> leftOut = new TreeMap<>();
    for (Map.Entry<Place, SortedMap<String, String>> each : new TreeMap<>(live).entrySet()) {
      Place place = each.getKey();
      NamespaceFiles files = desired.namespaces().get(place.namespace());
      if (files != null) {
        Schema to = memory.wanted(place.namespace(), files.sql());
        memory.requireDeclaredDatabases(place.namespace(), files.sql());
        SortedMap<String, String> more = views.getOrDefault(place, Collections.emptySortedMap());
        TreeMap<String, String> left = new TreeMap<>();
        SortedMap<String, String> texts = each.getValue();
        if (to.views().isEmpty()) {
          memory.leaveOut(place, more.keySet(), to, left);
        } else if (!more.isEmpty()) {
          texts = new TreeMap<>(texts);
          texts.putAll(more);
        }
        LiveTables from = memory.compared(place, memory.live(place, texts), to);
        tables.put(place, from.texts());
        left.putAll(from.leftOut());
        if (!left.isEmpty()) {
          leftOut.put(place, left);
        }
        for (SchemaChange change : memory.difference(place, from, to)) {
          changes.add(planned(place, change));
        }
      }
    }
    return new Replan(changes, new LiveSchema(tables, new TreeMap<>(), leftOut));
  }

  /**
   * The tables and views of these places as they are, for people who look at them outside of a
   * re-plan.
   *
   * @param withViews the namespaces whose views are read; the views of others are named as left out
   * @throws EngineException when a place is missing, or a text is not understood
   */
  public LiveSchema read(SortedSet<Place> asked, SortedSet<Namespace> withViews, LiveReader reader)
      throws EngineException {
    SortedMap<Place, SortedMap<String, String>> live = reader.tables(asked);
    SortedMap<Place, SortedMap<String, String>> views = reader.views(asked);
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    TreeMap<Place, SortedMap<String, String>> leftOut = new TreeMap<>();
    for (Place place : asked) {
      TreeMap<String, String> texts =
          new TreeMap<>(live.getOrDefault(place, Collections.emptySortedMap()));
      SortedMap<String, String> more = views.getOrDefault(place, Collections.emptySortedMap());
      TreeMap<String, String> left = new TreeMap<>();
      LiveTables read;
      if (withViews.contains(place.namespace())) {
        texts.putAll(more);
        read = memory.live(place, texts);
      } else {
        more.keySet().forEach(view -> left.put(view, VIEW_NOT_READ));
        read = memory.withoutViews(memory.live(place, texts));
      }
      left.putAll(read.leftOut());
      tables.put(place, read.texts());
      if (!left.isEmpty()) {
        leftOut.put(place, left);
      }
    }
    return new LiveSchema(tables, new TreeMap<>(), leftOut);
  }

  /**
   * The namespaces whose VSchema the scope concerns.
   *
   * @param desired the desired schema; namespaces that it does not name concern nobody
   */
  public static SortedSet<Namespace> vschemasWithin(Scope scope, DesiredSchema desired) {
    return desired.namespaces().keySet().stream()
        .filter(scope::coversVSchema)
        .collect(ImmutableSortedSet.toImmutableSortedSet(Namespace::compareTo));
  }

  /**
   * Refuses a desired schema that names a namespace which is not there.
   *
   * @throws EngineException when it does
   */
  public static void requireNamespaces(DesiredSchema desired, Topology topology)
      throws EngineException {
    requireNamespaces(desired, topology.namespaces().keySet()::contains);
  }

  private static void requireNamespaces(DesiredSchema desired, Predicate<Namespace> isLive)
      throws EngineException {
    List<Namespace> missing =
        desired.namespaces().keySet().stream().filter(isLive.negate()).toList();
    if (!missing.isEmpty()) {
      throw new EngineException(
          Reason.NAMESPACE_MISSING,
          "expected every desired namespace in the deployment, but found no "
              + String.join(
                  ", ", missing.stream().map(namespace -> Quoted.text(namespace.name())).toList()));
    }
  }

  /**
   * The places of namespaces that a re-plan within a scope reads. For the whole deployment that is
   * every place, shards included.
   *
   * @param namespaces the namespaces; one that is not there has no places
   */
  public static SortedSet<Place> places(Set<Namespace> namespaces, Scope scope, Topology topology) {
    return namespaces.stream()
        .filter(topology::knows)
        .flatMap(namespace -> places(topology, namespace).stream())
        .filter(
            place ->
                scope.kind() == ScopeKind.WHOLE_DEPLOYMENT
                    || scope.coversTables(place.namespace(), place.shard()))
        .collect(ImmutableSortedSet.toImmutableSortedSet(Place::compareTo));
  }

  private static ImmutableList<Place> places(Topology topology, Namespace namespace) {
    SortedSet<ShardName> shards = topology.namespaces().get(namespace);
    if (shards == null || shards.isEmpty()) {
      return ImmutableList.of(new Place(namespace, Optional.empty()));
    }
    return shards.stream()
        .map(shard -> new Place(namespace, Optional.of(shard)))
        .collect(ImmutableList.toImmutableList());
  }

  private static TableChange planned(Place place, SchemaChange change) {
    Operation operation =
        switch (change.kind()) {
          case CREATE -> Operation.CREATE;
          case ALTER -> Operation.ALTER;
          case DROP -> Operation.DROP;
        };
    return new TableChange(
        place.namespace(), place.shard(), change.table(), operation, change.sql());
  }
}
