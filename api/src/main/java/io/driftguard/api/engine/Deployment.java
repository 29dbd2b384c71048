package io.driftguard.api.engine;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Scope;

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

  /** Releases what {@link EngineAdapter#open} took. */
  @Override
  void close();
}
