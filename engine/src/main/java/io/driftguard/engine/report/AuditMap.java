package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.audit.Audit;
import io.driftguard.engine.audit.AuditState;
import io.driftguard.engine.audit.AuditedPlace;
import io.driftguard.engine.audit.AuditedTable;
import io.driftguard.engine.audit.TableForm;
import io.driftguard.engine.report.ReportMap.Cell;
import io.driftguard.engine.report.ReportMap.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shards and tables that an audit looked at. */
final class AuditMap {

  /** The column of VSchemas; in front of every name of a table. */
  private static final String VSCHEMA = "(VSchema)";

  private AuditMap() {}

  static ReportMap of(Audit audit, List<ReportProblem> problems) {
    Map<String, Integer> problemAt = new HashMap<>();
    for (int i = 0; i < problems.size(); i++) {
      for (String place : problems.get(i).places()) {
        problemAt.putIfAbsent(place, i);
      }
    }
    TreeMap<String, Integer> rows = new TreeMap<>();
    TreeMap<String, Integer> columns = new TreeMap<>();
    for (AuditedTable table : audit.tables()) {
      columns.put(column(table), 0);
      for (TableForm form : table.forms()) {
        form.places().forEach(place -> rows.put(AuditReport.row(audit, table, place), 0));
      }
    }
    number(rows);
    number(columns);
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    for (AuditedTable table : audit.tables()) {
      for (TableForm form : table.forms()) {
        for (AuditedPlace place : form.places()) {
          cells.add(
              new Cell(
                  rows.getOrDefault(AuditReport.row(audit, table, place), 0),
                  columns.getOrDefault(column(table), 0),
                  state(form.state()),
                  problemAt.getOrDefault(AuditReport.place(audit, table, place), -1)));
        }
      }
    }
    return new ReportMap(List.copyOf(rows.keySet()), List.copyOf(columns.keySet()), cells.build());
  }

  private static void number(SortedMap<String, Integer> names) {
    int number = 0;
    for (Map.Entry<String, Integer> entry : names.entrySet()) {
      entry.setValue(number++);
    }
  }

  private static String column(AuditedTable table) {
    return table.table().orElse(VSCHEMA);
  }

  private static State state(AuditState state) {
    return switch (state) {
      case AS_DESIRED -> State.AS_DESIRED;
      case PENDING -> State.PENDING;
      case DRIFTED -> State.DRIFTED;
      case UNVERIFIABLE -> State.UNVERIFIABLE;
    };
  }
}
