package io.driftguard.engine.fanout;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

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
   * the whole deployment with the changes of unsharded tables and of every VSchema, if there are
   * any. Each carries the desired schema, and its changes stand in planned order.
   */
  public static List<Dispatch> of(
      Replan replan, Topology topology, Template template, DesiredSchema desired) {
    ImmutableListMultimap.Builder<Place, ReviewedChange> byShard = ImmutableListMultimap.builder();
    ImmutableList.Builder<ReviewedChange> whole = ImmutableList.builder();
    for (PlannedChange change : replan.changes()) {
      ReviewedChange reviewed = change.match(FanOut::reviewed, FanOut::reviewed);
      Optional<ShardName> shard = change.match(TableChange::shard, vschema -> Optional.empty());
      if (shard.isPresent()) {
        byShard.put(new Place(change.namespace(), shard), reviewed);
      } else {
        whole.add(reviewed);
      }
    }
    ImmutableListMultimap<Place, ReviewedChange> shards = byShard.build();
    ImmutableList.Builder<Dispatch> dispatches = ImmutableList.builder();
    for (Place place : new TreeSet<>(shards.keySet())) {
      TargetShard target = target(place.namespace(), place.shard().orElseThrow(), topology);
      dispatches.add(dispatch(template, desired, Optional.of(target), shards.get(place)));
    }
    ImmutableList<ReviewedChange> rest = whole.build();
    if (!rest.isEmpty()) {
      dispatches.add(dispatch(template, desired, Optional.empty(), rest));
    }
    return dispatches.build();
  }

  /** A shard's name alone means that shard in every namespace that has it. */
  private static TargetShard target(Namespace namespace, ShardName shard, Topology topology) {
    boolean nameIsEnough = topology.namespacesWithShard(shard).equals(List.of(namespace));
    return new TargetShard(nameIsEnough ? Optional.empty() : Optional.of(namespace), shard);
  }

  private static Dispatch dispatch(
      Template template,
      DesiredSchema desired,
      Optional<TargetShard> target,
      List<ReviewedChange> changes) {
    return new Dispatch(
        template.planId(),
        template.database(),
        template.engine(),
        template.environment(),
        template.target(),
        target,
        changes,
        Optional.of(desired),
        false);
  }

  private static ReviewedChange reviewed(TableChange change) {
    return new ReviewedChange.Table(
        change.namespace(), change.table(), claim(change.operation()), change.ddl());
  }

  private static ReviewedChange reviewed(PlannedChange.VSchemaChange change) {
    return new ReviewedChange.VSchema(change.namespace());
  }

  private static ClaimedOperation claim(Operation operation) {
    return switch (operation) {
      case CREATE -> ClaimedOperation.CREATE;
      case ALTER -> ClaimedOperation.ALTER;
      case DROP -> ClaimedOperation.DROP;
      case RENAME, TRUNCATE -> ClaimedOperation.OTHER;
    };
  }
}
