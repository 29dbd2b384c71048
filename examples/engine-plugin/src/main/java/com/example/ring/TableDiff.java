package com.example.ring;

import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What makes one set of tables another one. */
final class TableDiff {

  private TableDiff() {}

  static List<PlannedChange> changes(
      Place place, SortedMap<String, Table> from, SortedMap<String, Table> to)
      throws EngineException {
    List<PlannedChange> changes = new ArrayList<>();
    for (Table wanted : to.values()) {
      Table live = from.get(wanted.name());
      if (live == null) {
        changes.add(change(place, wanted, Operation.CREATE, wanted.text()));
      } else if (!live.text().equals(wanted.text())) {
        changes.add(change(place, wanted, Operation.ALTER, alter(place, live, wanted)));
      }
    }
    for (Table live : from.values()) {
      if (!to.containsKey(live.name())) {
        changes.add(
            change(place, live, Operation.DROP, "DROP TABLE " + Table.quoted(live.name())));
      }
    }
    return changes;
  }

  private static TableChange change(Place place, Table table, Operation operation, String ddl) {
    return new TableChange(place.namespace(), place.shard(), table.name(), operation, ddl);
  }

  private static String alter(Place place, Table live, Table wanted) throws EngineException {
    if (!live.primary().equals(wanted.primary()) || !live.options().equals(wanted.options())) {
      throw new EngineException(
          Reason.DIFFERENCE_INEXPRESSIBLE,
          "table "
              + live.name()
              + " of "
              + place
              + ": expected that primary key and table options stay as they are");
    }
    List<String> clauses = new ArrayList<>();
    int same = commonKeys(live, wanted);
    List.copyOf(live.keys().keySet())
        .subList(same, live.keys().size())
        .forEach(key -> clauses.add("DROP KEY " + Table.quoted(key)));
    clauses.addAll(columnClauses(live, wanted));
    List.copyOf(wanted.keys().values())
        .subList(same, wanted.keys().size())
        .forEach(key -> clauses.add("ADD " + key));
    return "ALTER TABLE " + Table.quoted(wanted.name()) + " " + String.join(", ", clauses);
  }

  /**
   * How many keys stay. The order of keys is the order in which they were made, so that the rest is
   * made anew; and a server sorts them again when a column of one of them changes, so then none stays.
   */
  private static int commonKeys(Table live, Table wanted) {
    boolean keyedColumnChanges =
        live.columns().entrySet().stream()
            .filter(column -> !column.getValue().equals(wanted.columns().get(column.getKey())))
            .anyMatch(
                column ->
                    live.keys().values().stream()
                        .anyMatch(key -> key.contains(Table.quoted(column.getKey()))));
    if (keyedColumnChanges) {
      return 0;
    }
    List<String> from = List.copyOf(live.keys().values());
    List<String> to = List.copyOf(wanted.keys().values());
    int same = 0;
    while (same < from.size() && same < to.size() && from.get(same).equals(to.get(same))) {
      same++;
    }
    return same;
  }

  private static List<String> columnClauses(Table live, Table wanted) {
    List<String> clauses = new ArrayList<>();
    List<String> now = new ArrayList<>(live.columns().keySet());
    for (String column : live.columns().keySet()) {
      if (!wanted.columns().containsKey(column)) {
        clauses.add("DROP COLUMN " + Table.quoted(column));
        now.remove(column);
      }
    }
    String before = "";
    int position = 0;
    for (Map.Entry<String, String> column : wanted.columns().entrySet()) {
      String name = column.getKey();
      String where = before.isEmpty() ? " FIRST" : " AFTER " + Table.quoted(before);
      if (!now.contains(name)) {
        clauses.add("ADD COLUMN " + column.getValue() + where);
        now.add(position, name);
      } else if (!now.get(position).equals(name)) {
        clauses.add("MODIFY COLUMN " + column.getValue() + where);
        now.remove(name);
        now.add(position, name);
      } else if (!column.getValue().equals(live.columns().get(name))) {
        clauses.add("MODIFY COLUMN " + column.getValue());
      }
      before = name;
      position++;
    }
    return clauses;
  }
}
