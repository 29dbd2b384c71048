package io.driftguard.schemadiff;

import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.TableOption;
import io.driftguard.schemadiff.DependencyOrder.Edge;
import io.driftguard.schemadiff.SchemaDiffException.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * The order of a plan's changes. Where constraints leave no order, they are moved out of the way:
 * dropped before the other changes, or added after them.
 */
final class PlanOrder {

  private final ServerProfile profile;
  private final SortedMap<String, TableChange> changes;

  PlanOrder(ServerProfile profile, SortedMap<String, TableChange> changes)
      throws SchemaDiffException {
    this.profile = profile;
    this.changes = changes;
    requireParents();
    freeNames();
    leaveDroppedTables();
  }

  /** The tables that are created: parents first. */
  List<TableChange> created() {
    List<Edge> edges = new ArrayList<>();
    for (TableChange change : those(TableChange::isCreated)) {
      for (ForeignKeyDef key : change.after().foreignKeys()) {
        if (change.createLater.contains(key)) {
          continue;
        }
        Optional<TableChange> parent = parent(key);
        if (parent.filter(it -> it.isAltered() && isConcerned(it, key)).isPresent()) {
          later(change, key);
        } else if (parent.isPresent()) {
          edges.add(new Edge(parent.get().key, change.key, () -> later(change, key)));
        }
      }
    }
    return sorted(TableChange::isCreated, edges);
  }

  /**
   * The tables that stay: a foreign key goes before its parent changes, and comes after that, where
   * the parent's change concerns it.
   */
  List<TableChange> altered() {
    List<Edge> edges = new ArrayList<>();
    for (TableChange change : those(TableChange::isAltered)) {
      for (ForeignKeyDef key : change.adds) {
        concernedParent(key)
            .ifPresent(
                parent -> edges.add(new Edge(parent.key, change.key, () -> later(change, key))));
      }
      for (ForeignKeyDef key : change.drops) {
        concernedParent(key)
            .ifPresent(
                parent -> edges.add(new Edge(change.key, parent.key, () -> sooner(change, key))));
      }
    }
    return sorted(TableChange::isAltered, edges);
  }

  /** The tables that are dropped: children first. */
  List<TableChange> dropped() {
    List<Edge> edges = new ArrayList<>();
    for (TableChange change : those(TableChange::isDropped)) {
      for (ForeignKeyDef key : change.before().foreignKeys()) {
        if (!change.early.contains(drop(key))) {
          parent(key)
              .ifPresent(
                  parent ->
                      edges.add(
                          new Edge(change.key, parent.key, () -> change.early.add(drop(key)))));
        }
      }
    }
    return sorted(TableChange::isDropped, edges);
  }

  private List<TableChange> sorted(Predicate<TableChange> which, List<Edge> edges) {
    List<String> names = those(which).stream().map(change -> change.key).toList();
    List<TableChange> order = new ArrayList<>();
    for (String name : DependencyOrder.of(names, edges)) {
      order.add(Optional.ofNullable(changes.get(name)).orElseThrow());
    }
    return order;
  }

  private List<TableChange> those(Predicate<TableChange> which) {
    return changes.values().stream().filter(which).toList();
  }

  private Optional<TableChange> parent(ForeignKeyDef key) {
    return Schema.parentOf(profile, key).map(changes::get);
  }

  private Optional<TableChange> concernedParent(ForeignKeyDef key) {
    return parent(key).filter(TableChange::isAltered).filter(it -> isConcerned(it, key));
  }

  private static void later(TableChange change, ForeignKeyDef key) {
    if (change.isCreated()) {
      change.createLater.add(key);
    } else {
      change.adds.remove(key);
    }
    change.late.add(new AlterClause.AddForeignKey(key));
  }

  private static void sooner(TableChange change, ForeignKeyDef key) {
    change.drops.remove(key);
    change.early.add(drop(key));
  }

  private static AlterClause drop(ForeignKeyDef key) {
    return new AlterClause.DropForeignKey(Names.of(key));
  }

  /** Tells whether what a foreign key references is not the same before and after a change. */
  private static boolean isConcerned(TableChange parent, ForeignKeyDef key) {
    CreateTable before = parent.before();
    CreateTable after = parent.after();
    List<String> columns = key.references().columns();
    return !columns(before, columns).equals(columns(after, columns))
        || !keys(before, columns).equals(keys(after, columns))
        || !before.partitioning().equals(after.partitioning())
        || !collations(before).equals(collations(after))
        || !Engines.of(before).equalsIgnoreCase(Engines.of(after));
  }

