package io.driftguard.api.rule;

import io.driftguard.api.ChangeKey;
import java.util.List;

/**
 * The reviewed table changes, keyed, in their reviewed order.
 *
 * @param changes one entry a change; equal keys stand as often as they were reviewed
 * @param sameEffects the changes whose reviewed statement is not the re-planned one, and which have
 *     the key of the re-planned one all the same, because the embedding program chose the policy
 *     that the same effect is enough; empty under any other policy
 */
public record DispatchedChanges(List<KeyedChange> changes, List<SameEffect> sameEffects)
    implements Fact {
  public DispatchedChanges {
    changes = List.copyOf(changes);
    sameEffects = List.copyOf(sameEffects);
  }

  /** Changes that are compared by their statements alone. */
  public DispatchedChanges(List<KeyedChange> changes) {
    this(changes, List.of());
  }

  /**
   * Two statements that do the same to the live table and its rows.
   *
   * @param reviewed the key of the reviewed statement
   * @param replanned the key of the re-planned statement
   */
  public record SameEffect(ChangeKey reviewed, ChangeKey replanned) {}
}
