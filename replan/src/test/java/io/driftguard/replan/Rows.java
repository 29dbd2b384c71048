package io.driftguard.replan;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Schemas of tests as rows such as {@code "fleet/-80/vans.sql=CREATE TABLE …"}. */
final class Rows {

  private Rows() {}

  /** Rows of {@code namespace/script=text}, or {@code namespace/} for one without tables. */
  static DesiredSchema desired(String... rows) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    live(rows)
        .forEach(
            (place, scripts) ->
                namespaces.put(place.namespace(), new NamespaceFiles(scripts, Optional.empty())));
    return new DesiredSchema(namespaces);
  }

  /**
   * Rows of {@code namespace/script=text} or {@code namespace/shard/script=text}; without a script
   * for a place without tables.
   */
  static SortedMap<Place, SortedMap<String, String>> live(String... rows) {
    TreeMap<Place, SortedMap<String, String>> live = new TreeMap<>();
    for (String row : rows) {
      String[] sides = row.split("=", 2);
      int slash = sides[0].lastIndexOf('/');
      SortedMap<String, String> scripts =
          live.computeIfAbsent(place(sides[0].substring(0, slash)), place -> new TreeMap<>());
      if (sides.length == 2) {
        scripts.put(sides[0].substring(slash + 1), sides[1]);
      }
    }
    return live;
  }

  /** A place as it prints itself: {@code fleet} or {@code fleet/-80}. */
  static Place place(String text) {
    String[] parts = text.split("/", 2);
    return new Place(
        new Namespace(parts[0]),
        parts.length == 2 ? Optional.of(new ShardName(parts[1])) : Optional.empty());
  }

  /** Each change on a line: {@code fleet/-80 vans ALTER: ALTER TABLE …}. */
  static List<String> lines(List<PlannedChange> changes) {
    return changes.stream()
        .map(
            change ->
                change.<String>match(
                    table ->
                        new Place(table.namespace(), table.shard())
                            + " "
                            + table.table()
                            + " "
                            + table.operation()
                            + ": "
                            + table.ddl(),
                    vschema -> vschema.namespace() + " VSchema: " + vschema.content()))
        .toList();
  }
}
