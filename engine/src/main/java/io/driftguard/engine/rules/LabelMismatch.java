package io.driftguard.engine.rules;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.api.rule.KeyedChange;
import java.util.Locale;

/**
 * A label that is not true of its statement. Reviewed and re-planned changes are judged alike.
 *
 * @param label which of the labels
 * @param claimed what it says
 * @param found what the statement says
 */
record LabelMismatch(Label label, String claimed, String found) {

  /** The labels that a statement can contradict. */
  enum Label {
    TABLE,
    OPERATION,
    NAMESPACE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The labels of the change that are not true. */
  static ImmutableList<LabelMismatch> of(KeyedChange change) {
    ImmutableList.Builder<LabelMismatch> mismatches = ImmutableList.builder();
    KeyedChange.Label label = change.label();
    if (!label.table().equals(change.key().table())) {
      mismatches.add(
          new LabelMismatch(
              Label.TABLE, Quoted.text(label.table()), Quoted.text(change.key().table())));
    }
    if (!label.operationAgrees()) {
      mismatches.add(
          new LabelMismatch(Label.OPERATION, label.operation(), change.operation().name()));
    }
    String namespace = change.key().namespace().name();
    label
        .statementNamespace()
        .filter(named -> !named.equals(namespace))
        .ifPresent(
            named ->
                mismatches.add(
                    new LabelMismatch(
                        Label.NAMESPACE, Quoted.text(namespace), Quoted.text(named))));
    return mismatches.build();
  }
}
