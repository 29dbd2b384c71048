package io.driftguard.schemadiff;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.ExchangePartition;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateIndex;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.DropIndex;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.DropView;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.RenameTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TruncateTable;
import io.driftguard.schemadiff.AlteredColumns.Column;
import io.driftguard.schemadiff.ForeignKeyRules.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A schema that statements are being applied to. After a refusal it is of no more use: a statement
 * may have had half of its effect.
 */
final class SchemaDraft {

  private final ServerProfile profile;
  private final Canonicalizer canonicalizer;
  private final ForeignKeyRules foreignKeyRules;
  private final TreeMap<String, TableState> tables;
  private final Views views;

  /** Constraint names are unique within a schema: the table that has each, by looked-up name. */
  private final Map<String, String> foreignKeys = new HashMap<>();

  private final Map<String, String> checks = new HashMap<>();

  /** The tables with a foreign key to each table. */
  private final SetMultimap<String, String> children = HashMultimap.create();

  SchemaDraft(Schema schema) {
    this.profile = schema.profile();
    this.canonicalizer = new Canonicalizer(profile);
    this.foreignKeyRules = new ForeignKeyRules(profile);
    this.tables = new TreeMap<>(schema.states());
    this.views = new Views(profile, schema.views());
    tables.forEach((name, state) -> index(name, state.table()));
  }

  Schema build() {
    return new Schema(profile, tables, views.all());
  }

  void apply(Statement statement) throws SimulationException {
    if (statement instanceof CreateTable create) {
      create(create);
    } else if (statement instanceof CreateTableLike like) {
      createLike(like);
    } else if (statement instanceof AlterTable alter) {
      alter(alter);
    } else if (statement instanceof CreateIndex index) {
      List<AlterClause> clauses = new ArrayList<>();
      clauses.add(new AlterClause.AddKey(index.key()));
      clauses.addAll(index.how());
      alter(new AlterTable(index.table(), clauses));
    } else if (statement instanceof DropIndex index) {
      List<AlterClause> clauses = new ArrayList<>();
      clauses.add(new AlterClause.DropKey(index.key()));
      clauses.addAll(index.how());
      alter(new AlterTable(index.table(), clauses));
    } else if (statement instanceof DropTable drop) {
      drop(drop);
    } else if (statement instanceof RenameTable renames) {
      for (RenameTable.Rename rename : renames.renames()) {
        if (unqualified(rename.from()).equals(unqualified(rename.to()))) {
          throw exists(rename.to());
        }
        rename(rename.from(), rename.to());
      }
    } else if (statement instanceof TruncateTable truncate) {
      truncate(truncate);
    } else if (statement instanceof CreateView create) {
      views.create(create, tables.keySet(), canonicalizer);
    } else if (statement instanceof AlterView alter) {
      views.alter(alter, tables.keySet(), canonicalizer);
    } else if (statement instanceof DropView drop) {
      views.drop(drop, tables.keySet());
    } else {
      throw new IllegalArgumentException("not a known statement: " + statement.getClass());
    }
  }

  /** Tables and views share their names. */
  private boolean isTaken(String name) {
    return tables.containsKey(name) || views.has(name);
  }

  private void create(CreateTable create) throws SimulationException {
    String name = unqualified(create.table());
    if (isTaken(name)) {
      if (create.ifNotExists()) {
        return;
      }
      throw exists(create.table());
    }
    TableRules.check(create);
    TableState state = created(create);
    TableLimits.check(state.table(), Optional.empty(), profile);
    put(name, state);
    for (ForeignKeyDef key : asWritten(state.table().foreignKeys(), create)) {
      requireSound(key, state.table());
    }
    requireSoundChildren(name);
    useLettersOfParents(name);
  }

  /** The foreign keys in the order in which the server looks at them: first those with names. */
  private static List<ForeignKeyDef> asWritten(List<ForeignKeyDef> keys, CreateTable create) {
    List<String> names =
        create.foreignKeys().stream().map(key -> key.name().map(Names::key).orElse("")).toList();
    List<ForeignKeyDef> ordered = new ArrayList<>(keys);
    ordered.sort(
        Comparator.comparingInt(
            key -> {
              int at = names.indexOf(Names.key(Names.of(key)));
              return at < 0 ? names.size() : at;
            }));
    return ordered;
  }

