package io.driftguard.replan;

import io.driftguard.api.Namespace;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Topology;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Reads what is live from one kind of source. An engine adapter is such a reader, the rules of its
 * database, and a {@link Replanner}.
 *
 * <p>Trouble is thrown. An empty answer means that there is nothing.
 */
public interface LiveReader extends AutoCloseable {

  /**
   * The namespaces and their shards as the source has them, not judged yet.
   *
   * @throws EngineException when they cannot be read
   */
  Topology topology() throws EngineException;

  /**
   * The tables of these places, read all together so that a reader may read several at once.
   *
   * @return for each of the places, and for no other: a name, which only stands in messages, to a
   *     text of {@code CREATE} statements
   * @throws EngineException when one of the places cannot be read
   */
  SortedMap<Place, SortedMap<String, String>> tables(SortedSet<Place> places)
      throws EngineException;

  /**
   * The views of these places, of a reader that does not give them with the tables. They are looked
   * at where the desired schema has views, and only named where it has none.
   *
   * @return for each of the places that has views: the name of each to its {@code CREATE VIEW} text
   * @throws EngineException when one of the places cannot be read
   */
  default SortedMap<Place, SortedMap<String, String>> views(SortedSet<Place> places)
      throws EngineException {
    return Collections.emptySortedMap();
  }

  /**
   * The VSchema documents of these namespaces.
   *
   * @return the documents of those namespaces that have one
   * @throws EngineException when one of the documents cannot be read
   */
  SortedMap<Namespace, String> vschemas(SortedSet<Namespace> namespaces) throws EngineException;

  /** Releases what the reader took. */
  @Override
  void close();
}
