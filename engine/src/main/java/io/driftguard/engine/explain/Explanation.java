package io.driftguard.engine.explain;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import java.util.Comparator;
import java.util.Optional;

/**
 * Why what was reviewed for one table of one place is not what was re-planned.
 *
 * @param namespace where the table is
 * @param shard the shard; empty in a namespace without shards
 * @param table the table
 * @param difference what differs; equal for places that have drifted alike
 */
public record Explanation(
    Namespace namespace, Optional<ShardName> shard, String table, Difference difference)
    implements Comparable<Explanation> {

  private static final Comparator<Explanation> ORDER =
      Comparator.comparing(Explanation::namespace)
          .thenComparing(Explanation::table)
          .thenComparing(explanation -> explanation.shard().map(ShardName::value).orElse(""));

  /** The place as refusals name it: {@code namespace/shard.table} or {@code namespace.table}. */
  public String place() {
    return namespace + shard.map(s -> "/" + s).orElse("") + "." + table;
  }

  @Override
  public int compareTo(Explanation other) {
    return ORDER.compare(this, other);
  }
}