  private void createLike(CreateTableLike like) throws SimulationException {
    String name = unqualified(like.table());
    if (name.equals(unqualified(like.like()))) {
      throw new SimulationException(
          SimulationCode.TABLE_NAMED_TWICE,
          "expected another table than " + quoted(like.table()) + " itself");
    }
    TableState model = require(like.like());
    if (isTaken(name)) {
      if (like.ifNotExists()) {
        return;
      }
      throw exists(like.table());
    }
    TableState copy = renamed(model, TableDraft.like(model.table(), like.table()));
    DefinitionLimits.names(copy.table());
    put(name, copy);
    requireSoundChildren(name);
  }

  private void alter(AlterTable alter) throws SimulationException {
    String name = unqualified(alter.table());
    if (views.has(name)) {
      throw new SimulationException(
          SimulationCode.WRONG_OBJECT, Names.quoted(name) + " is a view, not a table");
    }
    TableState before = require(alter.table());
    SecondaryEngine.requireNone(before.table(), alter.clauses());
    AlterSimulation simulation =
        new AlterSimulation(before, new AlterRequest(alter.clauses()), profile);
    TableState after;
    try {
      after = TableState.altered(simulation.after(), simulation.keys(), canonicalizer);
    } catch (DdlRejectedException e) {
      throw notCanonical(alter.table(), e);
    }
    for (ExchangePartition exchange :
        new AlterRequest(alter.clauses()).all(ExchangePartition.class)) {
      if (require(exchange.table()).table().partitioning().isPresent()) {
        throw new SimulationException(
            SimulationCode.PARTITIONING_KIND,
            "a partition is exchanged for a table that is not partitioned, but found "
                + quoted(exchange.table()));
      }
    }
    if (IgnoredKeyChange.is(before, after, alter.clauses())) {
      return;
    }
    TableLimits.check(after.table(), Optional.of(before.table()), profile);
    remove(name);
    put(name, after);
    foreignKeysAfter(name, before.table(), after.table(), simulation);
    useLettersOfParents(name);
    List<AlterClause.RenameTable> renames =
        new AlterRequest(alter.clauses()).all(AlterClause.RenameTable.class);
    if (!renames.isEmpty()) {
      rename(alter.table(), renames.get(renames.size() - 1).to());
    }
  }

  private void truncate(TruncateTable truncate) throws SimulationException {
    String name = unqualified(truncate.table());
    SecondaryEngine.requireNone(require(truncate.table()).table(), List.of());
    for (String child : new TreeSet<>(children.get(name))) {
      if (!child.equals(name)) {
        throw new SimulationException(
            SimulationCode.TABLE_IN_FOREIGN_KEY,
            "table "
                + Names.quoted(name)
                + " cannot be truncated: a foreign key of table "
                + Names.quoted(child)
                + " references it");
      }
    }
  }

  private void drop(DropTable drop) throws SimulationException {
    Set<String> names = new TreeSet<>();
    for (TableName table : drop.tables()) {
      if (!names.add(unqualified(table))) {
        throw new SimulationException(
            SimulationCode.TABLE_NAMED_TWICE, "table " + quoted(table) + " is named twice");
      }
      if (!drop.ifExists()) {
        require(table);
      }
    }
    names.retainAll(tables.keySet());
    for (String name : names) {
      for (String child : children.get(name)) {
        if (!names.contains(child)) {
          throw new SimulationException(
              SimulationCode.TABLE_IN_FOREIGN_KEY,
              "table "
                  + Names.quoted(name)
                  + " cannot be dropped: a foreign key of table "
                  + Names.quoted(child)
                  + " references it");
        }
      }
    }
    names.forEach(this::remove);
  }

  private void rename(TableName from, TableName to) throws SimulationException {
    String source = unqualified(from);
    String target = unqualified(to);
    if (views.has(source)) {
      throw new SimulationException(
          SimulationCode.EFFECT_UNKNOWN,
          "expected a table to be renamed, but found the view "
              + quoted(from)
              + ": drop it, and create it under its new name");
    }
    TableState state = require(from);
    SecondaryEngine.requireNone(state.table(), List.of());
    if (!target.equals(source) && isTaken(target)) {
      throw exists(to);
    }
    TableDraft draft = new TableDraft(state.table());
    draft.name = to;
    draft.checks.replaceAll(
        check ->
            new CheckDef(
                check.name().map(name -> GeneratedName.CHECK.renamed(name, from.name(), to.name())),
                check.expression(),
                check.enforced()));
    draft.foreignKeys.replaceAll(
        key ->
            new ForeignKeyDef(
                key.name()
                    .map(name -> GeneratedName.FOREIGN_KEY.renamed(name, from.name(), to.name())),
                key.indexName(),
                key.columns(),
                key.references()));
    Set<String> referencing = new TreeSet<>(children.get(source));
    remove(source);
    TableState renamed = renamed(state, draft.toStatement());
    DefinitionLimits.names(renamed.table());
    put(target, renamed);
    for (String child : referencing) {
      mapReferences(
          child.equals(source) ? target : child,
          source,
          references ->
              new References(
                  to,
                  references.columns(),
                  references.match(),
                  references.onDelete(),
                  references.onUpdate()));
    }
    requireSoundChildren(target);
  }

