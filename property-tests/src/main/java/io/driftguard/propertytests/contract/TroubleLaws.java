package io.driftguard.propertytests.contract;

import static io.driftguard.propertytests.contract.EngineLaws.require;
import static io.driftguard.propertytests.contract.EngineLaws.shown;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.propertytests.Topologies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an adapter has to say when there is something that it cannot answer. */
final class TroubleLaws {

  private TroubleLaws() {}

  static void foreignSourcesAreRefused(Subject subject, Tally tally) {
    LiveSource foreign = subject.deployments().foreign();
    Deployment deployment;
    try {
      deployment = subject.adapter().open(foreign);
    } catch (EngineException e) {
      requireMessage(e);
      return;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      throw new BrokenLawException("expected EngineException for " + foreign + ", found " + e);
    }
    if (deployment != null) {
      Asking.quietlyClose(deployment);
    }
    throw new BrokenLawException(
        "expected EngineException for " + foreign + ", found that open() returned");
  }

  static void missingNamespacesAreTrouble(Subject subject, Tally tally) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>(subject.desired().namespaces());
    namespaces.put(
        new Namespace("driftguard_conformance_nowhere"),
        new NamespaceFiles(
            new TreeMap<>(
                Map.of("t.sql", "CREATE TABLE `t` (`id` int NOT NULL, PRIMARY KEY (`id`))")),
            Optional.empty()));
    EngineException trouble =
        Asking.on(
            subject,
            source ->
                trouble(
                    subject,
                    source,
                    new DesiredSchema(namespaces),
                    new Scope.WholeDeployment(),
                    "a desired namespace that the deployment lacks"));
    require(
        trouble.reason() == EngineException.Reason.NAMESPACE_MISSING,
        "expected the reason NAMESPACE_MISSING, found " + trouble.reason() + ": " + trouble);
  }

  static void unreadableTablesAreTrouble(Subject subject, Tally tally) {
    List<Place> managed =
        Topologies.placesOf(subject.model().topology()).stream()
            .filter(place -> subject.desired().namespaces().containsKey(place.namespace()))
            .toList();
    for (Place place : managed) {
      LiveSource unreadable = subject.deployments().unreadable(subject.model(), place);
      try {
        Scope scope =
            place
                .shard()
                .<Scope>map(shard -> new Scope.SingleShard(Optional.of(place.namespace()), shard))
                .orElseGet(Scope.WholeDeployment::new);
        EngineException unused =
            trouble(
                subject,
                unreadable,
                subject.desired(),
                scope,
                "a table of " + place + " that cannot be read");
      } finally {
        subject.deployments().release(unreadable);
      }
    }
  }

  static void unreadableFilesAreTrouble(Subject subject, Tally tally) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>(subject.desired().namespaces());
    namespaces.replaceAll(
        (namespace, files) -> {
          TreeMap<String, String> sql = new TreeMap<>(files.sql());
          sql.put("unreadable.sql", "CREATE TABLE `unreadable` (`id` int NOT NULL,");
          return new NamespaceFiles(sql, files.vschema());
        });
    DesiredSchema broken = new DesiredSchema(namespaces);
    Asking.<Boolean>on(
        subject,
        source -> {
          for (Scope scope : scopesWithTables(subject)) {
            EngineException unused =
                trouble(subject, source, broken, scope, "a desired file that cannot be understood");
          }
          return true;
        });
  }

  /** The scopes that concern a table of a managed namespace. */
  private static List<Scope> scopesWithTables(Subject subject) {
    Topology topology = subject.model().topology();
    return Asking.scopesOf(topology).stream()
        .filter(
            scope ->
                Topologies.placesOf(topology).stream()
                    .anyMatch(
                        place ->
                            subject.desired().namespaces().containsKey(place.namespace())
                                && scope.coversTables(place.namespace(), place.shard())))
        .toList();
  }

  static EngineException trouble(
      Subject subject, LiveSource source, DesiredSchema desired, Scope scope, String with) {
    Deployment deployment = null;
    Replan replan;
    try {
      deployment = subject.adapter().open(source);
      Topology unused = deployment.topology();
      replan = deployment.replan(desired, scope);
    } catch (EngineException e) {
      requireMessage(e);
      return e;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      throw new BrokenLawException("expected EngineException for " + with + ", found " + e);
    } finally {
      if (deployment != null) {
        Asking.quietlyClose(deployment);
      }
    }
    throw new BrokenLawException(
        "expected EngineException for "
            + with
            + " in the re-plan of the "
            + scope
            + ", found an answer: "
            + (replan == null ? "null" : shown(replan)));
  }

  private static void requireMessage(EngineException e) {
    String message = e.getMessage();
    require(
        message != null && !message.isBlank() && e.reason() != null,
        "expected an EngineException with a reason and a message, found " + e.reason() + ": " + e);
  }
}
