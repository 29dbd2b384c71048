package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.report.ReportMap.Cell;
import io.driftguard.engine.report.ReportMap.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The shards and tables that one check looked at. */
final class VerdictMap {

  private VerdictMap() {}

  /** Empty when the check did not come so far as to know what it looks at. */
  static Optional<ReportMap> of(CheckContext context, List<ReportProblem> problems) {
    return context
        .live()
        .flatMap(
            live ->
                context
                    .scope()
                    .flatMap(
                        scope ->
                            context
                                .replanned()
                                .map(
                                    replanned ->
                                        of(
                                            live,
                                            scope,
                                            replanned,
                                            context.reviewed().orElse(List.of()),
                                            problems))));
  }

  private static ReportMap of(
      LiveSchema live,
      Scope scope,
      List<KeyedChange> replanned,
      List<KeyedChange> reviewed,
      List<ReportProblem> problems) {
    TreeMap<Place, TreeSet<String>> tables = new TreeMap<>();
    live.tables()
        .forEach(
            (place, texts) -> {
              if (scope.coversTables(place.namespace(), place.shard())) {
                tables.put(place, new TreeSet<>(texts.keySet()));
              }
            });
    ImmutableSet<String> planned =
        replanned.stream()
            .map(change -> change.key().place())
            .collect(ImmutableSet.toImmutableSet());
    Stream.concat(replanned.stream(), reviewed.stream())
        .map(KeyedChange::key)
        .filter(key -> scope.coversTables(key.namespace(), key.shard()))
        .forEach(
            key ->
                tables
                    .computeIfAbsent(
                        new Place(key.namespace(), key.shard()), place -> new TreeSet<>())
                    .add(key.table()));
    Map<String, Integer> problemAt = new HashMap<>();
    for (int i = 0; i < problems.size(); i++) {
      for (String place : problems.get(i).places()) {
        problemAt.putIfAbsent(place, i);
      }
    }
    ImmutableList<String> columns =
        tables.values().stream()
            .flatMap(TreeSet::stream)
            .sorted()
            .distinct()
            .collect(ImmutableList.toImmutableList());
    Map<String, Integer> columnOf = new HashMap<>();
    columns.forEach(column -> columnOf.put(column, columnOf.size()));
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    int row = 0;
    for (Map.Entry<Place, TreeSet<String>> entry : tables.entrySet()) {
      for (String table : entry.getValue()) {
        String place = entry.getKey() + "." + table;
        int problem = problemAt.getOrDefault(place, -1);
        State state =
            problem < 0
                ? planned.contains(place) ? State.PENDING : State.AS_DESIRED
                : problems.get(problem).kind() == RefusalKind.DRIFT
                    ? State.DRIFTED
                    : State.UNVERIFIABLE;
        cells.add(new Cell(row, columnOf.getOrDefault(table, 0), state, problem));
      }
      row++;
    }
    return new ReportMap(
        tables.keySet().stream().map(Place::toString).toList(), columns, cells.build());
  }
}