  /** Rewrites what the foreign keys of a table say of one parent. */
  private void mapReferences(String child, String parent, UnaryOperator<References> change)
      throws SimulationException {
    TableState state = state(child);
    TableDraft draft = new TableDraft(state.table());
    draft.foreignKeys.replaceAll(
        key ->
            parent.equals(parentOf(key).orElse(""))
                ? new ForeignKeyDef(
                    key.name(), key.indexName(), key.columns(), change.apply(key.references()))
                : key);
    remove(child);
    put(child, renamed(state, draft.toStatement()));
  }

  /** What an {@code ALTER TABLE} means for the foreign keys of the table and for those to it. */
  private void foreignKeysAfter(
      String name, CreateTable before, CreateTable after, AlterSimulation simulation)
      throws SimulationException {
    boolean takesPart = !before.foreignKeys().isEmpty() || children.containsKey(name);
    if (takesPart && !Engines.of(before).equalsIgnoreCase(Engines.of(after))) {
      throw new SimulationException(
          SimulationCode.TABLE_IN_FOREIGN_KEY,
          "the engine of table "
              + Names.quoted(name)
              + " cannot change: the table takes part in a foreign key");
    }
    for (ForeignKeyDef key : before.foreignKeys()) {
      if (after.foreignKeys().stream()
          .anyMatch(left -> Names.same(Names.of(left), Names.of(key)))) {
        requireColumns(key, key.columns(), simulation, before, after);
        requireOwnKey(key, before, after, simulation);
      } else if (isToItself(key, before) && !simulation.copies()) {
        // InnoDB looks at what the table was when it drops a key in place.
        requireKey(key, key.references().columns(), before, after, simulation);
      }
    }
    for (String child : new TreeSet<>(children.get(name))) {
      CreateTable referencing = child.equals(name) ? before : state(child).table();
      for (ForeignKeyDef key : referencing.foreignKeys()) {
        if (name.equals(parentOf(key).orElse("")) && isLeft(key, child)) {
          requireColumns(key, key.references().columns(), simulation, before, after);
        }
      }
      mapReferences(child, name, references -> withNewColumns(references, simulation));
      CreateTable current = state(child).table();
      for (ForeignKeyDef key : current.foreignKeys()) {
        Optional<ForeignKeyDef> old =
            referencing.foreignKeys().stream()
                .filter(each -> Names.same(Names.of(each), Names.of(key)))
                .findFirst();
        if (old.isPresent() && name.equals(parentOf(key).orElse(""))) {
          requireStillSound(key, current, state(name).table(), old.get(), referencing, before);
        }
      }
    }
    CreateTable current = state(name).table();
    for (ForeignKeyDef key : current.foreignKeys()) {
      boolean added =
          simulation.addedForeignKeys().stream()
              .anyMatch(each -> Names.same(Names.of(each), Names.of(key)));
      Optional<ForeignKeyDef> old =
          before.foreignKeys().stream()
              .filter(each -> Names.same(Names.of(each), Names.of(key)))
              .findFirst();
      if (added) {
        requireSound(key, current);
        if (name.equals(parentOf(key).orElse(""))) {
          requireSoundBefore(key, current, before);
        }
      } else if (old.isPresent() && parent(key).isPresent() && !name.equals(parentOf(key).get())) {
        CreateTable parent = parent(key).get();
        requireStillSound(key, current, parent, old.get(), before, parent);
      }
    }
  }

  /** A foreign key of a table to itself finds what the table was before the statement. */
  private void requireSoundBefore(ForeignKeyDef key, CreateTable now, CreateTable before)
      throws SimulationException {
    boolean toItself = Names.allSame(key.columns(), key.references().columns());
    if (!toItself && foreignKeyRules.violation(key, now, Optional.of(before)).isPresent()) {
      throw new SimulationException(
          SimulationCode.SELF_REFERENCE_TOO_EARLY,
          "foreign key "
              + Names.quoted(Names.of(key))
              + " references columns or a key of its own table that the same statement makes");
    }
  }

  private boolean isLeft(ForeignKeyDef key, String child) {
    return state(child).table().foreignKeys().stream()
        .anyMatch(left -> Names.same(Names.of(left), Names.of(key)));
  }

