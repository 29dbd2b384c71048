package io.driftguard.propertytests.contract;

import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks an adapter what a healthy deployment has to answer, and takes nothing but whole answers. */
final class Asking {

  private Asking() {}

  /** A call of the adapter, which may return null although its contract forbids it. */
  @FunctionalInterface
  interface Question<T> {
    @Nullable T ask() throws Exception;
  }

  /** An open deployment and where it is. */
  record Open(Subject subject, LiveSource source, Deployment deployment) {

    Topology topology() {
      return answer("the topology", deployment::topology);
    }

    Replan replan(Scope scope) {
      return Asking.replan(deployment, subject, scope);
    }

    /** What the deployment would do now, asked for scope by scope. */
    Replan whole() {
      Topology topology = topology();
      List<Scope> finest = new ArrayList<>();
      topology
          .namespaces()
          .forEach(
              (namespace, shards) -> {
                if (subject.desired().namespaces().containsKey(namespace)) {
                  for (ShardName shard : shards) {
                    finest.add(new Scope.SingleShard(Optional.of(namespace), shard));
                  }
                }
              });
      finest.add(new Scope.WholeDeployment());
      List<PlannedChange> changes = new ArrayList<>();
      TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
      TreeMap<Namespace, String> vschemas = new TreeMap<>();
      for (Scope scope : finest) {
        Replan replan = replan(scope);
        replan.changes().stream()
            .filter(change -> scope.covers(change) || isStray(change, topology))
            .filter(change -> !changes.contains(change) || scope.covers(change))
            .forEach(changes::add);
        tables.putAll(replan.live().tables());
        vschemas.putAll(replan.live().vschemas());
      }
      return new Replan(changes, new LiveSchema(tables, vschemas));
    }

    /** Whether no scope that there is covers the change, so that it would be lost from view. */
    private static boolean isStray(PlannedChange change, Topology topology) {
      return scopesOf(topology).stream().noneMatch(scope -> scope.covers(change));
    }
  }

  /** Asks an open deployment, and closes it. */
  static <R> R open(Subject subject, Function<Open, R> question) {
    return on(subject, source -> open(subject, source, question));
  }

  /** Asks a deployment that is there for as long as it is asked. */
  static <R> R on(Subject subject, Function<LiveSource, R> question) {
    LiveSource source = subject.deployments().of(subject.model());
    try {
      return question.apply(source);
    } finally {
      subject.deployments().release(source);
    }
  }

  /** Opens a source, asks, and closes what was opened. */
  static <R> R open(Subject subject, LiveSource source, Function<Open, R> question) {
    Deployment deployment = answer("the deployment", () -> subject.adapter().open(source));
    try {
      return question.apply(new Open(subject, source, deployment));
    } finally {
      quietlyClose(deployment);
    }
  }

  /** How closing ends is the matter of a clause of its own. */
  static void quietlyClose(Deployment deployment) {
    try {
      deployment.close();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      // The clause about closing says it.
      return;
    }
  }

  static Replan replan(Deployment deployment, Subject subject, Scope scope) {
    String what = "the re-plan of the " + scope;
    return whole(what, answer(what, () -> deployment.replan(subject.desired(), scope)));
  }

  /** Every scope that a dispatch can have in that topology. */
  static List<Scope> scopesOf(Topology topology) {
    List<Scope> scopes = new ArrayList<>();
    scopes.add(new Scope.WholeDeployment());
    TreeSet<ShardName> names = new TreeSet<>();
    topology
        .namespaces()
        .forEach(
            (namespace, shards) -> {
              if (!shards.isEmpty()) {
                scopes.add(new Scope.NamespaceFinalizer(namespace));
              }
              for (ShardName shard : shards) {
                scopes.add(new Scope.SingleShard(Optional.of(namespace), shard));
              }
              names.addAll(shards);
            });
    names.forEach(shard -> scopes.add(new Scope.SingleShard(Optional.empty(), shard)));
    return scopes;
  }

  static <T> T answer(String what, Question<T> question) {
    T answer;
    try {
      answer = question.ask();
    } catch (Exception
        | LinkageError
        | StackOverflowError
        | AssertionError
        | ServiceConfigurationError e) {
      throw new UnansweredException(
          "expected " + what + " of a healthy deployment, but the adapter threw", e);
    }
    if (answer == null) {
      throw new UnansweredException(
          "expected " + what + " of a healthy deployment, but the adapter returned null");
    }
    return answer;
  }

  private static Replan whole(String what, Replan replan) {
    // The vocabulary's records do not all look for null; whoever fills them may have left some.
    boolean whole =
        replan.live() != null
            && replan.changes().stream()
                .allMatch(
                    change ->
                        change.match(
                            table ->
                                table.namespace() != null
                                    && table.shard() != null
                                    && table.operation() != null,
                            vschema -> vschema.namespace() != null && vschema.content() != null));
    if (!whole) {
      throw new UnansweredException("expected " + what + " without nulls, but found one in it");
    }
    return replan;
  }
}
