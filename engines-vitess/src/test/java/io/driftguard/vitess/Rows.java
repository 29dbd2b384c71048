package io.driftguard.vitess;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.Snapshot.Unsharded;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Deployments and schemas of tests as rows such as {@code "fleet/-80/vans.sql=CREATE TABLE …"}. */
final class Rows {

  private Rows() {}

  /**
   * Rows of {@code namespace/file=text} or {@code namespace/shard/file=text}; without a file for a
   * place without tables.
   */
  static Snapshot snapshot(List<String> rows) {
    TreeMap<Namespace, TreeMap<ShardName, SortedMap<String, String>>> shards = new TreeMap<>();
    TreeMap<Namespace, NamespaceSnapshot> namespaces = new TreeMap<>();
    desired(rows)
        .namespaces()
        .forEach(
            (namespace, files) ->
                namespaces.put(namespace, new Unsharded(files.sql(), files.vschema())));
    for (String row : rows) {
      String[] parts = row.split("=", 2)[0].split("/", -1);
      if (parts.length == 3) {
        SortedMap<String, String> tables =
            shards
                .computeIfAbsent(new Namespace(parts[0]), namespace -> new TreeMap<>())
                .computeIfAbsent(new ShardName(parts[1]), shard -> new TreeMap<>());
        if (!parts[2].isEmpty()) {
          tables.put(parts[2], row.split("=", 2)[1]);
        }
      }
    }
    shards.forEach(
        (namespace, tables) ->
            namespaces.compute(
                namespace,
                (same, unsharded) ->
                    new Sharded(
                        tables, unsharded == null ? Optional.empty() : unsharded.vschema())));
    return new Snapshot(namespaces);
  }

  /** Rows of {@code namespace/file=text}, or {@code namespace/} for one without files. */
  static DesiredSchema desired(List<String> rows) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    for (String row : rows) {
      String[] sides = row.split("=", 2);
      String[] parts = sides[0].split("/", -1);
      if (parts.length == 2) {
        namespaces.merge(
            new Namespace(parts[0]),
            files(parts[1], sides.length == 2 ? sides[1] : ""),
            Rows::joined);
      }
    }
    return new DesiredSchema(namespaces);
  }

  private static NamespaceFiles files(String name, String text) {
    TreeMap<String, String> sql = new TreeMap<>();
    if (name.endsWith(".sql")) {
      sql.put(name, text);
    }
    return new NamespaceFiles(
        sql, name.equals("vschema.json") ? Optional.of(text) : Optional.empty());
  }

  private static NamespaceFiles joined(NamespaceFiles one, NamespaceFiles other) {
    TreeMap<String, String> sql = new TreeMap<>(one.sql());
    sql.putAll(other.sql());
    return new NamespaceFiles(sql, one.vschema().or(other::vschema));
  }

  /** Each change on a line: {@code fleet/-80 vans ALTER}, {@code fleet VSchema {…}}. */
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
                            + table.operation(),
                    vschema -> vschema.namespace() + " VSchema " + vschema.content()))
        .toList();
  }
}
