package io.driftguard.engine.guard;

import io.driftguard.api.Quoted;
import org.jspecify.annotations.Nullable;

/** Describes what was caught, without trusting it. */
final class Failures {

  private static final int MAX_CAUSES = 5;

  private Failures() {}

  /** The classes and messages of what was caught and of its causes, on one line. */
  static String describe(Throwable caught) {
    StringBuilder out = new StringBuilder();
    Throwable next = caught;
    for (int i = 0; i < MAX_CAUSES && next != null; i++) {
      out.append(i == 0 ? "" : ", caused by ").append(next.getClass().getName());
      String message = messageOf(next);
      if (message != null) {
        out.append(": ").append(Quoted.text(message));
      }
      next = causeOf(next);
    }
    return out.toString();
  }

  /**
   * Puts the interrupt back that a foreign method threw without declaring it, so that it is not
   * swallowed with the exception.
   */
  static void restoreInterrupt(Throwable caught) {
    if (caught instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable String messageOf(Throwable caught) {
    try {
      return caught.getMessage();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return "no message, because asking for it failed";
    }
  }

  private static @Nullable Throwable causeOf(Throwable caught) {
    try {
      return caught.getCause();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
  }
}
