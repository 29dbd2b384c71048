package io.driftguard.engine.audit;

import io.driftguard.api.ShardName;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where one namespace is, once.
 *
 * @param deployment the deployment as the caller named it
 * @param shard the shard; empty in a namespace without shards, and for a VSchema
 */
public record AuditedPlace(String deployment, Optional<ShardName> shard)
    implements Comparable<AuditedPlace> {

  private static final Comparator<AuditedPlace> ORDER =
      Comparator.comparing(AuditedPlace::deployment)
          .thenComparing(place -> place.shard().map(ShardName::value).orElse(""));

  @Override
  public int compareTo(AuditedPlace other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return deployment + shard.map(s -> " " + s).orElse("");
  }
}
