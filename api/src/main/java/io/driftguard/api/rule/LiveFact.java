package io.driftguard.api.rule;

import io.driftguard.api.engine.LiveSchema;

/**
 * The live schema that the engine adapter read for its re-plan.
 *
 * @param live what was read
 */
public record LiveFact(LiveSchema live) implements Fact {}
