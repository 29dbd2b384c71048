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
 * @param tables for each place the tables and views that were read there: name to {@code CREATE
 *     TABLE} or {@code CREATE VIEW} text
 * @param vschemas for each namespace the VSchema document that was read
 * @param leftOut for each place what was seen there and is not compared: name to why. It is shown
 *     with every verdict and plan, so that nothing vanishes unseen.
 */
public record LiveSchema(
    SortedMap<Place, SortedMap<String, String>> tables,
    SortedMap<Namespace, String> vschemas,
    SortedMap<Place, SortedMap<String, String>> leftOut) {

  public LiveSchema {
    tables = copy(tables);
    vschemas = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(vschemas)));
    leftOut = copy(leftOut);
  }

  /** A live schema of which nothing is left out. */
  public LiveSchema(
      SortedMap<Place, SortedMap<String, String>> tables, SortedMap<Namespace, String> vschemas) {
    this(tables, vschemas, Collections.emptySortedMap());
  }

  private static SortedMap<Place, SortedMap<String, String>> copy(
      Map<Place, SortedMap<String, String>> byPlace) {
    TreeMap<Place, SortedMap<String, String>> copies = new TreeMap<>();
    byPlace.forEach(
        (place, texts) ->
            copies.put(place, Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(texts)))));
    return Collections.unmodifiableSortedMap(copies);
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
