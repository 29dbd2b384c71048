package io.driftguard.api;

/** The three kinds of {@link Scope}. */
public enum ScopeKind {
  WHOLE_DEPLOYMENT,
  SINGLE_SHARD,
  NAMESPACE_FINALIZER
}
