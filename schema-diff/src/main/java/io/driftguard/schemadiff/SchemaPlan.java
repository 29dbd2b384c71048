package io.driftguard.schemadiff;

import com.google.common.collect.Lists;
import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableOption;
import io.driftguard.schemadiff.SchemaChange.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The statements that lead from one schema to another, in an order in which they can run: tables
 * are created, then altered, then dropped. Foreign keys order the statements of each of the three:
 * a parent comes before its children and goes after them. Where that goes in circles, or a name is
 * not free yet, a constraint is dropped before the other changes, or added after them.
 */
final class SchemaPlan {

  private final ServerProfile profile;
  private final TreeMap<String, TableChange> changes = new TreeMap<>();

  SchemaPlan(Schema from, Schema to) throws SchemaDiffException, SimulationException {
    this.profile = from.profile();
    Set<String> names = new TreeSet<>(from.tables().keySet());
    names.addAll(to.tables().keySet());
    for (String name : names) {
      changes.put(
          name,
          new TableChange(
              name,
              Optional.ofNullable(from.states().get(name)),
              Optional.ofNullable(to.tables().get(name))));
    }
    for (TableChange change : changes.values()) {
      if (change.isAltered()) {
        alter(change);
      }
    }
  }

  /** The statements in order. */
  List<SchemaChange> statements() throws SchemaDiffException {
    PlanOrder order = new PlanOrder(profile, changes);
    List<TableChange> created = order.created();
    List<TableChange> altered = order.altered();
    List<TableChange> dropped = order.dropped();
    List<SchemaChange> statements = new ArrayList<>();
    for (TableChange change : created) {
      statements.add(statement(Kind.CREATE, change, created(change)));
    }
    for (TableChange change : changes.values()) {
      if (change.isAltered() && losesSecondaryEngine(change)) {
        alter(statements, change, List.of(SecondaryEngine.set(Optional.empty())));
      }
    }
    for (TableChange change : changes.values()) {
      alter(statements, change, change.early);
    }
    for (TableChange change : altered) {
      alter(statements, change, change.mainClauses());
      for (AlterClause clause : change.behind) {
        alter(statements, change, List.of(clause));
      }
    }
    for (TableChange change : changes.values()) {
      alter(statements, change, change.late);
    }
    for (TableChange change : changes.values()) {
      if (change.isAltered()
          && SecondaryEngine.of(change.after()).isPresent()
          && (losesSecondaryEngine(change) || SecondaryEngine.of(change.before()).isEmpty())) {
        alter(statements, change, List.of(SecondaryEngine.set(SecondaryEngine.of(change.after()))));
      }
    }
    for (TableChange change : dropped) {
      TableName name = change.before().table();
      statements.add(
          statement(Kind.DROP, change, new DropTable(List.of(name), false, Optional.empty())));
    }
    return statements;
  }

  /** A table keeps its secondary engine only while nothing else of it changes. */
  private static boolean losesSecondaryEngine(TableChange change) {
    Optional<TableOption> old = SecondaryEngine.of(change.before());
    return old.isPresent()
        && (!old.equals(SecondaryEngine.of(change.after()))
            || !change.early.isEmpty()
            || !change.mainClauses().isEmpty()
            || !change.behind.isEmpty()
            || !change.late.isEmpty());
  }

  private static SchemaChange statement(Kind kind, TableChange change, Statement statement) {
    return new SchemaChange(kind, change.name().name(), statement);
  }

  private static void alter(
      List<SchemaChange> statements, TableChange change, List<AlterClause> clauses) {
    if (!clauses.isEmpty()) {
      statements.add(statement(Kind.ALTER, change, new AlterTable(change.name(), clauses)));
    }
  }

  private static CreateTable created(TableChange change) {
    TableDraft draft = new TableDraft(change.after());
    draft.foreignKeys.removeAll(change.createLater);
    draft.checks.removeAll(change.checksLater);
    return draft.toStatement();
  }

  private void alter(TableChange change) throws SchemaDiffException, SimulationException {
    Map<String, ForeignKeyDef> now = new HashMap<>();
    change.after().foreignKeys().forEach(key -> now.put(Names.key(Names.of(key)), key));
    Set<String> stay = new HashSet<>();
    List<ForeignKeyDef> again = new ArrayList<>();
    for (ForeignKeyDef key : change.before().foreignKeys()) {
      ForeignKeyDef same = now.get(Names.key(Names.of(key)));
      if (following(change, key).equals(same) && !isDisturbed(change, key)) {
        stay.add(Names.key(Names.of(key)));
        continue;
      }
      boolean engineChanges = !sameEngine(change);
      if (engineChanges || losesItsParentKey(change, key)) {
        change.early.add(new AlterClause.DropForeignKey(Names.of(key)));
      } else {
        change.drops.add(key);
      }
      if (same != null) {
        // The server does not take one name twice in one statement, not even to replace it.
        again.add(same);
        change.late.add(new AlterClause.AddForeignKey(same));
      }
    }
    for (ForeignKeyDef key : change.after().foreignKeys()) {
      if (!stay.contains(Names.key(Names.of(key))) && !again.contains(key)) {
        if (needsItsTableFirst(change, key)) {
          change.late.add(new AlterClause.AddForeignKey(key));
          again.add(key);
        } else {
          change.adds.add(key);
        }
      }
    }
    if (change.before().equals(change.after()) && change.drops.isEmpty()) {
      return;
    }
    List<ForeignKeyDef> coming = new ArrayList<>(change.adds);
    coming.addAll(again);
    TableDiff diff = new TableDiff(change.from.orElseThrow(), change.after(), profile, coming);
    change.early.addAll(diff.ahead());
    change.main.addAll(diff.main());
    change.behind.addAll(diff.behind());
  }

