package io.driftguard.replan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Namespace;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ScriptStatement;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What was already parsed, made a schema or compared. The shards of a namespace mostly are the
 * same, and so are the re-plans of their scopes, so that each distinct text, set of tables and
 * difference costs once. Only success is remembered.
 */
final class SchemaMemory {

  private static final String INTERNAL = "a table that the database made for itself";

  private final SchemaWork work;
  private final Predicate<String> internal;
  private final boolean printed;
  private final boolean suffixesTolerated;

  private final Map<String, ImmutableList<Statement>> statements = new HashMap<>();
  private final Map<String, ImmutableList<Statement>> printedStatements = new HashMap<>();
  private final Map<SortedMap<String, String>, LiveTables> live = new HashMap<>();
  private final Map<SortedMap<String, String>, Schema> wanted = new HashMap<>();

  private final IdentityHashMap<LiveTables, IdentityHashMap<Schema, LiveTables>> aligned =
      new IdentityHashMap<>();

  /** By instances: there is one for each set of tables. */
  private final IdentityHashMap<LiveTables, IdentityHashMap<Schema, ImmutableList<SchemaChange>>>
      differences = new IdentityHashMap<>();

  /**
   * @param printed whether live scripts are what a server printed
   */
  SchemaMemory(SchemaWork work, Predicate<String> internal, boolean printed) {
    this(work, internal, printed, false);
  }

  private SchemaMemory(
      SchemaWork work, Predicate<String> internal, boolean printed, boolean suffixesTolerated) {
    this.work = work;
    this.internal = internal;
    this.printed = printed;
    this.suffixesTolerated = suffixesTolerated;
  }

  /** A memory of nothing, that tolerates the suffixes of constraints. */
  SchemaMemory toleratingSuffixes() {
    return new SchemaMemory(work, internal, printed, true);
  }

  /** What was done so far, each thing once. */
  synchronized ReplanWork done() {
    return new ReplanWork(
        statements.size() + printedStatements.size(),
        live.size() + wanted.size(),
        differences.values().stream().mapToInt(Map::size).sum());
  }

