package io.driftguard.replan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.VisibleText;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.LostCharacters;
import io.driftguard.grammar.RejectionCode;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ScriptStatement;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.View;
import io.driftguard.schemadiff.SameViews;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final String VIEW =
      "a view, and the desired schema of its namespace has none: views are not managed there";

  private final SchemaWork work;
  private final Predicate<String> internal;
  private final boolean printed;
  private final boolean suffixesTolerated;
  private final Optional<String> printedSchema;
  private final boolean defaultsKnown;

  /** The databases that desired scripts declare. */
  private final Map<String, ImmutableList<CreateDatabase>> databases = new HashMap<>();

  private final Map<String, ImmutableList<Statement>> statements = new HashMap<>();
  private final Map<String, ImmutableList<Statement>> printedStatements = new HashMap<>();
  private final Set<String> whole = new HashSet<>();
  private final Map<SortedMap<String, String>, LiveTables> live = new HashMap<>();
  private final Map<SortedMap<String, String>, Schema> wanted = new HashMap<>();

  /** By namespaces too, because a view may name its own schema. */
  private final IdentityHashMap<LiveTables, IdentityHashMap<Schema, Map<Namespace, LiveTables>>>
      aligned = new IdentityHashMap<>();

  /** By instances: there is one for each set of tables. */
  private final IdentityHashMap<LiveTables, IdentityHashMap<Schema, ImmutableList<SchemaChange>>>
      differences = new IdentityHashMap<>();

  /**
   * @param printed whether live scripts are what a server printed
   */
  SchemaMemory(SchemaWork work, Predicate<String> internal, boolean printed) {
    this(work, internal, printed, false, Optional.empty(), false);
  }

  private SchemaMemory(
      SchemaWork work,
      Predicate<String> internal,
      boolean printed,
      boolean suffixesTolerated,
      Optional<String> printedSchema,
      boolean defaultsKnown) {
    this.work = work;
    this.internal = internal;
    this.printed = printed;
    this.suffixesTolerated = suffixesTolerated;
    this.printedSchema = printedSchema;
    this.defaultsKnown = defaultsKnown;
  }

  /** A memory of nothing, for a server that said itself what tables inherit. */
  SchemaMemory knowingDefaults() {
    return new SchemaMemory(work, internal, printed, suffixesTolerated, printedSchema, true);
  }

  /** A memory of nothing, for live texts in which every schema has this name. */
  SchemaMemory printing(String schema) {
    return new SchemaMemory(
        work, internal, printed, suffixesTolerated, Optional.of(schema), defaultsKnown);
  }

  /** A memory of nothing, that tolerates the suffixes of constraints. */
  SchemaMemory toleratingSuffixes() {
    return new SchemaMemory(work, internal, printed, true, printedSchema, defaultsKnown);
  }

  /** Takes note of printed texts that say all that there is. */
  synchronized void takeAsWhole(Set<String> texts) {
    whole.addAll(texts);
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
      for (Statement each : parsed) {
        Statement create = withoutOwnSchema(each);
        if (internal.test(tableOf(create))) {
          leftOut.put(tableOf(create), INTERNAL);
        } else {
          creates.add(create);
          if (create instanceof CreateTable) {
            // Only a script of one statement is, as it was read, the text of its table.
            texts.put(
                tableOf(create), parsed.size() == 1 ? script.getValue() : Renderer.render(create));
          } else if (create instanceof CreateView) {
            texts.put(tableOf(create), Renderer.render(create));
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
    for (CreateView view : schema.views().values()) {
      String name = view.view().name().name();
      byTable.put(name, texts.getOrDefault(name, Renderer.render(view)));
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

  /** A view that a server printed with the name that all schemas have in its texts. */
  private Statement withoutOwnSchema(Statement create) {
    if (!(create instanceof CreateView view)
        || printedSchema.isEmpty()
        || !view.view().name().schema().equals(printedSchema)) {
      return create;
    }
    View named = view.view();
    return new CreateView(
        new View(
            new TableName(Optional.empty(), named.name().name()),
            named.algorithm(),
            named.definer(),
            named.security(),
            named.columns(),
            named.query(),
            named.checkOption(),
            named.duality()),
        view.orReplace(),
        view.ifNotExists());
  }

  /**
   * Live tables and views as they are compared with desired ones: views in the desired wording
   * where that says the same, none where none is desired, and constraints taken for desired ones
   * where that is tolerated.
   */
  synchronized LiveTables compared(Place place, LiveTables from, Schema to) throws EngineException {
    if (!suffixesTolerated && from.schema().views().isEmpty()) {
      return from;
    }
    Map<Namespace, LiveTables> known =
        aligned
            .computeIfAbsent(from, each -> new IdentityHashMap<>())
            .computeIfAbsent(to, each -> new HashMap<>());
    LiveTables compared = known.get(place.namespace());
    if (compared == null) {
      compared = withViews(place, suffixesTolerated ? aligned(place, from, to) : from, to);
      known.put(place.namespace(), compared);
    }
    return compared;
  }

  /** Live tables alone; views are named as left out. */
  LiveTables withoutViews(LiveTables read) {
    TreeMap<String, String> texts = new TreeMap<>(read.texts());
    TreeMap<String, String> leftOut = new TreeMap<>(read.leftOut());
    for (CreateView view : read.schema().views().values()) {
      texts.remove(view.view().name().name());
      leftOut.put(view.view().name().name(), Replanner.VIEW_NOT_READ);
    }
    return new LiveTables(
        read.schema().withViews(Schema.empty(read.schema().profile())),
        ImmutableSortedMap.copyOfSorted(texts),
        ImmutableSortedMap.copyOfSorted(leftOut));
  }

  /** Takes note of views that are not compared, because none is desired. */
  void leaveOut(Place place, Collection<String> views, Schema to, SortedMap<String, String> leftOut)
      throws EngineException {
    for (String name : views) {
      if (to.table(name).isPresent()) {
        throw new EngineException(
            Reason.DIFFERENCE_INEXPRESSIBLE,
            "expected a table "
                + Quoted.text(name)
                + " in "
                + Quoted.text(place.toString())
                + ", but found a view of that name, and views are not managed there");
      }
      leftOut.put(name, VIEW);
    }
  }

  private LiveTables withViews(Place place, LiveTables from, Schema to) throws EngineException {
    if (from.schema().views().isEmpty()) {
      return from;
    }
    TreeMap<String, String> texts = new TreeMap<>(from.texts());
    TreeMap<String, String> leftOut = new TreeMap<>(from.leftOut());
    if (to.views().isEmpty()) {
      List<String> names = new ArrayList<>();
      for (CreateView view : from.schema().views().values()) {
        names.add(view.view().name().name());
      }
      leaveOut(place, names, to, leftOut);
      names.forEach(texts::remove);
      return new LiveTables(
          from.schema().withViews(Schema.empty(from.schema().profile())),
          ImmutableSortedMap.copyOfSorted(texts),
          ImmutableSortedMap.copyOfSorted(leftOut));
    }
    String name = place.namespace().name();
    try {
      SameViews same = SameViews.between(from.schema(), printedSchema.orElse(name), to, name);
      for (String view : same.definersOpen()) {
        leftOut.put(view + ".DEFINER", SameViews.DEFINER_OPEN);
      }
      return new LiveTables(same.live(), from.texts(), ImmutableSortedMap.copyOfSorted(leftOut));
    } catch (SchemaDiffException e) {
      throw new EngineException(
          Reason.VIEW_NOT_COMPARABLE,
          Quoted.text(place.toString()) + ": " + OneLine.of(e.getMessage()),
          e);
    }
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
      return new LiveTables(
          schema.withViews(from.schema()), from.texts(), ImmutableSortedMap.copyOfSorted(leftOut));
    } catch (SchemaException e) {
      throw new EngineException(
          Reason.LIVE_SCHEMA_UNREADABLE,
          "live schema of "
              + Quoted.text(place.toString())
              + ", with constraints under their desired names: "
              + OneLine.of(e.getMessage()),
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
                + OneLine.of(e.getMessage()),
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
              VisibleText.of(script.getKey())
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
        if (asPrinted && !whole.contains(script)) {
          requireNothingLost(name, script);
        }
      } catch (DdlRejectedException e) {
        if (asPrinted || e.code() != RejectionCode.DATABASE) {
          throw rejected(name, e);
        }
        parsed = withoutDatabases(name, script, e);
      }
      requireCreates(name, parsed, databases.containsKey(script));
      known =
          parsed.stream().map(ScriptStatement::statement).collect(ImmutableList.toImmutableList());
      memory.put(script, known);
    }
    return known;
  }

  /** Two texts may be equal only because of what the server did not print. */
  private static void requireNothingLost(String name, String script)
      throws ScriptException, DdlRejectedException {
    Optional<String> lost = LostCharacters.in(script, ServerProfile.DEFAULT);
    if (lost.isPresent()) {
      throw new ScriptException(
          VisibleText.of(name)
              + ": "
              + lost.get()
              + ": expected a string of which the server prints each character, but found a question"
              + " mark or U+FFFD, which stand for characters beyond U+FFFF and for bytes that are no"
              + " text, too; write another value there, or let nobody compare this table");
    }
  }

  private static ScriptException rejected(String name, DdlRejectedException e) {
    return new ScriptException(VisibleText.of(name) + ": " + OneLine.of(e.describe()), e);
  }

  /** A script that declares databases, and its other statements, each at its first line. */
  private List<ScriptStatement> withoutDatabases(
      String name, String script, DdlRejectedException rejection) throws ScriptException {
    List<ScriptStatement> statements = new ArrayList<>();
    ImmutableList.Builder<CreateDatabase> declared = ImmutableList.builder();
    List<Ddl> all;
    try {
      all = work.parseWithDatabases(script);
    } catch (DdlRejectedException e) {
      throw rejected(name, e);
    }
    for (Ddl ddl : all) {
      if (ddl instanceof CreateDatabase database) {
        declared.add(database);
      } else if (ddl instanceof Statement statement) {
        statements.add(new ScriptStatement(statement, 1, 1));
      } else {
        throw rejected(name, rejection);
      }
    }
    databases.put(script, declared.build());
    return statements;
  }

  /** Refuses databases that desired scripts declare, and that are not as they are declared. */
  synchronized void requireDeclaredDatabases(Namespace namespace, SortedMap<String, String> scripts)
      throws EngineException {
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      for (CreateDatabase declared :
          databases.getOrDefault(script.getValue(), ImmutableList.of())) {
        String where =
            "desired schema of "
                + Quoted.text(namespace.name())
                + ": "
                + VisibleText.of(script.getKey())
                + ": ";
        if (!declared.name().equals(namespace.name())) {
          throw new EngineException(
              Reason.DESIRED_SCHEMA_UNREADABLE,
              where
                  + "expected CREATE DATABASE of the namespace itself, but found that of "
                  + Quoted.text(declared.name()));
        }
        if (!defaultsKnown) {
          throw new EngineException(
              Reason.DESIRED_SCHEMA_UNREADABLE,
              where
                  + "expected no CREATE DATABASE, because what the database is like is not read"
                  + " from such a source, but found one");
        }
        requireAsDeclared(where, declared);
      }
    }
  }

  private void requireAsDeclared(String where, CreateDatabase declared) throws EngineException {
    try {
      String wanted = work.database(declared);
      String live = work.database(new CreateDatabase(declared.name(), false, ImmutableList.of()));
      if (!wanted.equals(live)) {
        throw new EngineException(
            Reason.DIFFERENCE_INEXPRESSIBLE,
            where
                + "expected the database to be as by "
                + OneLine.of(wanted)
                + ", but found it as by "
                + OneLine.of(live)
                + "; no plan changes a database: ALTER DATABASE does it by hand, for tables that"
                + " are created later");
      }
    } catch (DdlRejectedException e) {
      throw new EngineException(
          Reason.DESIRED_SCHEMA_UNREADABLE, where + OneLine.of(e.getMessage()), e);
    }
  }

  private static void requireCreates(String name, List<ScriptStatement> parsed, boolean mayBeEmpty)
      throws ScriptException {
    if (parsed.isEmpty() && !mayBeEmpty) {
      throw new ScriptException(
          VisibleText.of(name) + ": expected CREATE TABLE or CREATE VIEW, but found no statement");
    }
    for (ScriptStatement each : parsed) {
      if (!(each.statement() instanceof CreateTable)
          && !(each.statement() instanceof CreateTableLike)
          && !(each.statement() instanceof CreateView)) {
        throw new ScriptException(
            VisibleText.of(name)
                + ": line "
                + each.line()
                + ", column "
                + each.column()
                + ": expected CREATE TABLE or CREATE VIEW, but found "
                + OneLine.of(Renderer.render(each.statement())));
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
      throw new ScriptException(OneLine.of(named.getMessage()), named);
    }
  }

  private static String tableOf(Statement create) {
    if (create instanceof CreateTable table) {
      return table.table().name();
    }
    if (create instanceof CreateTableLike like) {
      return like.table().name();
    }
    if (create instanceof CreateView view) {
      return view.view().name().name();
    }
    throw new IllegalArgumentException("not a CREATE TABLE or CREATE VIEW: " + create.getClass());
  }
}
