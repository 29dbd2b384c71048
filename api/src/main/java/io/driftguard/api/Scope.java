package io.driftguard.api;

import java.util.Optional;

/**
 * The part of a deployment that a dispatch covers. Two target shards cannot be written down.
 *
 * <p>{@link #covers} is the only restriction there is: the guard restricts the re-plan with it,
 * whatever the engine adapter made of the scope it was given.
 */
public sealed interface Scope {

  /** Tells whether a change, reviewed or re-planned, belongs to this scope. */
  default boolean covers(PlannedChange change) {
    return change.match(
        table -> coversTables(table.namespace(), table.shard()),
        vschema -> coversVSchema(vschema.namespace()));
  }

  /**
   * Tells whether the table changes of a place belong to this scope.
   *
   * @param namespace the namespace
   * @param shard the shard; empty in a namespace without shards
   */
  boolean coversTables(Namespace namespace, Optional<ShardName> shard);

  /** Tells whether the change of a namespace's VSchema belongs to this scope. */
  boolean coversVSchema(Namespace namespace);

  /** The kind of this scope, for {@link io.driftguard.api.rule.Rule#scopes}. */
  ScopeKind kind();

  /**
   * Everything but the changes of single shards: the table changes without a shard, and the VSchema
   * of every namespace.
   */
  record WholeDeployment() implements Scope {
    @Override
    public boolean coversTables(Namespace namespace, Optional<ShardName> shard) {
      return shard.isEmpty();
    }

    @Override
    public boolean coversVSchema(Namespace namespace) {
      return true;
    }

    @Override
    public ScopeKind kind() {
      return ScopeKind.WHOLE_DEPLOYMENT;
    }

    @Override
    public String toString() {
      return "whole deployment";
    }
  }

  /**
   * The table changes of one shard.
   *
   * @param namespace the namespace whose shard is meant; empty means the shard of that name in
   *     every namespace that has it
   * @param shard the shard
   */
  record SingleShard(Optional<Namespace> namespace, ShardName shard) implements Scope {
    @Override
    public boolean coversTables(Namespace ofTables, Optional<ShardName> shardOfTables) {
      return shardOfTables.equals(Optional.of(shard))
          && (namespace.isEmpty() || namespace.get().equals(ofTables));
    }

    @Override
    public boolean coversVSchema(Namespace ofVSchema) {
      return false;
    }

    @Override
    public ScopeKind kind() {
      return ScopeKind.SINGLE_SHARD;
    }

    @Override
    public String toString() {
      return "shard " + namespace.map(ns -> ns + "/").orElse("") + shard;
    }
  }

  /**
   * The VSchema of one sharded namespace, dispatched by itself once the shards of that namespace
   * are done.
   *
   * @param namespace the sharded namespace
   */
  record NamespaceFinalizer(Namespace namespace) implements Scope {
    @Override
    public boolean coversTables(Namespace ofTables, Optional<ShardName> shard) {
      return false;
    }

    @Override
    public boolean coversVSchema(Namespace ofVSchema) {
      return namespace.equals(ofVSchema);
    }

    @Override
    public ScopeKind kind() {
      return ScopeKind.NAMESPACE_FINALIZER;
    }

    @Override
    public String toString() {
      return "finalizer of namespace " + namespace;
    }
  }
}
