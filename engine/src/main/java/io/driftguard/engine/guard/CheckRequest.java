package io.driftguard.engine.guard;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.engine.dispatch.DispatchReader;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.dispatch.DispatchWriter;
import java.util.Optional;

/**
 * What the guard is asked: may this dispatch be applied there?
 *
 * @param dispatch the dispatch as it was read
 * @param desired the desired schema, when the caller has it; one that travelled with the dispatch
 *     must be equal
 * @param live where the live side is read from
 */
public record CheckRequest(
    DispatchReading dispatch, Optional<DesiredSchema> desired, LiveSource live) {

  /** A request for a dispatch as it arrived. */
  public static CheckRequest ofJson(
      byte[] dispatchJson, Optional<DesiredSchema> desired, LiveSource live) {
    return new CheckRequest(new DispatchReader().read(dispatchJson), desired, live);
  }

  /**
   * A request for a dispatch that was built here; it passes the same reader as one that arrived.
   */
  public static CheckRequest of(
      Dispatch dispatch, Optional<DesiredSchema> desired, LiveSource live) {
    return new CheckRequest(
        new DispatchReader().read(new DispatchWriter().write(dispatch)), desired, live);
  }
}
