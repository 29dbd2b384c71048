package io.driftguard.api.engine;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A recorded deployment: for each namespace its tables, shard by shard where it is sharded, and its
 * VSchema.
 *
 * @param namespaces what was recorded, by namespace
 */
public record Snapshot(SortedMap<Namespace, NamespaceSnapshot> namespaces) {

  public Snapshot {
    namespaces = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(namespaces)));
  }

  /** One namespace of a snapshot. */
  public sealed interface NamespaceSnapshot {

    /** The VSchema document as recorded; empty when none was. */
    Optional<String> vschema();
  }

  /**
   * A namespace without shards.
   *
   * @param tables file name to {@code CREATE TABLE} text
   * @param vschema the VSchema document
   */
  public record Unsharded(SortedMap<String, String> tables, Optional<String> vschema)
      implements NamespaceSnapshot {
    public Unsharded {
      tables = copy(tables);
    }
  }

  /**
   * A namespace with shards.
   *
   * @param shards for each shard: file name to {@code CREATE TABLE} text
   * @param vschema the VSchema document
   */
  public record Sharded(
      SortedMap<ShardName, SortedMap<String, String>> shards, Optional<String> vschema)
      implements NamespaceSnapshot {

    /**
     * @throws IllegalArgumentException when there is no shard
     */
    public Sharded {
      if (shards.isEmpty()) {
        throw new IllegalArgumentException("a sharded namespace has at least one shard");
      }
      TreeMap<ShardName, SortedMap<String, String>> copies = new TreeMap<>();
      shards.forEach((shard, tables) -> copies.put(shard, copy(tables)));
      shards = Collections.unmodifiableSortedMap(copies);
    }
  }

  private static SortedMap<String, String> copy(Map<String, String> files) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(files)));
  }
}
