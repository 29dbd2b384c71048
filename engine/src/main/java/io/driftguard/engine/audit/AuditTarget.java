package io.driftguard.engine.audit;

import io.driftguard.api.engine.LiveSource;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * A deployment that is to be audited.
 *
 * @param name the deployment as the caller names it
 * @param source where its live side is read from; empty when that could not even be opened
 * @param problems why it could not
 */
public record AuditTarget(String name, Optional<LiveSource> source, List<Refusal> problems) {

  public AuditTarget {
    problems = List.copyOf(problems);
    if (source.isEmpty() && problems.isEmpty()) {
      throw new IllegalArgumentException("what cannot be read has a reason");
    }
  }

  /** A deployment that can be asked. */
  public static AuditTarget of(String name, LiveSource source) {
    return new AuditTarget(name, Optional.of(source), List.of());
  }

  /** A deployment that cannot be asked. */
  public static AuditTarget unreadable(String name, Refusal problem) {
    return new AuditTarget(name, Optional.empty(), List.of(problem));
  }
}
