package io.driftguard.propertytests;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.dispatch.DispatchReader;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.dispatch.DispatchWriter;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What must hold, as functions that say what they expected and what they found. */
public final class Laws {

  private Laws() {}

  /**
   * The dispatch as it arrives at a deployment: written as JSON and read again.
   *
   * @throws AssertionError when it does not arrive, or arrives as another
   */
  public static DispatchReading.Read arrives(Dispatch dispatch) {
    byte[] json = new DispatchWriter().write(dispatch);
    DispatchReading reading = new DispatchReader().read(json);
    return reading.match(
        read -> {
          if (!read.dispatch().equals(dispatch)) {
            throw new AssertionError(
                "expected to read what was written: " + dispatch + "\nfound: " + read.dispatch());
          }
          return read;
        },
        rejected -> {
          throw new AssertionError(
              "expected to read "
                  + new String(json, StandardCharsets.UTF_8)
                  + "\nfound:\n"
                  + lines(rejected.refusals()));
        });
  }

  /** Whether the verdict carries a permit. */
  public static boolean isPermitted(Verdict verdict) {
    return verdict.match(permitted -> true, refused -> false);
  }

  /**
   * @throws AssertionError when the verdict is not the expected one
   */
  public static void decides(boolean permitted, Verdict verdict, Object about) {
    if (permitted == isPermitted(verdict)) {
      return;
    }
    throw new AssertionError(
        "expected "
            + (permitted ? "a permit" : "a refusal")
            + "\nfound "
            + explained(verdict)
            + "\nabout "
            + about);
  }

  /** The verdict in full. */
  public static String explained(Verdict verdict) {
    return verdict.match(
        permitted -> permitted.permit().record().toString(),
        refused -> refused.kind() + ":\n" + lines(refused.refusals()));
  }

  private static String lines(List<Refusal> refusals) {
    return refusals.stream()
        .map(
            refusal ->
                "  "
                    + refusal.code()
                    + " at "
                    + refusal.where()
                    + ": expected "
                    + refusal.expected()
                    + ", found "
                    + refusal.found())
        .collect(Collectors.joining("\n"));
  }
}
