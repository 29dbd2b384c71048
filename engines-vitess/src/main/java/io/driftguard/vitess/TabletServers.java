package io.driftguard.vitess;

import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema.Place;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;

/** Says what the servers behind places are. */
@FunctionalInterface
interface TabletServers {

  /** Nobody is asked; what the servers are is declared. */
  TabletServers DECLARED = places -> Collections.emptySortedMap();

  /**
   * The servers of these places, of each or of none.
   *
   * @throws EngineException when one of them does not say what it is
   */
  SortedMap<Place, TabletServer> servers(SortedSet<Place> places) throws EngineException;
}
