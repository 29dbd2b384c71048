package io.driftguard.api.engine;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One live deployment, open for reading.
 *
 * <p>Trouble MUST be thrown: an empty answer means "there is nothing", and an empty re-plan reads
 * as "no drift".
 */
public interface Deployment extends AutoCloseable {

  /**
   * The namespaces of the deployment and their shards. The names are the ones that the re-plan uses
   * and that the fan-out keyed its dispatches on.
   *
   * @throws EngineException when the topology cannot be read, or contradicts itself
   */
  Topology topology() throws EngineException;

  /**
   * What a correct planner would do now to bring the live schema to the desired one.
   *
   * <p>The scope is a hint: an adapter may leave out changes that the scope does not cover, to
   * spare work. It MUST NOT leave out a change that the scope covers. The guard restricts the
   * answer again.
   *
   * <p>Namespaces that the desired schema does not name are not managed, and left alone. A
   * namespace that the desired schema names and the deployment lacks is trouble.
   *
   * @throws EngineException when the live schema cannot be read, or a difference cannot be
   *     expressed as DDL
   */
  Replan replan(DesiredSchema desired, Scope scope) throws EngineException;

  /**
   * The inputs on which the meaning of a namespace's texts depends, where the adapter asked the
   * server for them. Reviewed statements are then read with these inputs, because that is how the
   * server will read them. Empty means that whoever embeds the guard declares them.
   *
   * @throws EngineException when they cannot be read, or are not those of a server that is known
   */
  default Optional<ServerInputs> inputs(Namespace namespace) throws EngineException {
    return Optional.empty();
  }

  /**
   * The live schema of these namespaces, for people who look at it outside of a re-plan.
   *
   * @throws EngineException when it cannot be read, or the adapter reads for re-plans only
   */
  default LiveSchema read(SortedSet<Namespace> namespaces) throws EngineException {
    throw new EngineException(
        EngineException.Reason.SOURCE_NOT_SUPPORTED,
        "expected an adapter that shows a live schema, but found one that reads for re-plans only");
  }

  /** Releases what {@link EngineAdapter#open} took. */
  @Override
  void close();
}
