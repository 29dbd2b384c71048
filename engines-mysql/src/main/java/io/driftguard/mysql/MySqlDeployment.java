package io.driftguard.mysql;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.replan.LiveReader;
import io.driftguard.replan.Replanner;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The schemas of one MySQL server as they were recorded. */
final class MySqlDeployment implements Deployment {

  private final LiveReader reader;
  private final Replanner replanner;

  MySqlDeployment(LiveReader reader, Replanner replanner) {
    this.reader = reader;
    this.replanner = replanner;
  }

  @Override
  public Topology topology() throws EngineException {
    return reader.topology();
  }

  @Override
  public Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
    requireOnlyTables(desired);
    return replanner.replan(desired, scope, topology(), reader);
  }

  static void requireOnlyTables(DesiredSchema desired) throws EngineException {
    for (var each : desired.namespaces().entrySet()) {
      if (each.getValue().vschema().isPresent()) {
        throw new EngineException(
            Reason.DESIRED_SCHEMA_UNREADABLE,
            "expected only tables in the desired schema of \""
                + each.getKey()
                + "\", but found a vschema.json, which only Vitess has");
      }
    }
  }

  @Override
  public LiveSchema read(SortedSet<Namespace> namespaces, SortedSet<Namespace> withViews)
      throws EngineException {
    TreeSet<Place> places = new TreeSet<>();
    namespaces.forEach(namespace -> places.add(new Place(namespace, Optional.empty())));
    return replanner.read(places, withViews, reader);
  }

  @Override
  public void close() {
    reader.close();
  }
}