  /** The tables that live scripts make, without the database's own. */
  synchronized LiveTables live(Place place, SortedMap<String, String> scripts)
      throws EngineException {
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
    TreeMap<String, String> leftOut = new TreeMap<>();
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      ImmutableList<Statement> parsed = parse(script.getKey(), script.getValue(), printed);
      for (Statement create : parsed) {
        if (internal.test(tableOf(create))) {
          leftOut.put(tableOf(create), INTERNAL);
        } else {
          creates.add(create);
          if (create instanceof CreateTable) {
            // Only a script of one statement is, as it was read, the text of its table.
            texts.put(
                tableOf(create), parsed.size() == 1 ? script.getValue() : Renderer.render(create));
          }
        }
      }
    }
    Schema schema = schema(scripts, creates, printed);
    TreeMap<String, String> byTable = new TreeMap<>();
    for (CreateTable table : schema.tables().values()) {
      String name = table.table().name();
      byTable.put(name, texts.getOrDefault(name, Renderer.render(table)));
    }
    return new LiveTables(
        schema, ImmutableSortedMap.copyOfSorted(byTable), ImmutableSortedMap.copyOfSorted(leftOut));
  }

  /** The schema that the desired scripts of a namespace make. */
  synchronized Schema wanted(Namespace namespace, SortedMap<String, String> scripts)
      throws EngineException {
    Schema known = wanted.get(scripts);
    if (known == null) {
      try {
        known = wanted(scripts);
      } catch (ScriptException e) {
        throw new EngineException(
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "desired schema of " + Quoted.text(namespace.name()) + ": " + e.getMessage(),
            e);
      }
      wanted.put(scripts, known);
    }
    return known;
  }

  /**
   * Live tables as they are compared with desired ones: the same, but for constraints that are
   * taken for desired ones where that is tolerated.
   */
  synchronized LiveTables compared(Place place, LiveTables from, Schema to) throws EngineException {
    if (!suffixesTolerated) {
      return from;
    }
    IdentityHashMap<Schema, LiveTables> known =
        aligned.computeIfAbsent(from, each -> new IdentityHashMap<>());
    LiveTables compared = known.get(to);
    if (compared == null) {
      compared = aligned(place, from, to);
      known.put(to, compared);
    }
    return compared;
  }

  private LiveTables aligned(Place place, LiveTables from, Schema to) throws EngineException {
    SuffixedConstraints constraints = SuffixedConstraints.between(from.schema(), to);
    if (constraints.taken().isEmpty()) {
      return from;
    }
    TreeMap<String, String> leftOut = new TreeMap<>(from.leftOut());
    leftOut.putAll(constraints.taken());
    try {
      Schema schema =
          printed
              ? work.printedSchema(List.copyOf(constraints.tables()))
              : work.schema(List.copyOf(constraints.tables()));
      return new LiveTables(schema, from.texts(), ImmutableSortedMap.copyOfSorted(leftOut));
    } catch (SchemaException e) {
      throw new EngineException(
          Reason.LIVE_SCHEMA_UNREADABLE,
          "live schema of "
              + Quoted.text(place.toString())
              + ", with constraints under their desired names: "
              + Quoted.line(e.getMessage()),
          e);
    }
  }

  /** The statements that make the tables of a place the desired ones. */
  synchronized ImmutableList<SchemaChange> difference(Place place, LiveTables from, Schema to)
      throws EngineException {
    IdentityHashMap<Schema, ImmutableList<SchemaChange>> known =
        differences.computeIfAbsent(from, each -> new IdentityHashMap<>());
    ImmutableList<SchemaChange> difference = known.get(to);
    if (difference == null) {
      try {
        difference = ImmutableList.copyOf(work.diff(from.schema(), to));
      } catch (SchemaDiffException e) {
        throw new EngineException(
            Reason.DIFFERENCE_INEXPRESSIBLE,
            "from the live to the desired schema of "
                + Quoted.text(place.toString())
                + ": "
                + Quoted.line(e.getMessage()),
            e);
      }
      known.put(to, difference);
    }
    return difference;
  }

  private Schema wanted(SortedMap<String, String> scripts) throws ScriptException {
    List<Statement> creates = new ArrayList<>();
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      for (Statement create : parse(script.getKey(), script.getValue(), false)) {
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
    return schema(scripts, creates, false);
  }

  private ImmutableList<Statement> parse(String name, String script, boolean asPrinted)
      throws ScriptException {
    Map<String, ImmutableList<Statement>> memory = asPrinted ? printedStatements : statements;
    ImmutableList<Statement> known = memory.get(script);
    if (known == null) {
      List<ScriptStatement> parsed;
      try {
        parsed = asPrinted ? work.parsePrinted(script) : work.parse(script);
      } catch (DdlRejectedException e) {
        throw new ScriptException(Quoted.plain(name) + ": " + Quoted.line(e.describe()), e);
      }
      requireCreates(name, parsed);
      known =
          parsed.stream().map(ScriptStatement::statement).collect(ImmutableList.toImmutableList());
      memory.put(script, known);
    }
    return known;
  }

  private static void requireCreates(String name, List<ScriptStatement> parsed)
      throws ScriptException {
    if (parsed.isEmpty()) {
      throw new ScriptException(
          Quoted.plain(name) + ": expected CREATE TABLE, but found no statement");
    }
    for (ScriptStatement each : parsed) {
      if (!(each.statement() instanceof CreateTable)
          && !(each.statement() instanceof CreateTableLike)) {
        throw new ScriptException(
            Quoted.plain(name)
                + ": line "
                + each.line()
                + ", column "
                + each.column()
                + ": expected CREATE TABLE, but found "
                + Quoted.line(Renderer.render(each.statement())));
      }
    }
  }

  private Schema schema(
      SortedMap<String, String> scripts, List<Statement> creates, boolean asPrinted)
      throws ScriptException {
    try {
      return asPrinted ? work.printedSchema(creates) : work.schema(creates);
    } catch (SchemaException e) {
      SchemaException named = work.named(e, scripts);
      throw new ScriptException(Quoted.line(named.getMessage()), named);
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
