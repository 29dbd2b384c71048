package io.driftguard.engine.explain;

import io.driftguard.api.Operation;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.grammar.ast.Statement;

/**
 * A change of one side with its statement as records.
 *
 * @param change the change
 * @param statement its canonical statement
 */
record Step(KeyedChange change, Statement statement) {
  String text() {
    return change.key().canonicalDdl();
  }

  boolean creates() {
    return change.operation() == Operation.CREATE;
  }
}
