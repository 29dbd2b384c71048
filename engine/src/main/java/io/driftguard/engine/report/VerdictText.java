package io.driftguard.engine.report;

import io.driftguard.engine.guard.Verdict;

/** Renders a verdict as text for a terminal. */
public final class VerdictText {

  /**
   * The verdict as lines that end in a newline; characters that a terminal would act on are
   * escaped.
   */
  public String render(Verdict verdict) {
    return verdict.match(
        permitted -> "PERMITTED " + permitted.permit() + "\n",
        refused -> "REFUSED (" + refused.kind() + ")\n" + refused.refusals() + "\n");
  }
}
