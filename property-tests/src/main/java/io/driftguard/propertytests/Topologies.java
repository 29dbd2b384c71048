package io.driftguard.propertytests;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary namespaces and shards. */
public final class Topologies {

  private static final List<String> BOUNDS =
      List.of("10", "2a", "40", "55", "80", "8040", "aa", "c0", "e0f0");

  private static final List<String> NAMESPACES =
      List.of("commerce", "commerce_sharded", "Customer", "lookup");

  private Topologies() {}

  /** Namespaces without shards, as on a MySQL server. */
  public static Arbitrary<Topology> unsharded() {
    return namespaces()
        .map(
            names -> {
              TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
              names.forEach(name -> namespaces.put(name, new TreeSet<>()));
              return new Topology(namespaces);
            });
  }

  /**
   * Namespaces with and without shards, at least one with; two that are sharded often have the same
   * shard names, or some in common.
   */
  public static Arbitrary<Topology> sharded() {
    return sharded(partitions());
  }

  /**
   * Such namespaces, for engines whose shards have names of their own kind.
   *
   * @param partitions the shard names of one namespace, none of them empty
   */
  public static Arbitrary<Topology> sharded(Arbitrary<SortedSet<ShardName>> partitions) {
    return Combinators.combine(
            namespaces(),
            partitions,
            partitions,
            Arbitraries.of(Layout.values()).list().ofSize(NAMESPACES.size()))
        .as(Topologies::laidOut);
  }

  /** The shard names of one keyspace, from two up: a partition of all keys into uneven ranges. */
  public static Arbitrary<SortedSet<ShardName>> partitions() {
    return Arbitraries.of(BOUNDS)
        .set()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(bounds -> partition(new TreeSet<>(bounds)));
  }

  /** Every place where tables live, in order. */
  public static List<Place> placesOf(Topology topology) {
    List<Place> places = new ArrayList<>();
    topology
        .namespaces()
        .forEach(
            (namespace, shards) -> {
              if (shards.isEmpty()) {
                places.add(new Place(namespace, Optional.empty()));
              }
              shards.forEach(shard -> places.add(new Place(namespace, Optional.of(shard))));
            });
    return places;
  }

  private enum Layout {
    FIRST_PARTITION,
    FIRST_PARTITION_TOO,
    SECOND_PARTITION,
    UNSHARDED,
    UNSHARDED_TOO
  }

  private static Arbitrary<List<Namespace>> namespaces() {
    return Arbitraries.of(NAMESPACES)
        .map(Namespace::new)
        .set()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(names -> names.stream().sorted().toList());
  }

  private static Topology laidOut(
      List<Namespace> names,
      SortedSet<ShardName> first,
      SortedSet<ShardName> second,
      List<Layout> layouts) {
    TreeMap<Namespace, SortedSet<ShardName>> namespaces = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      // The first one is sharded in any case.
      Layout layout = i == 0 ? Layout.FIRST_PARTITION : layouts.get(i);
      namespaces.put(
          names.get(i),
          switch (layout) {
            case FIRST_PARTITION, FIRST_PARTITION_TOO -> first;
            case SECOND_PARTITION -> second;
            case UNSHARDED, UNSHARDED_TOO -> new TreeSet<>();
          });
    }
    return new Topology(namespaces);
  }

  private static SortedSet<ShardName> partition(SortedSet<String> bounds) {
    List<String> all = new ArrayList<>();
    all.add("");
    all.addAll(bounds);
    all.add("");
    TreeSet<ShardName> shards = new TreeSet<>();
    for (int i = 1; i < all.size(); i++) {
      shards.add(new ShardName(all.get(i - 1) + "-" + all.get(i)));
    }
    return shards;
  }
}
