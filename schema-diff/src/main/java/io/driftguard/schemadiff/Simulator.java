package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.Statement;

/** The effect of DDL statements on a schema, as MySQL has it. */
public final class Simulator {

  private Simulator() {}

  /**
   * The schema after one statement.
   *
   * @throws SimulationException when the server would refuse the statement, or its effect is not
   *     certain
   */
  public static Schema apply(Schema schema, Statement statement) throws SimulationException {
    SchemaDraft draft = new SchemaDraft(schema);
    draft.apply(statement);
    return draft.build();
  }
}
