package io.driftguard.engine.audit;

import io.driftguard.api.EngineId;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import java.time.Instant;
import java.util.List;

/**
 * The picture of all places that were looked at.
 *
 * @param auditedAt when the audit began
 * @param engine the engine that the deployments are of
 * @param deployments the deployments in the order in which they were given
 * @param tables the tables and VSchemas of all of them, sorted
 */
public record Audit(
    Instant auditedAt,
    EngineId engine,
    List<AuditedDeployment> deployments,
    List<AuditedTable> tables) {

  public Audit {
    deployments = List.copyOf(deployments);
    tables = tables.stream().sorted().toList();
  }

  /** The tables and VSchemas of which not every place is as desired. */
  public List<AuditedTable> outliers() {
    return tables.stream().filter(table -> table.state() != AuditState.AS_DESIRED).toList();
  }

  /**
   * 0 when everything is as desired or waits for what was reviewed, and dispatches, if there are
   * any, cover that exactly; 2 when something is malformed or could not be verified, or nothing was
   * looked at; 1 otherwise.
   */
  public int exitCode() {
    boolean nothing = tables.isEmpty();
    boolean unknown =
        tables.stream().anyMatch(table -> table.state() == AuditState.UNVERIFIABLE)
            || deployments.stream().anyMatch(Audit::isUnverified);
    if (nothing || unknown) {
      return Verdict.EXIT_NOT_VERIFIED;
    }
    boolean drifted =
        tables.stream().anyMatch(table -> table.state() == AuditState.DRIFTED)
            || deployments.stream().anyMatch(Audit::isDrifted);
    return drifted ? Verdict.EXIT_DRIFT : 0;
  }

  private static boolean isUnverified(AuditedDeployment deployment) {
    return deployment.problems().stream().anyMatch(Audit::isMore)
        || deployment
            .coverage()
            .map(
                coverage ->
                    coverage.gaps().stream().anyMatch(Audit::isMore)
                        || coverage.dispatches().stream()
                            .anyMatch(each -> each.verdict().exitCode() > Verdict.EXIT_DRIFT))
            .orElse(false);
  }

  private static boolean isMore(Refusal refusal) {
    return switch (refusal.kind()) {
      case DRIFT -> false;
      case INVALID, UNVERIFIABLE -> true;
    };
  }

  private static boolean isDrifted(AuditedDeployment deployment) {
    return !deployment.problems().isEmpty()
        || !deployment.coverage().map(Coverage::isExact).orElse(true);
  }
}
