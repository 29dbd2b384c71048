package io.driftguard.api.rule;

import io.driftguard.api.engine.Topology;

/**
 * The namespaces and shards of the deployment.
 *
 * @param topology what the engine adapter said
 */
public record TopologyFact(Topology topology) implements Fact {}
