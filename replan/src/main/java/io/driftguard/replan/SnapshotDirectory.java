package io.driftguard.replan;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.api.engine.Snapshot.Sharded;
import io.driftguard.api.engine.Snapshot.Unsharded;
import io.driftguard.replan.Tree.Entry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recorded deployment from a directory: {@code <namespace>/<table>.sql} for a namespace
 * without shards, {@code <namespace>/<shard>/<table>.sql} for one with shards, and {@code
 * <namespace>/vschema.json} in both. A directory without files is a namespace or a shard without
 * tables.
 *
 * <p>What starts with a dot, and {@code *.md}, {@code *.yaml} and {@code *.yml} are ignored.
 * Everything else that is not expected is refused, so that no part of a record is overlooked.
 */
public final class SnapshotDirectory {

  private SnapshotDirectory() {}

  /**
   * Reads a directory within {@link DirectoryLimits#DEFAULT}.
   *
   * @throws DirectoryException when the directory is anything else than a recorded deployment
   */
  public static Snapshot read(Path directory) throws DirectoryException {
    return read(directory, DirectoryLimits.DEFAULT);
  }

  /**
   * Reads a directory.
   *
   * @throws DirectoryException when the directory is anything else than a recorded deployment
   */
  public static Snapshot read(Path directory, DirectoryLimits limits) throws DirectoryException {
    Tree tree = Tree.at(directory, limits);
    TreeMap<Namespace, NamespaceSnapshot> namespaces = new TreeMap<>();
    for (Entry entry : tree.list(directory)) {
      if (!entry.isDirectory()) {
        throw tree.unexpected(entry, "only directories, each a namespace");
      }
      namespaces.put(
          Tree.named(entry.path(), "namespace", Namespace::new), namespace(tree, entry.path()));
    }
    if (namespaces.isEmpty()) {
      throw tree.noNamespace("directories, each a namespace");
    }
    return new Snapshot(namespaces);
  }

  private static NamespaceSnapshot namespace(Tree tree, Path directory) throws DirectoryException {
    TreeMap<String, String> tables = new TreeMap<>();
    TreeMap<ShardName, SortedMap<String, String>> shards = new TreeMap<>();
    Optional<String> vschema = Optional.empty();
    Entry table = null;
    Entry shard = null;
    for (Entry entry : tree.list(directory)) {
      if (entry.isVSchema()) {
        vschema = Optional.of(tree.text(entry));
      } else if (entry.isSql()) {
        requireOneLayout(tree, directory, entry, shard);
        table = entry;
        tables.put(entry.name(), tree.text(entry));
      } else if (entry.isDirectory()) {
        requireOneLayout(tree, directory, entry, table);
        shard = entry;
        shards.put(Tree.named(entry.path(), "shard", ShardName::new), shard(tree, entry.path()));
      } else {
        throw tree.unexpected(entry, "<table>.sql, vschema.json or the directory of a shard");
      }
    }
    return shards.isEmpty() ? new Unsharded(tables, vschema) : new Sharded(shards, vschema);
  }

  private static void requireOneLayout(
      Tree tree, Path directory, Entry entry, @Nullable Entry other) throws DirectoryException {
    if (other != null) {
      throw tree.mixed(directory, "either <table>.sql or the directories of shards", other, entry);
    }
  }

  private static SortedMap<String, String> shard(Tree tree, Path directory)
      throws DirectoryException {
    TreeMap<String, String> tables = new TreeMap<>();
    for (Entry entry : tree.list(directory)) {
      if (!entry.isSql()) {
        throw tree.unexpected(entry, "<table>.sql");
      }
      tables.put(entry.name(), tree.text(entry));
    }
    return tables;
  }
}
