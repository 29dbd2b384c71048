package io.driftguard.engine.testing;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.api.engine.Topology;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An adapter that answers what a test tells it to, so that it can break each clause by itself. */
public class ScriptedEngine implements EngineAdapter {

  /** An answer, or what is thrown instead. */
  @FunctionalInterface
  public interface Answer<T> {
    T get() throws EngineException;
  }

  /** A re-plan for a scope. */
  @FunctionalInterface
  public interface Planner {
    Replan replan(DesiredSchema desired, Scope scope) throws EngineException;
  }

  private final Answer<Topology> topology;
  private final Planner planner;
  private final AtomicInteger closed = new AtomicInteger();

  public ScriptedEngine(Answer<Topology> topology, Planner planner) {
    this.topology = topology;
    this.planner = planner;
  }

  @Override
  public EngineId id() {
    return new EngineId("scripted");
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public String description() {
    return "Answers what a test tells it to.";
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    return new Deployment() {
      @Override
      public Topology topology() throws EngineException {
        return topology.get();
      }

      @Override
      public Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
        return planner.replan(desired, scope);
      }

      @Override
      public SortedMap<Namespace, ServerInputs> inputs(SortedSet<Namespace> namespaces, Scope scope)
          throws EngineException {
        TreeMap<Namespace, ServerInputs> said = new TreeMap<>();
        for (Namespace namespace : namespaces) {
          ScriptedEngine.this.inputs(namespace).ifPresent(inputs -> said.put(namespace, inputs));
        }
        return said;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
        onClose();
      }
    };
  }

  /** What the server of a namespace says of itself. */
  protected Optional<ServerInputs> inputs(Namespace namespace) throws EngineException {
    return Optional.empty();
  }

  /** What else happens when a deployment is closed. */
  protected void onClose() {}

  /** How often a deployment of this adapter was closed. */
  public int closed() {
    return closed.get();
  }
}
