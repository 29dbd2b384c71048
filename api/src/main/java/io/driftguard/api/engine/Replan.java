package io.driftguard.api.engine;

import io.driftguard.api.PlannedChange;
import java.util.List;

/**
 * What a deployment computes now: the changes that would bring it to the desired schema, and the
 * live schema that was read for them.
 *
 * @param changes the changes in the order in which a planner would run them; one statement each
 * @param live what was read; the guard fingerprints it and explains with it
 */
public record Replan(List<PlannedChange> changes, LiveSchema live) {

  public Replan {
    changes = List.copyOf(changes);
  }
}
