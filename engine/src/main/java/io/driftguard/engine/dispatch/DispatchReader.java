package io.driftguard.engine.dispatch;

import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.List;

/** Reads a dispatch from JSON. What is not exactly a dispatch is refused with its place. */
public final class DispatchReader {

  private final ReadLimits limits;

  public DispatchReader(ReadLimits limits) {
    this.limits = limits;
  }

  /** A reader with the default limits. */
  public DispatchReader() {
    this(ReadLimits.DEFAULT);
  }

  /** Reads the bytes of one document in UTF-8. */
  public DispatchReading read(byte[] json) {
    return new DispatchReading.Rejected(
        List.of(
            Refusal.of(
                RefusalCode.DISPATCH_NOT_JSON,
                "the document",
                "a dispatch of at most " + limits.maxBytes() + " bytes",
                json.length + " bytes")));
  }
}
