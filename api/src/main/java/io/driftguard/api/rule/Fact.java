package io.driftguard.api.rule;

/**
 * Something that the guard knows of one check. A rule asks for facts by naming their types as its
 * parameters.
 */
public sealed interface Fact
    permits DispatchFact,
        ScopeFact,
        TopologyFact,
        DesiredFact,
        LiveFact,
        DispatchedChanges,
        ReplannedChanges,
        WholeReplan,
        DispatchedVSchemas,
        ReplannedVSchemas {}
