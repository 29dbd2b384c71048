package io.driftguard.engine.explain;

import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the statements of one side make of the live schema of one place.
 *
 * @param after the schema after all statements that the server would take
 * @param refused for each table the first of its statements that the server would not take
 */
record PlaceHistory(Schema after, Map<String, SimulationException> refused) {

  static PlaceHistory of(Schema live, List<Step> steps) {
    Schema schema = live;
    Map<String, SimulationException> refused = new HashMap<>();
    for (Step step : steps) {
      try {
        schema = Simulator.apply(schema, step.statement());
      } catch (SimulationException e) {
        refused.putIfAbsent(step.change().key().table(), e);
      }
    }
    return new PlaceHistory(schema, refused);
  }

  Optional<SimulationException> refusedOf(String table) {
    return Optional.ofNullable(refused.get(table));
  }
}
