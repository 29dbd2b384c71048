package io.driftguard.api.rule;

import java.util.List;

/**
 * The re-planned table changes that the dispatch's scope covers, keyed, in planned order.
 *
 * @param changes one entry a change; equal keys stand as often as they were planned
 */
public record ReplannedChanges(List<KeyedChange> changes) implements Fact {
  public ReplannedChanges {
    changes = List.copyOf(changes);
  }
}