  private static List<ColumnDef> columns(CreateTable table, List<String> names) {
    return table.columns().stream()
        .filter(column -> names.stream().anyMatch(name -> Names.same(name, column.name())))
        .toList();
  }

  private static List<KeyDef> keys(CreateTable table, List<String> columns) {
    return table.keys().stream().filter(key -> KeyState.supports(key, columns)).toList();
  }

  private static List<TableOption> collations(CreateTable table) {
    return table.options().stream()
        .filter(
            option ->
                option.key() == TableOption.Key.CHARSET || option.key() == TableOption.Key.COLLATE)
        .toList();
  }

  /** A table that goes leaves no foreign key behind. */
  private void requireParents() throws SchemaDiffException {
    for (TableChange change : changes.values()) {
      if (change.isDropped()) {
        continue;
      }
      for (ForeignKeyDef key : change.after().foreignKeys()) {
        Optional<TableChange> parent = parent(key).filter(TableChange::isDropped);
        if (parent.isPresent()) {
          throw new SchemaDiffException(
              Code.PARENT_DROPPED,
              "table "
                  + Names.quoted(parent.get().name().name())
                  + " cannot be dropped: foreign key "
                  + Names.quoted(Names.of(key))
                  + " of table "
                  + Names.quoted(change.name().name())
                  + " is to reference it");
        }
      }
    }
  }

  /** A foreign key of a table that goes must not hinder the changes of its parent before that. */
  private void leaveDroppedTables() {
    for (TableChange change : those(TableChange::isDropped)) {
      for (ForeignKeyDef key : change.before().foreignKeys()) {
        if (concernedParent(key).isPresent() && !change.early.contains(drop(key))) {
          change.early.add(drop(key));
        }
      }
    }
  }

  /**
   * Moves constraints out of the way whose names belong to other tables until these are changed or
   * dropped: the name of a constraint is unique within a schema.
   */
  private void freeNames() {
    Map<String, TableChange> foreignKeys = new HashMap<>();
    Map<String, TableChange> checks = new HashMap<>();
    for (TableChange change : changes.values()) {
      if (change.from.isPresent()) {
        change.before().foreignKeys().forEach(key -> foreignKeys.put(name(key), change));
        change.before().checks().forEach(check -> checks.put(name(check), change));
      }
    }
    for (TableChange change : changes.values()) {
      for (AlterClause clause : change.late) {
        if (clause instanceof AlterClause.AddForeignKey add) {
          other(foreignKeys, name(add.foreignKey()), change)
              .ifPresent(owner -> giveUp(owner, drop(add.foreignKey())));
        }
      }
      List<ForeignKeyDef> keys =
          change.isCreated() ? change.after().foreignKeys() : List.copyOf(change.adds);
      for (ForeignKeyDef key : keys) {
        Optional<TableChange> owner = other(foreignKeys, name(key), change);
        owner.ifPresent(it -> giveUp(it, drop(key)));
        owner.ifPresent(it -> later(change, key));
      }
      if (change.isDropped()) {
        continue;
      }
      for (CheckDef check : change.after().checks()) {
        AlterClause add = new AlterClause.AddCheck(check);
        boolean comes = change.isCreated() || change.main.contains(add);
        Optional<TableChange> owner = other(checks, name(check), change);
        if (comes && owner.isPresent()) {
          giveUp(owner.get(), new AlterClause.DropCheck(Names.of(check)));
          change.checksLater.add(check);
          change.main.remove(add);
          change.late.add(add);
        }
      }
    }
  }

  private static Optional<TableChange> other(
      Map<String, TableChange> owners, String name, TableChange change) {
    return Optional.ofNullable(owners.get(name)).filter(owner -> owner != change);
  }

  /** A table that stays gives a name up with its own change; one that goes does so before. */
  private static void giveUp(TableChange owner, AlterClause drop) {
    if (owner.isDropped() && !owner.early.contains(drop)) {
      owner.early.add(drop);
    }
  }

  private static String name(ForeignKeyDef key) {
    return Names.key(Names.of(key));
  }

  private static String name(CheckDef check) {
    return Names.key(Names.of(check));
  }
}
