package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.Position;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.TableOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The clauses that lead from one table to another of the same name. */
final class TableDiff {

  private final CreateTable from;
  private final CreateTable to;
  private final List<AlterClause> clauses = new ArrayList<>();

  private TableDiff(CreateTable from, CreateTable to) {
    this.from = from;
    this.to = to;
  }

  static List<AlterClause> clauses(CreateTable from, CreateTable to) {
    if (from.equals(to)) {
      return List.of();
    }
    TableDiff diff = new TableDiff(from, to);
    diff.drops();
    diff.columns();
    diff.adds();
    diff.options();
    return List.copyOf(diff.clauses);
  }

  private void drops() {
    Map<String, ForeignKeyDef> foreignKeys = new LinkedHashMap<>();
    to.foreignKeys().forEach(key -> foreignKeys.put(Names.key(Names.of(key)), key));
    for (ForeignKeyDef key : from.foreignKeys()) {
      if (!key.equals(foreignKeys.get(Names.key(Names.of(key))))) {
        clauses.add(new AlterClause.DropForeignKey(Names.of(key)));
      }
    }
    Map<String, CheckDef> checks = new LinkedHashMap<>();
    to.checks().forEach(check -> checks.put(Names.key(Names.of(check)), check));
    for (CheckDef check : from.checks()) {
      if (!check.equals(checks.get(Names.key(Names.of(check))))) {
        clauses.add(new AlterClause.DropCheck(Names.of(check)));
      }
    }
    Map<String, KeyDef> keys = new LinkedHashMap<>();
    to.keys().forEach(key -> keys.put(Names.key(Names.of(key)), key));
    for (KeyDef key : from.keys()) {
      if (!key.equals(keys.get(Names.key(Names.of(key))))) {
        clauses.add(
            key.kind() == KeyKind.PRIMARY
                ? new AlterClause.DropPrimaryKey()
                : new AlterClause.DropKey(Names.of(key)));
      }
    }
  }

  private void columns() {
    Map<String, ColumnDef> after = new LinkedHashMap<>();
    to.columns().forEach(column -> after.put(Names.key(column.name()), column));
    List<String> order = new ArrayList<>();
    for (ColumnDef column : from.columns()) {
      if (after.containsKey(Names.key(column.name()))) {
        order.add(Names.key(column.name()));
      } else {
        clauses.add(new AlterClause.DropColumn(column.name()));
      }
    }
    Map<String, ColumnDef> before = new LinkedHashMap<>();
    from.columns().forEach(column -> before.put(Names.key(column.name()), column));
    List<String> target = after.keySet().stream().filter(before::containsKey).toList();
    Set<String> stay = LongestCommonOrder.of(order, target);
    Optional<String> previous = Optional.empty();
    for (ColumnDef column : to.columns()) {
      Position position =
          previous.isPresent() ? new Position.After(previous.get()) : new Position.First();
      ColumnDef old = before.get(Names.key(column.name()));
      if (old == null) {
        clauses.add(new AlterClause.AddColumn(column, Optional.of(position)));
      } else if (!stay.contains(Names.key(column.name()))) {
        clauses.add(new AlterClause.ChangeColumn(old.name(), column, Optional.of(position)));
      } else if (!old.equals(column)) {
        clauses.add(new AlterClause.ChangeColumn(old.name(), column, Optional.empty()));
      }
      previous = Optional.of(column.name());
    }
  }

  private void adds() {
    Map<String, KeyDef> keys = new LinkedHashMap<>();
    from.keys().forEach(key -> keys.put(Names.key(Names.of(key)), key));
    for (KeyDef key : to.keys()) {
      if (!key.equals(keys.get(Names.key(Names.of(key))))) {
        clauses.add(new AlterClause.AddKey(key));
      }
    }
    for (ForeignKeyDef key : to.foreignKeys()) {
      if (!from.foreignKeys().contains(key)) {
        clauses.add(new AlterClause.AddForeignKey(key));
      }
    }
    for (CheckDef check : to.checks()) {
      if (!from.checks().contains(check)) {
        clauses.add(new AlterClause.AddCheck(check));
      }
    }
  }

  private void options() {
    List<TableOption> set = new ArrayList<>(to.options());
    set.removeAll(from.options());
    if (!set.isEmpty()) {
      clauses.add(new AlterClause.SetOptions(set));
    }
  }
}
