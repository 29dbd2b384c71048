package io.driftguard.engine.audit;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.api.engine.Topology;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An adapter whose deployment stays open from one check to the next, and that remembers its
 * answers: all checks of an audit see one picture, and each part of it is read once.
 *
 * <p>A check may have left the deployment behind in the middle of an answer. From then on nothing
 * is asked of it any more.
 */
final class SharedDeployment implements EngineAdapter, AutoCloseable {

  private final EngineAdapter adapter;
  private final Progress progress;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Map<Object, Answer<?>> answers = new HashMap<>();
  private @Nullable Deployment open;

  SharedDeployment(EngineAdapter adapter, Progress progress) {
    this.adapter = adapter;
    this.progress = progress;
  }

  /** A question to the adapter. */
  @FunctionalInterface
  private interface Ask<T> {
    T ask() throws EngineException;
  }

  /** What came of it: a failure is remembered like an answer. */
  private record Answer<T>(Optional<T> value, Optional<EngineException> failure) {
    static <T> Answer<T> to(Ask<T> question) {
      try {
        return new Answer<>(Optional.of(question.ask()), Optional.empty());
      } catch (EngineException e) {
        return new Answer<>(Optional.empty(), Optional.of(e));
      }
    }

    T get() throws EngineException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return value.orElseThrow();
    }
  }

  private record Plan(DesiredSchema desired, Scope scope) {}

  private record Servers(SortedSet<Namespace> namespaces, Scope scope) {}

  @Override
  public EngineId id() {
    return adapter.id();
  }

  @Override
  public int spiVersion() {
    return adapter.spiVersion();
  }

  @Override
  public String description() {
    return adapter.description();
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    Deployment deployment = remembered(source, () -> adapter.open(source, progress));
    open = deployment;
    return new Deployment() {
      @Override
      public Topology topology() throws EngineException {
        return remembered("topology", deployment::topology);
      }

      @Override
      public Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
        return remembered(new Plan(desired, scope), () -> deployment.replan(desired, scope));
      }

      @Override
      public SortedMap<Namespace, ServerInputs> inputs(SortedSet<Namespace> namespaces, Scope scope)
          throws EngineException {
        return remembered(
            new Servers(new TreeSet<>(namespaces), scope),
            () -> deployment.inputs(namespaces, scope));
      }

      @Override
      public void close() {
        // Whoever opened it for the audit closes it.
      }
    };
  }

  @SuppressWarnings("unchecked")
  private <T> T remembered(Object question, Ask<T> ask) throws EngineException {
    if (!busy.compareAndSet(false, true)) {
      throw new EngineException(
          EngineException.Reason.UNREACHABLE,
          "the deployment still owes the answer to an earlier question");
    }
    try {
      Answer<?> known = answers.get(question);
      if (known == null) {
        known = Answer.to(ask);
        answers.put(question, known);
      }
      // Each kind of question has keys of a type of its own.
      return (T) known.get();
    } finally {
      busy.set(false);
    }
  }

  /** Closes what was opened, unless somebody is still waiting in it. */
  @Override
  public void close() {
    if (open != null && busy.compareAndSet(false, true)) {
      open.close();
    }
  }
}
