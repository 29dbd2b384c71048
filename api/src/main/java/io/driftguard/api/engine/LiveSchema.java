package io.driftguard.api.engine;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The live schema as it was read for a re-plan.
 *
 * @param tables for each place the tables that were read there: name to {@code CREATE TABLE} text
 * @param vschemas for each namespace the VSchema document that was read
 */
public record LiveSchema(
    SortedMap<Place, SortedMap<String, String>> tables, SortedMap<Namespace, String> vschemas) {

  public LiveSchema {
    TreeMap<Place, SortedMap<String, String>> copies = new TreeMap<>();
    tables.forEach(
        (place, texts) ->
            copies.put(place, Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(texts)))));
    tables = Collections.unmodifiableSortedMap(copies);
    vschemas = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(vschemas)));
  }

  /**
   * Where tables live.
   *
   * @param namespace the namespace
   * @param shard the shard; empty in a namespace without shards
   */
  public record Place(Namespace namespace, Optional<ShardName> shard) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::namespace)
            .thenComparing(place -> place.shard().map(ShardName::value).orElse(""));

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return namespace + shard.map(s -> "/" + s).orElse("");
    }
  }
}
