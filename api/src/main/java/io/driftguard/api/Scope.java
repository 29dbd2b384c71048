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
  boolean covers(PlannedChange change);

  /** The kind of this scope, for {@link io.driftguard.api.rule.Rule#scopes}. */
  ScopeKind kind();

  /**
   * Everything but the changes of single shards: the table changes without a shard, and the VSchema
   * of every namespace.
   */
  record WholeDeployment() implements Scope {
    @Override
    public boolean covers(PlannedChange change) {
      return switchOn(change, table -> table.shard().isEmpty(), vschema -> true);
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
    public boolean covers(PlannedChange change) {
      return switchOn(
          change,
          table ->
              table.shard().filter(shard::equals).isPresent()
                  && (namespace.isEmpty() || namespace.get().equals(table.namespace())),
          vschema -> false);
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
    public boolean covers(PlannedChange change) {
      return switchOn(change, table -> false, vschema -> vschema.namespace().equals(namespace));
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

  private static boolean switchOn(
      PlannedChange change,
      java.util.function.Predicate<PlannedChange.TableChange> ofTable,
      java.util.function.Predicate<PlannedChange.VSchemaChange> ofVSchema) {
    return change.match(ofTable::test, ofVSchema::test);
  }
}
