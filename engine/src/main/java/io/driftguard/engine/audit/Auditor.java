package io.driftguard.engine.audit;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.Progress;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every place of one or many deployments, and says which tables are as desired, which wait
 * for what was reviewed, and which have drifted.
 *
 * <p>Each place is put to the guard as a dispatch that is meant to be empty: all rules judge it,
 * and what the re-plan holds is what the place lacks. A deployment or a shard that cannot be read
 * is said to be so, and hides no other.
 */
public final class Auditor {

  private final EngineAdapter adapter;
  private final RuleCatalogs rules;
  private final Clock clock;
  private final GuardOptions options;

  public Auditor(EngineAdapter adapter, RuleCatalogs rules, Clock clock, GuardOptions options) {
    this.adapter = adapter;
    this.rules = rules;
    this.clock = clock;
    this.options = options;
  }

  /**
   * The picture of these deployments.
   *
   * @param dispatches the set whose coverage is asked for; empty when none is
   * @param progress is told of every place that was looked at
   */
  public Audit audit(
      DesiredSchema desired,
      List<AuditTarget> targets,
      Optional<List<AuditedDispatch>> dispatches,
      Progress progress) {
    Instant now = clock.instant();
    Forms forms = new Forms(desired, options);
    List<AuditedDeployment> deployments = new ArrayList<>();
    for (AuditTarget target : targets) {
      deployments.add(deployment(target, desired, dispatches, forms, progress));
    }
    return new Audit(now, adapter.id(), deployments, forms.tables());
  }

  private AuditedDeployment deployment(
      AuditTarget target,
      DesiredSchema desired,
      Optional<List<AuditedDispatch>> dispatches,
      Forms forms,
      Progress progress) {
    if (target.source().isEmpty()) {
      return new AuditedDeployment(target.name(), 0, target.problems(), Optional.empty());
    }
    SharedDeployment shared = new SharedDeployment(adapter, progress);
    try {
      DriftGuard guard = new DriftGuard(EngineRegistry.of(List.of(shared)), rules, clock, options);
      return new DeploymentAudit(
              target.name(), target.source().get(), desired, guard, adapter.id(), forms, progress)
          .run(dispatches);
    } finally {
      closeQuietly(shared);
    }
  }

  /** What was read was read; that the end of the reading fails changes nothing of it. */
  private static void closeQuietly(SharedDeployment shared) {
    try {
      shared.close();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      return;
    }
  }
}
