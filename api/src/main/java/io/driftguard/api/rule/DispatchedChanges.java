package io.driftguard.api.rule;

import java.util.List;

/**
 * The reviewed table changes, keyed, in their reviewed order.
 *
 * @param changes one entry a change; equal keys stand as often as they were reviewed
 */
public record DispatchedChanges(List<KeyedChange> changes) implements Fact {
  public DispatchedChanges {
    changes = List.copyOf(changes);
  }
}
