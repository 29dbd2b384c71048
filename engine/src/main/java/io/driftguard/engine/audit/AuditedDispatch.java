package io.driftguard.engine.audit;

import io.driftguard.engine.dispatch.DispatchReading;

/**
 * A dispatch of the set whose coverage is audited.
 *
 * @param name the dispatch as the caller names it: a file
 * @param dispatch the dispatch as it was read
 */
public record AuditedDispatch(String name, DispatchReading dispatch) {}
