package io.driftguard.propertytests;

import io.driftguard.propertytests.TableModel.Spelling;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tables of one place, live or desired.
 *
 * @param byName the tables by their names
 */
public record TableSet(SortedMap<String, TableModel> byName) {

  /**
   * @throws IllegalArgumentException when a table stands under another name than its own
   */
  public TableSet {
    byName.forEach(
        (name, table) -> {
          if (!name.equals(table.name())) {
            throw new IllegalArgumentException(
                "expected table \"" + name + "\", but found \"" + table.name() + "\"");
          }
        });
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** These tables and that one, in place of its namesake. */
  TableSet with(TableModel table) {
    TreeMap<String, TableModel> tables = new TreeMap<>(byName);
    tables.put(table.name(), table);
    return new TableSet(tables);
  }

  /** These tables without the one of that name. */
  TableSet without(String table) {
    TreeMap<String, TableModel> tables = new TreeMap<>(byName);
    tables.remove(table);
    return new TableSet(tables);
  }

  /** One file a table: name to statement. */
  public SortedMap<String, String> files(Spelling spelling) {
    TreeMap<String, String> files = new TreeMap<>();
    byName.forEach((name, table) -> files.put(name + ".sql", table.createStatement(spelling)));
    return files;
  }

  /** The tables for people, in one line. */
  String described() {
    return byName.isEmpty()
        ? "no tables"
        : byName.values().stream()
            .map(table -> table.name() + table.columns() + table.keys())
            .collect(Collectors.joining(", "));
  }
}
