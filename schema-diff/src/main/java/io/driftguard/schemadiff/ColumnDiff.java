package io.driftguard.schemadiff;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AddColumn;
import io.driftguard.grammar.ast.AlterClause.AlterDefault;
import io.driftguard.grammar.ast.AlterClause.ChangeColumn;
import io.driftguard.grammar.ast.AlterClause.DropColumn;
import io.driftguard.grammar.ast.AlterClause.Position;
import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The clauses that make the columns of one table those of another. */
final class ColumnDiff {

  private final Map<String, ColumnDef> before = new LinkedHashMap<>();
  private final Map<String, ColumnDef> after = new LinkedHashMap<>();
  private final Collation newDefault;
  private final Set<String> rebuilt;
  private final List<AlterClause> behind = new ArrayList<>();

  /**
   * @param from the table as it is once its own collation has changed
   * @param to the other table
   * @param oldDefault the collation that its columns inherit
   * @param newDefault the collation that those of the other table inherit
   */
  ColumnDiff(CreateTable from, CreateTable to, Collation oldDefault, Collation newDefault)
      throws SimulationException {
    for (ColumnDef column : from.columns()) {
      before.put(Names.key(column.name()), spelledOut(column, oldDefault, newDefault));
    }
    to.columns().forEach(column -> after.put(Names.key(column.name()), column));
    this.newDefault = newDefault;
    this.rebuilt = rebuilt();
  }

  /** The looked-up names of the columns that are dropped and added again under the same name. */
  Set<String> rebuiltColumns() {
    return rebuilt;
  }

  /**
   * The clauses that come in statements of their own after {@link #clauses}, which finds them: a
   * statement that defines a column cannot leave it without a default as well.
   */
  List<AlterClause> behind() {
    return behind;
  }

  private static ColumnDef spelledOut(ColumnDef column, Collation inherited, Collation table)
      throws SimulationException {
    Optional<Collation> collation = TableCollations.of(column.type(), inherited);
    if (collation.isEmpty()) {
      return column;
    }
    DataType type =
        TableCollations.withSpec(
            column.type(),
            collation.get().equals(table)
                ? CharsetSpec.NONE
                : TableCollations.spelledOut(collation.get()));
    return column.toBuilder().type(type).build();
  }

  /** Columns that become virtual or cease to be, and what is generated from them in turn. */
  private Set<String> rebuilt() {
    Set<String> names = new LinkedHashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Map.Entry<String, ColumnDef> entry : after.entrySet()) {
        ColumnDef old = before.get(entry.getKey());
        ColumnDef now = entry.getValue();
        if (old != null
            && (ColumnChange.changesVirtualStatus(old, now) || isGeneratedFrom(old, names))) {
          more |= names.add(entry.getKey());
        }
      }
    }
    return names;
  }

  private static boolean isGeneratedFrom(ColumnDef column, Set<String> names) {
    return column.generated().isPresent()
        && ColumnReferences.of(column.generated().get().expression()).stream()
            .anyMatch(names::contains);
  }

  /** The clauses in the order in which the server reads them: what goes, then what comes. */
  List<AlterClause> clauses() throws SimulationException {
    List<AlterClause> clauses = new ArrayList<>();
    List<String> oldOrder = new ArrayList<>();
    for (Map.Entry<String, ColumnDef> entry : before.entrySet()) {
      if (after.containsKey(entry.getKey()) && !rebuilt.contains(entry.getKey())) {
        oldOrder.add(entry.getKey());
      } else {
        clauses.add(new DropColumn(entry.getValue().name()));
      }
    }
    List<String> newOrder = new ArrayList<>(after.keySet());
    newOrder.retainAll(Set.copyOf(oldOrder));
    Set<String> stay = LongestCommonOrder.of(oldOrder, newOrder);
    int lastToStay = -1;
    List<String> all = List.copyOf(after.keySet());
    for (int i = 0; i < all.size(); i++) {
      if (stay.contains(all.get(i))) {
        lastToStay = i;
      }
    }
    Optional<Position> position = Optional.of(new Position.First());
    int place = 0;
    for (Map.Entry<String, ColumnDef> entry : after.entrySet()) {
      ColumnDef now = entry.getValue();
      boolean last = place++ > lastToStay;
      clause(entry.getKey(), now, stay, last ? Optional.empty() : position, position)
          .ifPresent(clauses::add);
      position = Optional.of(new Position.After(now.name()));
    }
    return clauses;
  }

  /**
   * @param added where the column goes if it is added: nowhere in particular at the end
   * @param moved where it goes if it is moved
   */
  private Optional<AlterClause> clause(
      String name,
      ColumnDef now,
      Set<String> stay,
      Optional<Position> added,
      Optional<Position> moved)
      throws SimulationException {
    ColumnDef old = before.get(name);
    if (old == null || rebuilt.contains(name)) {
      return Optional.of(new AddColumn(defined(now), added));
    }
    if (!stay.contains(name)) {
      return Optional.of(new ChangeColumn(old.name(), defined(now), moved));
    }
    if (isSame(old, now) && !mustRepeat(old)) {
      return Optional.empty();
    }
    if (ColumnChange.hasLostDefault(now) && isSame(withoutDefault(old), now)) {
      return Optional.of(new AlterDefault(old.name(), Optional.empty()));
    }
    return Optional.of(new ChangeColumn(old.name(), defined(now), Optional.empty()));
  }

  /** The column as a clause can define it; what is left for a statement behind is noted. */
  private ColumnDef defined(ColumnDef now) {
    boolean adds = after.keySet().stream().anyMatch(name -> comes(name));
    if (UnsafeDefault.isOf(now) && adds) {
      // Not ALTER COLUMN … SET DEFAULT: the server may ignore that for a primary key.
      behind.add(new ChangeColumn(now.name(), now, Optional.empty()));
      return withoutDefault(now);
    }
    if (ColumnChange.hasLostDefault(now)) {
      behind.add(new AlterDefault(now.name(), Optional.empty()));
    }
    return now;
  }

  private boolean comes(String name) {
    return !before.containsKey(name) || rebuilt.contains(name);
  }

  private static ColumnDef withoutDefault(ColumnDef column) {
    return column.toBuilder().defaultValue(Optional.empty()).build();
  }

  private boolean isSame(ColumnDef old, ColumnDef now) throws SimulationException {
    return old.equals(spelledOut(now, newDefault, newDefault));
  }

  /** A default that uses a column that is dropped and added again must be said again. */
  private boolean mustRepeat(ColumnDef column) {
    if (column.defaultValue().orElse(null) instanceof DefaultValue.Expression value) {
      Expr expression = value.expression();
      return ColumnReferences.of(expression).stream().anyMatch(rebuilt::contains);
    }
    return false;
  }
}