  /** The server looks for the key of a foreign key to its own table even if it is to go as well. */
  private boolean losesItsParentKey(TableChange change, ForeignKeyDef key) {
    List<String> columns = key.references().columns();
    return Schema.parentOf(profile, key).filter(change.key::equals).isPresent()
        && change.after().keys().stream().noneMatch(each -> KeyState.supports(each, columns));
  }

  /** Tells whether a foreign key to its own table needs what the main statement makes of it. */
  private boolean needsItsTableFirst(TableChange change, ForeignKeyDef key)
      throws SimulationException {
    return Schema.parentOf(profile, key).filter(change.key::equals).isPresent()
        && new ForeignKeyRules(profile)
            .violation(key, change.after(), Optional.of(change.before()))
            .isPresent();
  }

  /** A foreign key as it is when only the letters of columns change: it follows them. */
  private ForeignKeyDef following(TableChange change, ForeignKeyDef key) {
    Optional<CreateTable> parent =
        Schema.parentOf(profile, key).map(changes::get).flatMap(it -> it.to);
    return new ForeignKeyDef(
        key.name(),
        key.indexName(),
        Letters.of(change.after(), key.columns()),
        parent.isPresent() ? Letters.of(parent.get(), key.references()) : key.references());
  }

  private static boolean sameEngine(TableChange change) {
    return Engines.of(change.before()).equalsIgnoreCase(Engines.of(change.after()));
  }

  /** Tells whether a foreign key that stays must go for a while, because of its columns. */
  private boolean isDisturbed(TableChange child, ForeignKeyDef key) throws SimulationException {
    if (!sameEngine(child) || changesColumns(child, key.columns())) {
      return true;
    }
    Optional<TableChange> parent =
        Schema.parentOf(profile, key).map(changes::get).filter(TableChange::isAltered);
    return parent.isPresent()
        && (!sameEngine(parent.get()) || changesColumns(parent.get(), key.references().columns()));
  }

  private boolean changesColumns(TableChange change, List<String> names)
      throws SimulationException {
    Collation oldDefault = TableCollations.ofTable(change.before().options(), profile);
    Collation newDefault = TableCollations.ofTable(change.after().options(), profile);
    for (String name : names) {
      Optional<ColumnDef> old = column(change.before(), name);
      Optional<ColumnDef> now = column(change.after(), name);
      if (old.isEmpty() || now.isEmpty()) {
        continue;
      }
      if (!ColumnChange.keepsValues(old.get(), oldDefault, now.get(), newDefault)
          || ColumnChange.changesVirtualStatus(old.get(), now.get())
          || (ColumnChange.becomesNotNull(old.get(), now.get())
              && mayCopy(change, oldDefault, newDefault))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether the server may have to copy the table. A column of a foreign key cannot become
   * NOT NULL then; where it is not certain, the foreign key rather goes for a while.
   */
  private static boolean mayCopy(TableChange change, Collation oldDefault, Collation newDefault)
      throws SimulationException {
    for (ColumnDef old : change.before().columns()) {
      Optional<ColumnDef> now = column(change.after(), old.name());
      if (now.isPresent() && !ColumnChange.keepsValues(old, oldDefault, now.get(), newDefault)) {
        return true;
      }
    }
    return !oldDefault.equals(newDefault)
        || !generated(change.before()).equals(generated(change.after()))
        || (isComputedInPlace(change.before()) && !sameColumns(change))
        || !functionalKeys(change.before()).equals(functionalKeys(change.after()))
        || (hasPrimaryKey(change.before()) && !hasPrimaryKey(change.after()))
        || !change.before().checks().containsAll(change.after().checks())
        || !change.before().foreignKeys().containsAll(change.after().foreignKeys())
        || hasFulltextKey(change.before())
        || hasFulltextKey(change.after());
  }

  /** The server takes each virtual column for a new one when the columns before it are others. */
  private static boolean isComputedInPlace(CreateTable table) {
    return !functionalKeys(table).isEmpty()
        || table.columns().stream()
            .anyMatch(column -> column.generated().filter(it -> !it.stored()).isPresent());
  }

  private static boolean sameColumns(TableChange change) {
    return Lists.transform(change.before().columns(), ColumnDef::name)
        .equals(Lists.transform(change.after().columns(), ColumnDef::name));
  }

  private static List<KeyDef> functionalKeys(CreateTable table) {
    return table.keys().stream()
        .filter(key -> key.parts().stream().anyMatch(KeyPart.ExpressionPart.class::isInstance))
        .toList();
  }

  private static boolean hasPrimaryKey(CreateTable table) {
    return table.keys().stream().anyMatch(key -> key.kind() == KeyDef.KeyKind.PRIMARY);
  }

  private static List<ColumnDef> generated(CreateTable table) {
    return table.columns().stream().filter(column -> column.generated().isPresent()).toList();
  }

  private static boolean hasFulltextKey(CreateTable table) {
    return table.keys().stream().anyMatch(key -> key.kind() == KeyDef.KeyKind.FULLTEXT);
  }

  private static Optional<ColumnDef> column(CreateTable table, String name) {
    return table.columns().stream().filter(column -> Names.same(column.name(), name)).findFirst();
  }
}
