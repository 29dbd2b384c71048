package io.driftguard.api.engine;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import java.util.Collections;
import java.util.SortedMap;
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
   * The inputs on which the meaning of these namespaces' texts depends, where the adapter asked the
   * servers for them. Reviewed statements are then read with these inputs, because that is how the
   * servers will read them. For a namespace that is not in the answer, whoever embeds the guard
   * declares them.
   *
   * @param scope the servers of which part of the deployment are meant; where several of a
   *     namespace are, they have to be alike
   * @throws EngineException when they cannot be read, are not those of a server that is known, or
   *     differ between servers that one statement is for
   */
  default SortedMap<Namespace, ServerInputs> inputs(SortedSet<Namespace> namespaces, Scope scope)
      throws EngineException {
    return Collections.emptySortedMap();
  }

  /**
   * The live schema of these namespaces, for people who look at it outside of a re-plan.
   *
   * @param withViews those of the namespaces whose views are read as well; the views of the others
   *     are only named, in {@link LiveSchema#leftOut}
   * @throws EngineException when it cannot be read, or the adapter reads for re-plans only
   */
  default LiveSchema read(SortedSet<Namespace> namespaces, SortedSet<Namespace> withViews)
      throws EngineException {
    throw new EngineException(
        EngineException.Reason.SOURCE_NOT_SUPPORTED,
        "expected an adapter that shows a live schema, but found one that reads for re-plans only");
  }

  /**
   * The name that a namespace's own schema has in the texts of its views, which may be another one
   * than the namespace's.
   */
  default String nameInTexts(Namespace namespace) {
    return namespace.name();
  }

  /** Releases what {@link EngineAdapter#open} took. */
  @Override
  void close();
}
