package io.driftguard.propertytests.convergence;

import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiff;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;

/** The way from one schema to another on a real server, by the statements of their difference. */
final class Journey {

  private final LiveSchema live;
  private final SortedMap<String, String> target;
  private final List<String> report = new ArrayList<>();

  /**
   * @param live the schema that starts the journey
   * @param target what the server prints of the other one, made from nothing
   */
  Journey(LiveSchema live, SortedMap<String, String> target) {
    this.live = live;
    this.target = target;
  }

  /**
   * Goes the whole way, and holds the simulation to the server after each statement.
   *
   * @param to the other schema as somebody wrote it
   * @return the statements that it took
   * @throws SchemaDiffException when no statements are known that lead there
   * @throws AssertionError when the server and the project disagree
   */
  List<SchemaChange> go(Schema to) throws SchemaDiffException, SQLException, SchemaException {
    SortedMap<String, String> printed = live.printed();
    Schema reached = live.read(printed);
    report.add("from: " + reached);
    report.add("to: " + to);
    List<SchemaChange> changes = SchemaDiff.diff(reached, to);
    for (SchemaChange change : changes) {
      report.add("  " + change.sql());
      OptionalInt error = live.run(change.sql());
      if (error.isPresent()) {
        throw disagreement("the server refuses the last statement: error " + error.getAsInt());
      }
      try {
        reached = Simulator.apply(reached, change.statement());
      } catch (SimulationException e) {
        throw disagreement("the simulation refuses the last statement: " + e.getMessage());
      }
      printed = live.printed();
      Schema actual = live.read(printed);
      if (!actual.equals(reached)) {
        throw disagreement(
            "the simulation expects another schema: " + reached + "\nthan the server's: " + actual);
      }
    }
    PrintedForm form = new PrintedForm(live.defaultCollations());
    SortedMap<String, String> arrived = form.of(printed);
    SortedMap<String, String> expected = form.of(target);
    if (!arrived.equals(expected)) {
      arrived = form.of(live.settled(printed));
      expected = form.of(live.settled(target));
    }
    if (!arrived.equals(expected)) {
      throw disagreement("the server arrives at: " + arrived + "\ninstead of: " + expected);
    }
    return changes;
  }

  private AssertionError disagreement(String what) {
    return new AssertionError(what + "\n" + String.join("\n", report));
  }
}