  private static References withNewColumns(References references, AlterSimulation simulation) {
    return new References(
        references.table(),
        references.columns().stream()
            .map(name -> simulation.columns().become(name).map(Column::name).orElse(name))
            .toList(),
        references.match(),
        references.onDelete(),
        references.onUpdate());
  }

  /** The columns that a foreign key uses on either side keep their values. */
  private void requireColumns(
      ForeignKeyDef key,
      List<String> names,
      AlterSimulation simulation,
      CreateTable before,
      CreateTable after)
      throws SimulationException {
    Collation oldDefault = TableCollations.ofTable(before.options(), profile);
    Collation newDefault = TableCollations.ofTable(after.options(), profile);
    for (String name : names) {
      Optional<ColumnDef> old = column(before, name);
      Optional<Column> now = simulation.columns().become(name);
      if (old.isEmpty()) {
        continue;
      }
      if (now.isEmpty()) {
        throw breaks(key, name, "be dropped");
      }
      ColumnDef current = column(after, now.get().name()).orElseThrow();
      boolean renamed = !Names.same(old.get().name(), current.name());
      boolean notNull = ColumnChange.becomesNotNull(old.get(), current);
      if ((simulation.copies() && (renamed || notNull))
          || (simulation.keepsFulltextKey() && notNull)) {
        throw breaks(key, name, "be renamed or become NOT NULL while the table is copied");
      }
      boolean comparable =
          ColumnChange.comparable(old.get().type(), oldDefault, current.type(), newDefault);
      // Where the two sides cease to be of one type, that is what the server says.
      if ((comparable || isToItself(key, before))
          && !ColumnChange.keepsValues(old.get(), oldDefault, current, newDefault)) {
        throw breaks(key, name, "change its values");
      }
    }
  }

  private boolean isToItself(ForeignKeyDef key, CreateTable table) {
    return table.foreignKeys().contains(key)
        && parentOf(key).equals(Optional.of(Schema.key(profile, table.table().name())));
  }

  private static SimulationException breaks(ForeignKeyDef key, String column, String what) {
    return new SimulationException(
        SimulationCode.COLUMN_IN_FOREIGN_KEY,
        "column "
            + Names.quoted(column)
            + " cannot "
            + what
            + ": foreign key "
            + Names.quoted(Names.of(key))
            + " uses it");
  }

  /** A foreign key keeps a key on its own columns; the server makes none when it loses one. */
  private static void requireOwnKey(
      ForeignKeyDef key, CreateTable before, CreateTable after, AlterSimulation simulation)
      throws SimulationException {
    requireKey(key, key.columns(), before, after, simulation);
  }

  private static void requireKey(
      ForeignKeyDef key,
      List<String> columns,
      CreateTable before,
      CreateTable after,
      AlterSimulation simulation)
      throws SimulationException {
    List<String> now =
        columns.stream()
            .map(name -> simulation.columns().become(name).map(Column::name).orElse(name))
            .toList();
    boolean had = before.keys().stream().anyMatch(each -> KeyState.supports(each, columns));
    boolean has = simulation.keys().stream().anyMatch(state -> KeyState.supports(state.key(), now));
    if (had && !has && Engines.supportsForeignKeys(after)) {
      throw needed(key, before);
    }
  }

  private static SimulationException needed(ForeignKeyDef key, CreateTable table) {
    return new SimulationException(
        SimulationCode.KEY_IN_FOREIGN_KEY,
        "foreign key "
            + Names.quoted(Names.of(key))
            + " needs a key of table "
            + Names.quoted(table.table().name())
            + " that would be dropped");
  }

  /** Refuses a foreign key that would be unsound in a schema that holds its parent. */
  private void requireSound(ForeignKeyDef key, CreateTable child) throws SimulationException {
    if (!Engines.supportsForeignKeys(child)) {
      return;
    }
    Optional<Violation> violation = foreignKeyRules.violation(key, child, parent(key));
    if (violation.isPresent()) {
      throw violation.get().asException();
    }
  }

  /** Refuses a foreign key that was sound before and would not be after. */
  private void requireStillSound(
      ForeignKeyDef key,
      CreateTable child,
      CreateTable parent,
      ForeignKeyDef oldKey,
      CreateTable oldChild,
      CreateTable oldParent)
      throws SimulationException {
    Optional<Violation> violation = foreignKeyRules.violation(key, child, Optional.of(parent));
    if (violation.isPresent()
        && foreignKeyRules.violation(oldKey, oldChild, Optional.of(oldParent)).isEmpty()) {
      throw violation.get().code() == SimulationCode.PARENT_KEY_MISSING
          ? needed(key, parent)
          : violation.get().asException();
    }
  }

