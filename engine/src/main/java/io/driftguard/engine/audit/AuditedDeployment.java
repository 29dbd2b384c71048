package io.driftguard.engine.audit;

import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one deployment as a whole.
 *
 * @param name the deployment as the caller named it
 * @param places how many of its places were looked at
 * @param problems what is wrong beyond the differences of its tables, sorted: it could not be
 *     reached, a shard could not be read, its topology is another one
 * @param coverage whether the dispatches are exactly what it needs, when there were any to judge
 */
public record AuditedDeployment(
    String name, int places, List<Refusal> problems, Optional<Coverage> coverage) {

  public AuditedDeployment {
    problems = problems.stream().distinct().sorted().toList();
  }
}
