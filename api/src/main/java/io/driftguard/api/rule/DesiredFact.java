package io.driftguard.api.rule;

import io.driftguard.api.DesiredSchema;

/**
 * The schema that the reviewed plan leads to: the one and the same that the re-plan was made for.
 *
 * @param desired the desired schema
 */
public record DesiredFact(DesiredSchema desired) implements Fact {}
