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

  /** This dispatch with another identifier. */
  public Dispatch withPlanId(String other) {
    return new Dispatch(
        other,
        database,
        engine,
        environment,
        target,
        targetShard,
        changes,
        schemaFiles,
        declaredEmpty);
  }

  /** This dispatch for another shard, or for the whole deployment. */
  public Dispatch withTargetShard(Optional<TargetShard> other) {
    return new Dispatch(
        planId, database, engine, environment, target, other, changes, schemaFiles, declaredEmpty);
  }

  /** This dispatch with other changes. */
  public Dispatch withChanges(List<ReviewedChange> other) {
    return new Dispatch(
        planId,
        database,
        engine,
        environment,
        target,
        targetShard,
        other,
        schemaFiles,
        declaredEmpty);
  }

  /** This dispatch with another desired schema, or with none. */
  public Dispatch withSchemaFiles(Optional<DesiredSchema> other) {
    return new Dispatch(
        planId, database, engine, environment, target, targetShard, changes, other, declaredEmpty);
  }

  /** This dispatch as one that says that it is meant to hold no change. */
  public Dispatch asDeclaredEmpty() {
    return new Dispatch(
        planId, database, engine, environment, target, targetShard, changes, schemaFiles, true);
  }

  /**
   * The one shard that a dispatch names.
   *
   * @param namespace the namespace, when the dispatch names it ({@code keyspace/-80})
   * @param shard the shard
   */
  public record TargetShard(Optional<Namespace> namespace, ShardName shard) {}
}
