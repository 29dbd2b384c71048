package io.driftguard.api;

import java.util.List;
import java.util.Optional;

/**
 * The reviewed changes as they were sent to a deployment.
 *
 * @param planId the plan's identifier; compared with nothing, but carried into verdict and store
 * @param database the database that the plan is for
 * @param engine the engine that this deployment is to re-plan with
 * @param environment the environment's name, empty when not given
 * @param target the deployment that the dispatch was sent to, empty when not given
 * @param targetShard the shard that the dispatch is for; empty means the whole deployment
 * @param changes the reviewed changes in their reviewed order
 * @param schemaFiles the desired schema that travelled with the dispatch
 * @param declaredEmpty whether the dispatch says that it is meant to hold no change
 */
public record Dispatch(
    String planId,
    String database,
    EngineId engine,
    String environment,
    String target,
    Optional<TargetShard> targetShard,
    List<ReviewedChange> changes,
    Optional<DesiredSchema> schemaFiles,
    boolean declaredEmpty) {

  public Dispatch {
    changes = List.copyOf(changes);
  }

  /**
   * The one shard that a dispatch names.
   *
   * @param namespace the namespace, when the dispatch names it ({@code keyspace/-80})
   * @param shard the shard
   */
  public record TargetShard(Optional<Namespace> namespace, ShardName shard) {}
}
