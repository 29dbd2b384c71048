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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table after an {@code ALTER TABLE}: the old ones are walked in their order, then
 * what is added or moved is placed in the order of the clauses. A column stays where it was until
 * its clause moves it.
 */
final class AlteredColumns {

  /**
   * A column of the new table.
   *
   * @param definition what it is now
   * @param old what it was; empty when it is new
   * @param how how the statement names it
   */
  record Column(ColumnDef definition, Optional<ColumnDef> old, How how) {
    String name() {
      return definition.name();
    }

    /** Tells whether the statement gives the column's definition. */
    boolean defined() {
      return how == How.ADDED || how == How.CHANGED;
    }

    Column as(ColumnDef other) {
      return new Column(other, old, how);
    }
  }

  /** How a statement names a column. */
  enum How {
    KEPT,
    RENAMED,
    CHANGED,
    ADDED
  }

  private final List<ColumnDef> before;
  private final List<Column> after = new ArrayList<>();
  private final Set<String> dropped = new HashSet<>();

  AlteredColumns(List<ColumnDef> before, AlterRequest request) throws SimulationException {
    this.before = before;
    for (DropColumn drop : request.all(DropColumn.class)) {
      if (find(before, drop.column()).isEmpty() || !dropped.add(Names.key(drop.column()))) {
        throw unknown(drop.column());
      }
    }
    keep(request);
    place(request);
    if (after.isEmpty()) {
      throw new SimulationException(
          SimulationCode.NO_COLUMN_LEFT, "expected at least one column to be left, found none");
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
            column -> {
              boolean changed = column.how() == How.CHANGED || column.how() == How.RENAMED;
              String name = changed ? column.old().orElseThrow().name() : column.name();
              return Names.same(name, keyPart);
            })
        .findFirst();
  }

  /** A column of the old table that is known to have been there. */
  ColumnDef before(String name) {
    return find(before, name).orElseThrow();
  }

  /** What has become of a column of the old table; empty when it is gone. */
  Optional<Column> become(String oldName) {
    return after.stream()
        .filter(column -> column.old().filter(o -> Names.same(o.name(), oldName)).isPresent())
        .findFirst();
  }

  private void keep(AlterRequest request) throws SimulationException {
    Map<String, ChangeColumn> changes = new LinkedHashMap<>();
    Map<String, AlterClause> settings = new LinkedHashMap<>();
    Map<String, String> renames = new LinkedHashMap<>();
    for (AlterClause clause : request.clauses()) {
      boolean first = true;
      if (clause instanceof ChangeColumn change) {
        first = changes.put(Names.key(change.oldName()), change) == null;
      } else if (clause instanceof RenameColumn rename) {
        first = renames.put(Names.key(rename.from()), rename.to()) == null;
      } else if (clause instanceof AlterDefault || clause instanceof AlterColumnVisibility) {
        first = settings.put(Names.key(target(clause)), clause) == null;
      }
      if (!first) {
        throw unknown(target(clause));
      }
    }
    for (ColumnDef column : before) {
      String key = Names.key(column.name());
      if (dropped.contains(key)) {
        continue;
      }
      if (changes.containsKey(key)) {
        ColumnDef changed = changes.remove(key).column();
        after.add(new Column(changed, Optional.of(column), How.CHANGED));
      } else if (renames.containsKey(key)) {
        ColumnDef renamed = column.toBuilder().name(renames.remove(key)).build();
        after.add(new Column(renamed, Optional.of(column), How.RENAMED));
      } else {
        if (settings.get(key) instanceof AlterDefault alter
            && alter.value().isPresent()
            && column.generated().isPresent()) {
          throw new SimulationException(
              SimulationCode.GENERATED_COLUMN_DEFAULT,
              "a generated column has no default, but found one for "
                  + Names.quoted(column.name()));
        }
        ColumnDef set = settings.containsKey(key) ? set(column, settings.remove(key)) : column;
        after.add(new Column(set, Optional.of(column), How.KEPT));
      }
    }
    List<AlterClause> left = new ArrayList<>(changes.values());
    left.addAll(settings.values());
    if (!left.isEmpty()) {
      throw unknown(target(left.get(0)));
    }
    for (RenameColumn rename : request.all(RenameColumn.class)) {
      if (renames.containsKey(Names.key(rename.from()))) {
        throw unknown(rename.from());
      }
    }
  }

  private static String target(AlterClause clause) {
    if (clause instanceof ChangeColumn change) {
      return change.oldName();
    }
    if (clause instanceof RenameColumn rename) {
      return rename.from();
    }
    return clause instanceof AlterDefault alter
        ? alter.column()
        : ((AlterColumnVisibility) clause).column();
  }

  private static ColumnDef set(ColumnDef column, AlterClause setting) {
    if (setting instanceof AlterDefault && column.autoIncrement()) {
      // The server takes the clause, and forgets it.
      return column;
    }
    return setting instanceof AlterDefault alter
        ? column.toBuilder().defaultValue(alter.value()).build()
        : column.toBuilder()
            .visible(Optional.of(((AlterColumnVisibility) setting).visible()))
            .build();
  }

  private void place(AlterRequest request) throws SimulationException {
    for (AlterClause clause : request.clauses()) {
      if (clause instanceof AddColumn add) {
        insert(new Column(add.column(), Optional.empty(), How.ADDED), add.position());
      } else if (clause instanceof ChangeColumn change && change.position().isPresent()) {
        Column column = new Column(change.column(), find(before, change.oldName()), How.CHANGED);
        after.remove(column);
        insert(column, change.position());
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
