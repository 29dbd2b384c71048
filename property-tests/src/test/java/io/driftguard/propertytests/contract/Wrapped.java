package io.driftguard.propertytests.contract;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.EngineId;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import java.util.ArrayList;
import java.util.List;

/** An adapter around another one, which does the same until something is overridden. */
class Wrapped implements EngineAdapter {

  private final EngineAdapter honest;

  Wrapped(EngineAdapter honest) {
    this.honest = honest;
  }

  @Override
  public EngineId id() {
    return honest.id();
  }

  @Override
  public int spiVersion() {
    return honest.spiVersion();
  }

  @Override
  public String description() {
    return honest.description();
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    Deployment deployment = honest.open(source);
    return new Deployment() {
      @Override
      public Topology topology() throws EngineException {
        return Wrapped.this.topology(source, deployment);
      }

      @Override
      public Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
        return Wrapped.this.replan(source, deployment, desired, scope);
      }

      @Override
      public void close() {
        Wrapped.this.close(deployment);
      }
    };
  }

  Topology topology(LiveSource source, Deployment deployment) throws EngineException {
    return deployment.topology();
  }

  Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
      throws EngineException {
    Replan honestly = deployment.replan(desired, scope);
    return new Replan(
        changes(honestly.changes(), desired, scope, deployment.topology()), honestly.live());
  }

  /** The changes that it gives out in place of the honest ones. */
  List<PlannedChange> changes(
      List<PlannedChange> changes, DesiredSchema desired, Scope scope, Topology topology) {
    List<PlannedChange> mine = new ArrayList<>();
    for (PlannedChange change : changes) {
      mine.add(
          change instanceof PlannedChange.TableChange table ? change(table, topology) : change);
    }
    return mine;
  }

  /** The change that it gives out in place of an honest one. */
  PlannedChange change(PlannedChange.TableChange change, Topology topology) {
    return change;
  }

  void close(Deployment deployment) {
    deployment.close();
  }
}
