package io.driftguard.engine.fanout;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.EngineId;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import java.util.List;

/** Turns a re-plan into the dispatches that together are exactly it. */
public final class FanOut {

  private FanOut() {}

  /**
   * What the dispatches have in common.
   *
   * @param planId the plan's id
   * @param database the database that the plan is for
   * @param engine the engine
   * @param environment the environment's name, empty when there is none
   * @param target the deployment, empty when there is none
   */
  public record Template(
      String planId, String database, EngineId engine, String environment, String target) {}

  /**
   * The dispatches: one for each shard with changes, ordered by namespace and shard, then one for
   * the whole deployment with the changes of unsharded tables and of every VSchema. Each carries
   * the desired schema.
   */
  public static List<Dispatch> of(
      Replan replan, Topology topology, Template template, DesiredSchema desired) {
    return List.of();
  }
}
