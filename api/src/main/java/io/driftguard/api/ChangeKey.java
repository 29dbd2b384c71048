package io.driftguard.api;

import java.util.Comparator;
import java.util.Optional;

/**
 * What a table change is compared by. Two changes are the same change if and only if their keys are
 * equal.
 *
 * @param namespace where the table is
 * @param shard the shard, spelled as in the topology; empty in a namespace without shards
 * @param table the table that the parsed statement changes
 * @param operation what the parsed statement does
 * @param canonicalDdl the statement in canonical form
 */
public record ChangeKey(
    Namespace namespace,
    Optional<ShardName> shard,
    String table,
    Operation operation,
    String canonicalDdl)
    implements Comparable<ChangeKey> {

  private static final Comparator<ChangeKey> ORDER =
      Comparator.comparing(ChangeKey::namespace)
          .thenComparing(key -> key.shard().map(ShardName::value).orElse(""))
          .thenComparing(ChangeKey::table)
          .thenComparing(ChangeKey::operation)
          .thenComparing(ChangeKey::canonicalDdl);

  @Override
  public int compareTo(ChangeKey other) {
    return ORDER.compare(this, other);
  }

  /**
   * The place of the change, for people: {@code namespace/shard.table} or {@code namespace.table}.
   */
  public String place() {
    return namespace + shard.map(s -> "/" + s).orElse("") + "." + table;
  }
}
