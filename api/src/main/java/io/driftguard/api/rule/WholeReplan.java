package io.driftguard.api.rule;

import io.driftguard.api.PlannedChange;
import java.util.List;

/**
 * The re-plan as the engine adapter gave it, before the guard restricted it to the scope.
 *
 * @param changes every change that the adapter returned, as it returned it
 * @param keyed the table changes among them, keyed
 */
public record WholeReplan(List<PlannedChange> changes, List<KeyedChange> keyed) implements Fact {
  public WholeReplan {
    changes = List.copyOf(changes);
    keyed = List.copyOf(keyed);
  }
}
