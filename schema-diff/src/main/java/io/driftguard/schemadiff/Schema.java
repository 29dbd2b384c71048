package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.schemadiff.SchemaException.Code;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables and views of one schema in canonical form. Two schemas are equal if and only if every
 * table and view of the one is, canonically, the same of the other.
 *
 * <p>References to tables that a schema does not hold are not judged.
 */
public final class Schema {

  private final ServerProfile profile;
  private final ImmutableSortedMap<String, TableState> states;
  private final ImmutableSortedMap<String, CreateTable> tables;

  private final ImmutableSortedMap<String, CreateView> views;

  Schema(
      ServerProfile profile,
      SortedMap<String, TableState> states,
      SortedMap<String, CreateView> views) {
    this.profile = profile;
    this.views = ImmutableSortedMap.copyOfSorted(views);
    this.states = ImmutableSortedMap.copyOfSorted(states);
    this.tables = ImmutableSortedMap.copyOfSorted(Maps.transformValues(states, TableState::table));
  }

  /** A schema without tables. */
  public static Schema empty(ServerProfile profile) {
    return new Schema(profile, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * The schema that {@code CREATE} statements make.
   *
   * @throws SchemaException when they do not create tables, each once
   */
  public static Schema of(List<? extends Statement> creates, ServerProfile profile)
      throws SchemaException {
    Reader reader = new Reader(profile, false);
    reader.addAll("", creates);
    return reader.schema();
  }

  /**
   * The schema that a script of {@code CREATE} statements makes.
   *
   * @throws SchemaException when the script is refused, or does not create tables, each once
   */
  public static Schema parse(String script, ServerProfile profile) throws SchemaException {
    Reader reader = new Reader(profile, false);
    reader.addScript("", script);
    return reader.schema();
  }

  /**
   * The schema that several scripts make together. They are read in the order of their names, and
   * the name of the script stands before each message.
   *
   * @throws SchemaException when a script is refused, or they do not create tables, each once
   */
  public static Schema parseAll(SortedMap<String, String> scripts, ServerProfile profile)
      throws SchemaException {
    Reader reader = new Reader(profile, false);
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      reader.addScript(script.getKey() + ": ", script.getValue());
    }
    return reader.schema();
  }

  /**
   * The schema that a server printed: what {@code SHOW CREATE TABLE} says of each table. It is read
   * like a script, but for two things. The server prints no default of a nullable column only where
   * that was dropped ({@code ALTER COLUMN … DROP DEFAULT}), so that it is not taken for the default
   * NULL. And it does not tell which keys it made itself: see {@link #asPrinted}.
   *
   * @param texts the texts by the names of their tables, which stand before each message
   * @throws SchemaException when a text is refused, or they do not create tables, each once
   */
  public static Schema parsePrinted(SortedMap<String, String> texts, ServerProfile profile)
      throws SchemaException {
    Reader reader = new Reader(profile, true);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      reader.addScript(text.getKey() + ": ", text.getValue());
    }
    return reader.schema();
  }

  /**
   * The schema that a server printed, like {@link #parsePrinted}, for texts that are parsed
   * already: a server may print by another {@code sql_mode} than it reads by.
   *
   * @throws SchemaException when they do not create tables, each once
   */
  public static Schema ofPrinted(List<? extends Statement> creates, ServerProfile profile)
      throws SchemaException {
    Reader reader = new Reader(profile, true);
    reader.addAll("", creates);
    return reader.schema();
  }

  /** What the texts of this schema mean depends on these inputs. */
  public ServerProfile profile() {
    return profile;
  }

  /**
   * The canonical tables by name, in the order of their names. Where the profile says that letter
   * case does not count, the names are lower-case.
   */
  public SortedMap<String, CreateTable> tables() {
    return tables;
  }

  /** The canonical table of that name; letter case counts as the profile says. */
  public Optional<CreateTable> table(String name) {
    return Optional.ofNullable(tables.get(key(profile, name)));
  }

  /** The canonical views by name, in the order of their names, as {@link #tables}. */
  public SortedMap<String, CreateView> views() {
    return views;
  }

  /** The canonical text of each table and view, by the same names as {@link #tables}. */
  public SortedMap<String, String> texts() {
    TreeMap<String, String> texts = new TreeMap<>();
    tables.forEach((name, table) -> texts.put(name, Renderer.render(table)));
    views.forEach((name, view) -> texts.put(name, Renderer.render(view)));
    return ImmutableSortedMap.copyOfSorted(texts);
  }

  /**
   * This schema as a server printed it: {@code SHOW CREATE TABLE} does not tell which keys the
   * server made itself for foreign keys, and drops again when better ones come. The schema is equal
   * to this one, but a simulation that depends on it is refused.
   */
  public Schema asPrinted() {
    TreeMap<String, TableState> printed = new TreeMap<>();
    states.forEach((name, state) -> printed.put(name, state.asPrinted()));
    return new Schema(profile, printed, views);
  }

  /** This schema with the views of another one instead of its own. */
  public Schema withViews(Schema other) {
    return new Schema(profile, states, other.views);
  }

