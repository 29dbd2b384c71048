package io.driftguard.api.engine;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The namespaces of a deployment and their shards. Names compare exactly, whatever order the maps
 * had that they came in.
 *
 * @param namespaces for each namespace its shards; an empty set means that the namespace is not
 *     sharded
 */
public record Topology(SortedMap<Namespace, SortedSet<ShardName>> namespaces) {

  public Topology {
    TreeMap<Namespace, SortedSet<ShardName>> copies = new TreeMap<>();
    namespaces.forEach(
        (ns, shards) ->
            copies.put(ns, Collections.unmodifiableSortedSet(new TreeSet<>(Set.copyOf(shards)))));
    namespaces = Collections.unmodifiableSortedMap(copies);
  }

  public boolean knows(Namespace namespace) {
    return namespaces.containsKey(namespace);
  }

  /** Tells whether the namespace is known and has shards. */
  public boolean isSharded(Namespace namespace) {
    SortedSet<ShardName> shards = namespaces.get(namespace);
    return shards != null && !shards.isEmpty();
  }

  /** Tells whether the namespace has a shard of exactly that name. */
  public boolean hasShard(Namespace namespace, ShardName shard) {
    SortedSet<ShardName> shards = namespaces.get(namespace);
    return shards != null && shards.contains(shard);
  }

  /** The namespaces that have a shard of exactly that name, in order. */
  public List<Namespace> namespacesWithShard(ShardName shard) {
    return namespaces.keySet().stream().filter(ns -> hasShard(ns, shard)).toList();
  }

  /**
   * A known shard whose name differs from the given one in letter case only, for the message of a
   * refusal.
   */
  public Optional<ShardName> foldedTwin(ShardName shard) {
    return namespaces.values().stream()
        .flatMap(shards -> shards.stream())
        .filter(known -> !known.equals(shard) && known.value().equalsIgnoreCase(shard.value()))
        .findFirst();
  }
}
