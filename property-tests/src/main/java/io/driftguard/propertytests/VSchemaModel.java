package io.driftguard.propertytests;

import io.driftguard.propertytests.TableModel.Spelling;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The VSchema of a keyspace in the kit's own small vocabulary.
 *
 * @param sharded whether the keyspace is sharded
 * @param vindexes for each table the vindex of its column {@code id}; nothing but the names counts
 *     in a keyspace that is not sharded
 */
public record VSchemaModel(boolean sharded, SortedMap<String, Vindex> vindexes) {

  public VSchemaModel {
    vindexes = Collections.unmodifiableSortedMap(new TreeMap<>(vindexes));
  }

  /** The vindexes that a table can have. */
  public enum Vindex {
    HASH("hash"),
    XXHASH("xxhash");

    private final String type;

    Vindex(String type) {
      this.type = type;
    }
  }

  /** The document. */
  public String document(Spelling spelling) {
    boolean printed = spelling == Spelling.PRINTED;
    if (!sharded) {
      String tables =
          vindexes.keySet().stream()
              .map(table -> "\"" + table + "\": {}")
              .collect(Collectors.joining(", "));
      return (printed ? "{" : "{\"sharded\": false, ") + "\"tables\": {" + tables + "}}";
    }
    String tables =
        vindexes.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\": " + table(entry.getValue(), printed))
            .collect(Collectors.joining(", "));
    String types =
        vindexes.values().stream()
            .distinct()
            .sorted()
            .map(vindex -> "\"" + vindex.type + "\": {\"type\": \"" + vindex.type + "\"}")
            .collect(Collectors.joining(", "));
    return printed
        ? "{\"sharded\": true, \"vindexes\": {" + types + "}, \"tables\": {" + tables + "}}"
        : "{ \"tables\":{" + tables + "},\n \"vindexes\":{" + types + "}, \"sharded\":true }";
  }

  private static String table(Vindex vindex, boolean printed) {
    return printed
        ? "{\"column_vindexes\": [{\"column\": \"id\", \"name\": \"" + vindex.type + "\"}]}"
        : "{\"columnVindexes\": [{\"name\": \"" + vindex.type + "\", \"columns\": [\"ID\"]}]}";
  }
}
