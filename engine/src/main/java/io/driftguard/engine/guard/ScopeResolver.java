package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableSet;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Topology;
import java.util.Optional;

/** Says which part of the deployment a dispatch covers. */
final class ScopeResolver {

  private ScopeResolver() {}

  /**
   * The scope: the target shard when there is one; the finalizer of a sharded namespace when the
   * dispatch does nothing but change its VSchema; the whole deployment otherwise.
   */
  static Scope resolve(Dispatch dispatch, Topology topology) {
    Optional<TargetShard> target = dispatch.targetShard();
    if (target.isPresent()) {
      return new Scope.SingleShard(target.get().namespace(), target.get().shard());
    }
    ImmutableSet<Namespace> namespaces =
        dispatch.changes().stream()
            .map(ReviewedChange::namespace)
            .collect(ImmutableSet.toImmutableSet());
    boolean onlyVSchemas =
        dispatch.changes().stream().allMatch(ReviewedChange.VSchema.class::isInstance);
    if (onlyVSchemas && namespaces.size() == 1) {
      Namespace namespace = namespaces.iterator().next();
      if (topology.isSharded(namespace)) {
        return new Scope.NamespaceFinalizer(namespace);
      }
    }
    return new Scope.WholeDeployment();
  }
}