  /**
   * This schema with some views as another schema has them, instead of its own of these names. It
   * is for views that are known to be the same in another wording.
   *
   * @param names names of views that both schemas have, as they are looked up
   * @throws IllegalArgumentException when one of the schemas does not have one of them
   */
  public Schema withViewsOf(Schema other, Set<String> names) {
    TreeMap<String, CreateView> replaced = new TreeMap<>(views);
    for (String name : names) {
      CreateView view = other.views.get(name);
      if (view == null || replaced.put(name, view) == null) {
        throw new IllegalArgumentException("not a view of both schemas: " + Names.quoted(name));
      }
    }
    return new Schema(profile, states, replaced);
  }

  ImmutableSortedMap<String, TableState> states() {
    return states;
  }

  /** The looked-up name of a foreign key's parent; empty when it may be in another schema. */
  static Optional<String> parentOf(ServerProfile profile, ForeignKeyDef foreignKey) {
    TableName parent = foreignKey.references().table();
    return parent.schema().isPresent()
        ? Optional.empty()
        : Optional.of(key(profile, parent.name()));
  }

  /** The form of a table's name in which it is looked up. */
  static String key(ServerProfile profile, String name) {
    return profile.lowerCaseTableNames() == 0 ? name : name.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that
        && profile.equals(that.profile)
        && tables.equals(that.tables)
        && views.equals(that.views);
  }

  @Override
  public int hashCode() {
    return 31 * tables.hashCode() + views.hashCode();
  }

  @Override
  public String toString() {
    return String.join(";\n", texts().values());
  }

  /** Collects the tables of one schema from statements and scripts. */
  private static final class Reader {
    private final ServerProfile profile;
    private final DdlParser parser;
    private final Canonicalizer canonicalizer;
    private final TreeMap<String, TableState> states = new TreeMap<>();
    private final TreeMap<String, CreateView> views = new TreeMap<>();
    private final boolean printed;

    Reader(ServerProfile profile, boolean printed) {
      this.profile = profile;
      this.printed = printed;
      this.parser = new DdlParser(profile, ParseLimits.DEFAULT);
      this.canonicalizer = new Canonicalizer(profile);
    }

    Schema schema() {
      TreeMap<String, TableState> read = new TreeMap<>();
      states.forEach((name, state) -> read.put(name, Letters.ofParents(state, this::parent)));
      return new Schema(profile, read, views);
    }

    private Optional<CreateTable> parent(ForeignKeyDef foreignKey) {
      return parentOf(profile, foreignKey).map(states::get).map(TableState::table);
    }

    void addScript(String where, String script) throws SchemaException {
      List<Statement> statements;
      try {
        statements = parser.parseScript(script);
      } catch (DdlRejectedException e) {
        throw new SchemaException(where, e);
      }
      addAll(where, statements);
    }

    void addAll(String where, List<? extends Statement> creates) throws SchemaException {
      for (Statement statement : creates) {
        if (statement instanceof CreateView create) {
          requireNew(where, create.view().name());
          views.put(key(profile, create.view().name().name()), view(where, create));
        } else {
          TableState state = resolved(where, statement);
          requireNew(where, state.table().table());
          states.put(key(profile, state.table().table().name()), state);
        }
      }
    }

    private void requireNew(String where, TableName name) throws SchemaException {
      String key = key(profile, name.name());
      if (states.containsKey(key) || views.containsKey(key)) {
        throw new SchemaException(
            Code.DUPLICATE_TABLE,
            where + "a table is created once, but found another " + named(name));
      }
    }

    private CreateView view(String where, CreateView create) throws SchemaException {
      requireUnqualified(where, create.view().name());
      try {
        return Views.defined(create, canonicalizer);
      } catch (DdlRejectedException e) {
        throw new SchemaException(where + named(create.view().name()) + ": ", e);
      }
    }

    private TableState resolved(String where, Statement statement) throws SchemaException {
      if (statement instanceof CreateTable create) {
        return state(where, create);
      }
      if (statement instanceof CreateTableLike like) {
        TableState model = states.get(key(profile, like.like().name()));
        if (model == null || like.like().schema().isPresent()) {
          throw new SchemaException(
              Code.UNKNOWN_LIKE_TABLE,
              where
                  + named(like.table())
                  + " is made like a table that an earlier statement creates, but found "
                  + named(like.like()));
        }
        return like(where, model, like.table());
      }
      throw new SchemaException(
          Code.NOT_CREATE_TABLE,
          where + "expected CREATE TABLE or CREATE VIEW, but found " + Renderer.render(statement));
    }

    private TableState state(String where, CreateTable create) throws SchemaException {
      requireUnqualified(where, create.table());
      try {
        return printed
            ? TableState.printed(create, canonicalizer)
            : TableState.created(create, canonicalizer);
      } catch (DdlRejectedException e) {
        throw new SchemaException(where + named(create.table()) + ": ", e);
      }
    }

    private TableState like(String where, TableState model, TableName name) throws SchemaException {
      requireUnqualified(where, name);
      try {
        return model.renamed(TableDraft.like(model.table(), name), canonicalizer);
      } catch (DdlRejectedException e) {
        throw new SchemaException(where + named(name) + ": ", e);
      }
    }

    private static void requireUnqualified(String where, TableName name) throws SchemaException {
      if (name.schema().isPresent()) {
        throw new SchemaException(
            Code.QUALIFIED_NAME,
            where + "expected a table's name without a schema, but found " + named(name));
      }
    }

    private static String named(TableName table) {
      return table.schema().map(schema -> Names.quoted(schema) + ".").orElse("")
          + Names.quoted(table.name());
    }
  }
}
