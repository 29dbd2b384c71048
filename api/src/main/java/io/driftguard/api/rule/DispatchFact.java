package io.driftguard.api.rule;

import io.driftguard.api.Dispatch;

/**
 * The dispatch as it was read: labels are claims here, nothing is checked.
 *
 * @param dispatch the dispatch
 */
public record DispatchFact(Dispatch dispatch) implements Fact {}
