package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AddColumn;
import io.driftguard.grammar.ast.AlterClause.AlterColumnVisibility;
import io.driftguard.grammar.ast.AlterClause.AlterDefault;
import io.driftguard.grammar.ast.AlterClause.ChangeColumn;
import io.driftguard.grammar.ast.AlterClause.DropColumn;
import io.driftguard.grammar.ast.AlterClause.Position;
import io.driftguard.grammar.ast.AlterClause.RenameColumn;
import io.driftguard.grammar.ast.ColumnDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table after an {@code ALTER TABLE}: the old ones are walked in their order, then
 * what is added or moved is placed in the order of the clauses.
 */
final class AlteredColumns {

  /**
   * A column of the new table.
   *
   * @param definition what it is now
   * @param oldName the name that it had; empty when it is new
   * @param change whether the statement changes or renames it by name
   */
  record Column(ColumnDef definition, Optional<String> oldName, boolean change) {
    String name() {
      return definition.name();
    }
  }

  private final List<ColumnDef> before;
  private final List<Column> after = new ArrayList<>();
  private final Set<String> dropped = new HashSet<>();

  AlteredColumns(List<ColumnDef> before, AlterRequest request) throws SimulationException {
    this.before = before;
    Map<String, ChangeColumn> changes = changes(request);
    Map<String, List<AlterClause>> settings = settings(request);
    for (DropColumn drop : request.all(DropColumn.class)) {
      if (find(before, drop.column()).isEmpty() || !dropped.add(Names.key(drop.column()))) {
        throw unknown(drop.column());
      }
    }
    Set<String> claimed = new HashSet<>();
    for (ColumnDef column : before) {
      String key = Names.key(column.name());
      if (dropped.contains(key)) {
        continue;
      }
      ChangeColumn change = changes.get(key);
      if (change != null) {
        claimed.add(key);
        if (change.position().isEmpty()) {
          after.add(new Column(change.column(), Optional.of(column.name()), true));
        }
      } else {
        ColumnDef set = column;
        for (AlterClause setting : settings.getOrDefault(key, List.of())) {
          set = set(set, setting);
        }
        settings.remove(key);
        after.add(new Column(set, Optional.of(column.name()), false));
      }
    }
    for (Map.Entry<String, ChangeColumn> change : changes.entrySet()) {
      if (!claimed.contains(change.getKey())) {
        throw unknown(change.getValue().oldName());
      }
    }
    for (List<AlterClause> left : settings.values()) {
      throw unknown(target(left.get(0)));
    }
    place(request);
    Set<String> names = new HashSet<>();
    for (Column column : after) {
      if (!names.add(Names.key(column.name()))) {
        throw new SimulationException(
            SimulationCode.DUPLICATE_COLUMN,
            "column " + Names.quoted(column.name()) + " is there already");
      }
    }
    if (after.isEmpty()) {
      throw new SimulationException(
          SimulationCode.NO_COLUMNS_LEFT, "expected at least one column to be left, found none");
    }
  }

  /** The new columns in order. */
  List<Column> columns() {
    return after;
  }

  /** The old columns that are gone, by their looked-up names. */
  Set<String> dropped() {
    return dropped;
  }

  /**
   * The column that a key of the old table means by a name: the changed one that had it, or the one
   * that has it now, whichever comes first.
   */
  Optional<Column> meantBy(String keyPart) {
    return after.stream()
        .filter(
            column ->
                Names.same(
                    column.change() ? column.oldName().orElseThrow() : column.name(), keyPart))
        .findFirst();
  }

  /** What a column of the old table is called now; empty when it is gone. */
  Optional<String> newName(String oldName) {
    return after.stream()
        .filter(column -> column.oldName().filter(old -> Names.same(old, oldName)).isPresent())
        .map(Column::name)
        .findFirst();
  }

  private Map<String, ChangeColumn> changes(AlterRequest request) throws SimulationException {
    Map<String, ChangeColumn> changes = new HashMap<>();
    for (AlterClause clause : request.clauses()) {
      ChangeColumn change;
      if (clause instanceof ChangeColumn written) {
        change = written;
      } else if (clause instanceof RenameColumn rename) {
        ColumnDef column = find(before, rename.from()).orElseThrow(() -> unknown(rename.from()));
        change =
            new ChangeColumn(
                rename.from(), column.toBuilder().name(rename.to()).build(), Optional.empty());
      } else {
        continue;
      }
      if (changes.put(Names.key(change.oldName()), change) != null) {
        throw unknown(change.oldName());
      }
    }
    return changes;
  }

  private static Map<String, List<AlterClause>> settings(AlterRequest request) {
    Map<String, List<AlterClause>> settings = new HashMap<>();
    for (AlterClause clause : request.clauses()) {
      if (clause instanceof AlterDefault || clause instanceof AlterColumnVisibility) {
        settings.computeIfAbsent(Names.key(target(clause)), key -> new ArrayList<>()).add(clause);
      }
    }
    return settings;
  }

  private static String target(AlterClause setting) {
    return setting instanceof AlterDefault alter
        ? alter.column()
        : ((AlterColumnVisibility) setting).column();
  }

  private static ColumnDef set(ColumnDef column, AlterClause setting) {
    return setting instanceof AlterDefault alter
        ? column.toBuilder().defaultValue(alter.value()).build()
        : column.toBuilder()
            .visible(Optional.of(((AlterColumnVisibility) setting).visible()))
            .build();
  }

  private void place(AlterRequest request) throws SimulationException {
    for (AlterClause clause : request.clauses()) {
      if (clause instanceof AddColumn add) {
        insert(new Column(add.column(), Optional.empty(), false), add.position());
      } else if (clause instanceof ChangeColumn change && change.position().isPresent()) {
        String oldName = find(before, change.oldName()).orElseThrow().name();
        insert(new Column(change.column(), Optional.of(oldName), true), change.position());
      }
    }
  }

  private void insert(Column column, Optional<Position> position) throws SimulationException {
    if (position.isEmpty()) {
      after.add(column);
    } else if (position.get() instanceof Position.After where) {
      for (int i = 0; i < after.size(); i++) {
        if (Names.same(after.get(i).name(), where.column())) {
          after.add(i + 1, column);
          return;
        }
      }
      throw unknown(where.column());
    } else {
      after.add(0, column);
    }
  }

  private static Optional<ColumnDef> find(List<ColumnDef> columns, String name) {
    return columns.stream().filter(column -> Names.same(column.name(), name)).findFirst();
  }

  private static SimulationException unknown(String column) {
    return new SimulationException(
        SimulationCode.UNKNOWN_COLUMN, "column " + Names.quoted(column) + " is not there");
  }
}
