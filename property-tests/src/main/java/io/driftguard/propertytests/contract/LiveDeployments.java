package io.driftguard.propertytests.contract;

import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Topology;
import io.driftguard.propertytests.DeploymentModel;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the kit gets real deployments from. {@link RecordedDeployments} is all that an adapter
 * needs that reads snapshots; one that reads running databases brings its own.
 */
public interface LiveDeployments {

  /** A deployment that holds exactly what the model says, until it is released. */
  LiveSource of(DeploymentModel model);

  /** The topology that an adapter has to see there; the model's own unless names are mapped. */
  default Topology topology(DeploymentModel model) {
    return model.topology();
  }

  /**
   * What is there now, looked at without the adapter: equal answers mean that nothing was written.
   */
  Object state(LiveSource source);

  /**
   * Such a deployment in which one table of that place cannot be understood or read, by a missing
   * privilege if by nothing else.
   */
  LiveSource unreadable(DeploymentModel model, Place place);

  /**
   * A deployment that takes a question and never answers; empty when the adapter reads nothing but
   * recordings, which cannot keep it waiting.
   */
  Optional<LiveSource> silent();

  /** How long the adapter may take to give up on a deployment that does not answer. */
  default Duration patience() {
    return Duration.ofSeconds(30);
  }

  /** A source of a kind that the adapter does not read. */
  default LiveSource foreign() {
    return new LiveSource.Running("driftguard-conformance://nothing-listens-here");
  }

  /** Whether two deployments of these can be there at the same time. */
  default boolean canHoldSeveral() {
    return true;
  }

  /** Gives back what {@link #of} or {@link #unreadable} took. */
  default void release(LiveSource source) {}
}