  /** A table that comes to be is the parent that other tables have waited for. */
  private void requireSoundChildren(String name) throws SimulationException {
    for (String child : new TreeSet<>(children.get(name))) {
      CreateTable referencing = state(child).table();
      for (ForeignKeyDef key : referencing.foreignKeys()) {
        if (name.equals(parentOf(key).orElse(""))) {
          requireSound(key, referencing);
        }
      }
    }
  }

  /** Foreign keys name the columns of their parents in the letters in which these have them. */
  private void useLettersOfParents(String name) {
    Set<String> concerned = new TreeSet<>(children.get(name));
    concerned.add(name);
    for (String child : concerned) {
      tables.put(child, Letters.ofParents(state(child), key -> parent(key)));
    }
  }

  private Optional<CreateTable> parent(ForeignKeyDef key) {
    return parentOf(key).map(tables::get).map(TableState::table);
  }

  private Optional<String> parentOf(ForeignKeyDef key) {
    return Schema.parentOf(profile, key);
  }

  private static Optional<ColumnDef> column(CreateTable table, String name) {
    return table.columns().stream().filter(column -> Names.same(column.name(), name)).findFirst();
  }

  private TableState created(CreateTable create) throws SimulationException {
    try {
      return TableState.created(create, canonicalizer);
    } catch (DdlRejectedException e) {
      throw notCanonical(create.table(), e);
    }
  }

  private TableState renamed(TableState state, CreateTable table) throws SimulationException {
    try {
      return state.renamed(table, canonicalizer);
    } catch (DdlRejectedException e) {
      throw notCanonical(table.table(), e);
    }
  }

  private static SimulationException notCanonical(TableName table, DdlRejectedException e) {
    return new SimulationException(
        SimulationCode.NOT_CANONICAL,
        "table " + quoted(table) + " has no canonical form: " + e.getMessage(),
        e);
  }

  private void put(String name, TableState state) throws SimulationException {
    for (ForeignKeyDef key : state.table().foreignKeys()) {
      String other = foreignKeys.get(Names.key(Names.of(key)));
      if (other != null) {
        throw new SimulationException(
            SimulationCode.DUPLICATE_FOREIGN_KEY,
            "foreign key "
                + Names.quoted(Names.of(key))
                + " is there already, in table "
                + Names.quoted(other));
      }
    }
    for (CheckDef check : state.table().checks()) {
      String other = checks.get(Names.key(Names.of(check)));
      if (other != null) {
        throw new SimulationException(
            SimulationCode.DUPLICATE_CHECK,
            "check "
                + Names.quoted(Names.of(check))
                + " is there already, in table "
                + Names.quoted(other));
      }
    }
    tables.put(name, state);
    index(name, state.table());
  }

  private void index(String name, CreateTable table) {
    for (ForeignKeyDef key : table.foreignKeys()) {
      foreignKeys.put(Names.key(Names.of(key)), name);
      parentOf(key).ifPresent(parent -> children.put(parent, name));
    }
    table.checks().forEach(check -> checks.put(Names.key(Names.of(check)), name));
  }

  private void remove(String name) {
    CreateTable table = state(name).table();
    tables.remove(name);
    for (ForeignKeyDef key : table.foreignKeys()) {
      foreignKeys.remove(Names.key(Names.of(key)), name);
      parentOf(key).ifPresent(parent -> children.remove(parent, name));
    }
    table.checks().forEach(check -> checks.remove(Names.key(Names.of(check)), name));
  }

  /** A table that is known to be there. */
  private TableState state(String name) {
    return Optional.ofNullable(tables.get(name)).orElseThrow();
  }

  private TableState require(TableName name) throws SimulationException {
    TableState state = tables.get(unqualified(name));
    if (state == null) {
      throw new SimulationException(
          SimulationCode.UNKNOWN_TABLE, "table " + quoted(name) + " is not there");
    }
    return state;
  }

  private String unqualified(TableName name) throws SimulationException {
    if (name.schema().isPresent()) {
      throw new SimulationException(
          SimulationCode.QUALIFIED_NAME,
          "expected a table's name without a schema, but found "
              + Names.quoted(name.schema().get())
              + "."
              + quoted(name));
    }
    return Schema.key(profile, name.name());
  }

  private static SimulationException exists(TableName name) {
    return new SimulationException(
        SimulationCode.TABLE_EXISTS, "table " + quoted(name) + " is there already");
  }

  private static String quoted(TableName name) {
    return Names.quoted(name.name());
  }
}
