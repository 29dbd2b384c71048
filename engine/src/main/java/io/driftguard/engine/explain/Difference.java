package io.driftguard.engine.explain;

import java.util.List;

/**
 * What differs on one table, wherever the table is: shards whose differences are equal have drifted
 * alike, and are one line to a reader.
 *
 * @param driftClass what has become of the table
 * @param statements the statements that differ
 * @param effect what the reviewed statements would do here
 */
public record Difference(DriftClass driftClass, List<StatementPair> statements, Effect effect) {

  public Difference {
    statements = List.copyOf(statements);
  }
}
