package io.driftguard.engine.report;

import io.driftguard.engine.guard.Verdict;

/** Renders a verdict as JSON for programs. */
public final class VerdictJson {

  /** The version of the format; it changes when a reader of the last one would be misled. */
  public static final int FORMAT = 1;

  /** The verdict as one JSON object on several lines, ending in a newline. */
  public String render(Verdict verdict) {
    return "{\"format\": " + FORMAT + ", \"exit\": " + verdict.exitCode() + "}\n";
  }
}
