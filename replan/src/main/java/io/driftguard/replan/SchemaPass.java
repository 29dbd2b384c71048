package io.driftguard.replan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One re-plan. The shards of a namespace mostly are the same, so each text is parsed once, each set
 * of tables made a schema once, and each difference computed once.
 */
final class SchemaPass {

  private final SchemaWork work;
  private final Predicate<String> internal;
  private final DesiredSchema desired;

  private final Map<String, ImmutableList<Statement>> statements = new HashMap<>();
  private final Map<SortedMap<String, String>, LiveTables> live = new HashMap<>();
  private final Map<Namespace, Schema> wanted = new HashMap<>();

  /** By the instance of the live tables: there is one for each set of tables. */
  private final IdentityHashMap<LiveTables, Map<Namespace, ImmutableList<SchemaChange>>>
      differences = new IdentityHashMap<>();

  SchemaPass(SchemaWork work, Predicate<String> internal, DesiredSchema desired) {
    this.work = work;
    this.internal = internal;
    this.desired = desired;
  }

  /** The tables that live scripts make, without the database's own. */
  LiveTables live(Place place, SortedMap<String, String> scripts) throws EngineException {
    LiveTables known = live.get(scripts);
    if (known == null) {
      try {
        known = live(scripts);
      } catch (ScriptException e) {
        throw new EngineException(
            Reason.LIVE_SCHEMA_UNREADABLE,
            "live schema of " + Quoted.text(place.toString()) + ": " + e.getMessage(),
            e);
      }
      live.put(scripts, known);
    }
    return known;
  }

  private LiveTables live(SortedMap<String, String> scripts) throws ScriptException {
    List<Statement> creates = new ArrayList<>();
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      ImmutableList<Statement> parsed = parse(script.getKey(), script.getValue());
      for (Statement create : parsed) {
        if (!internal.test(tableOf(create))) {
          creates.add(create);
          if (create instanceof CreateTable) {
            // Only a script of one statement is, as it was read, the text of its table.
            texts.put(
                tableOf(create), parsed.size() == 1 ? script.getValue() : Renderer.render(create));
          }
        }
      }
    }
    Schema schema = schema(scripts, creates);
    TreeMap<String, String> byTable = new TreeMap<>();
    for (CreateTable table : schema.tables().values()) {
      String name = table.table().name();
      byTable.put(name, texts.getOrDefault(name, Renderer.render(table)));
    }
    return new LiveTables(schema, ImmutableSortedMap.copyOfSorted(byTable));
  }

  /** The statements that make the tables of a place the desired ones. */
  ImmutableList<SchemaChange> difference(Place place, LiveTables tables) throws EngineException {
    Map<Namespace, ImmutableList<SchemaChange>> known =
        differences.computeIfAbsent(tables, each -> new HashMap<>());
    ImmutableList<SchemaChange> difference = known.get(place.namespace());
    if (difference == null) {
      Schema to = wanted(place.namespace());
      try {
        difference = ImmutableList.copyOf(work.diff(tables.schema(), to));
      } catch (SchemaDiffException e) {
        throw new EngineException(
            Reason.DIFFERENCE_INEXPRESSIBLE,
            "from the live to the desired schema of "
                + Quoted.text(place.toString())
                + ": "
                + e.getMessage(),
            e);
      }
      known.put(place.namespace(), difference);
    }
    return difference;
  }

  private Schema wanted(Namespace namespace) throws EngineException {
    Schema known = wanted.get(namespace);
    if (known == null) {
      NamespaceFiles files = Objects.requireNonNull(desired.namespaces().get(namespace));
      try {
        known = wanted(files.sql());
      } catch (ScriptException e) {
        throw new EngineException(
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired schema of " + Quoted.text(namespace.name()) + ": " + e.getMessage(),
            e);
      }
      wanted.put(namespace, known);
    }
    return known;
  }

  private Schema wanted(SortedMap<String, String> scripts) throws ScriptException {
    List<Statement> creates = new ArrayList<>();
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      for (Statement create : parse(script.getKey(), script.getValue())) {
        // Its live twin is not looked at, so that it would be created again and again.
        if (internal.test(tableOf(create))) {
          throw new ScriptException(
              Quoted.plain(script.getKey())
                  + ": expected tables of the schema, but found the database's own "
                  + Quoted.text(tableOf(create)));
        }
        creates.add(create);
      }
    }
    return schema(scripts, creates);
  }

  private ImmutableList<Statement> parse(String name, String script) throws ScriptException {
    ImmutableList<Statement> known = statements.get(script);
    if (known == null) {
      try {
        known = ImmutableList.copyOf(work.parse(script));
      } catch (DdlRejectedException e) {
        throw new ScriptException(Quoted.plain(name) + ": " + e.describe(), e);
      }
      statements.put(script, known);
    }
    if (known.isEmpty()) {
      throw new ScriptException(
          Quoted.plain(name) + ": expected CREATE TABLE, but found no statement");
    }
    for (Statement statement : known) {
      if (!(statement instanceof CreateTable) && !(statement instanceof CreateTableLike)) {
        throw new ScriptException(
            Quoted.plain(name)
                + ": expected CREATE TABLE, but found "
                + Renderer.render(statement));
      }
    }
    return known;
  }

  private Schema schema(SortedMap<String, String> scripts, List<Statement> creates)
      throws ScriptException {
    try {
      return work.schema(creates);
    } catch (SchemaException e) {
      SchemaException named = work.named(e, scripts);
      throw new ScriptException(String.valueOf(named.getMessage()), named);
    }
  }

  private static String tableOf(Statement create) {
    if (create instanceof CreateTable table) {
      return table.table().name();
    }
    if (create instanceof CreateTableLike like) {
      return like.table().name();
    }
    throw new IllegalArgumentException("not a CREATE TABLE: " + create.getClass());
  }
}
