package io.driftguard.engine.explain;

import io.driftguard.api.Operation;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.DropView;
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

  /** Whether it makes a table. */
  boolean creates() {
    return statement instanceof CreateTable || statement instanceof CreateTableLike;
  }

  /** Whether it takes a table or a view away. */
  boolean drops() {
    return change.operation() == Operation.DROP;
  }

  boolean isOnView() {
    return statement instanceof CreateView
        || statement instanceof AlterView
        || statement instanceof DropView;
  }
}
