package io.driftguard.api.rule;

import io.driftguard.api.Scope;

/**
 * The scope of the dispatch, as the guard resolved it against the topology.
 *
 * @param scope the scope
 */
public record ScopeFact(Scope scope) implements Fact {}
