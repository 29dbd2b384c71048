package io.driftguard.propertytests.contract;

import static io.driftguard.propertytests.contract.EngineLaws.CHANGE;
import static io.driftguard.propertytests.contract.EngineLaws.SILENT;
import static io.driftguard.propertytests.contract.EngineLaws.require;
import static io.driftguard.propertytests.contract.EngineLaws.shown;
import static io.driftguard.propertytests.contract.EngineLaws.tables;

import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.TableSet;
import io.driftguard.propertytests.contract.Asking.Open;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;

/** How an adapter behaves when it is asked: again, by several at once, and when nobody waits. */
final class BehaviourLaws {

  private static final int THREADS = 4;

  private BehaviourLaws() {}

  static void healthyDeploymentsAreAnswered(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          boolean whole =
              topology.namespaces() != null
                  && Asking.scopesOf(topology).stream()
                      .noneMatch(scope -> open.replan(scope) == null);
          require(whole, "expected answers without null, found a null topology");
          // Whoever asks a deployment something asks for its topology again.
          Replan unused = open.whole();
          return whole;
        });
  }

  static void deterministic(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Map<Scope, Replan> first =
              Asking.open(
                  subject,
                  source,
                  open -> {
                    List<Scope> scopes = Asking.scopesOf(open.topology());
                    Map<Scope, Replan> answers = answers(open, scopes);
                    Collections.reverse(scopes);
                    requireSame("asked again, in another order", answers, answers(open, scopes));
                    return answers;
                  });
          first.values().forEach(replan -> replan.changes().forEach(change -> tally.saw(CHANGE)));
          // A guard that knows its scope already does not ask for the topology.
          Map<Scope, Replan> other =
              Asking.open(subject, source, open -> answers(open, List.copyOf(first.keySet())));
          requireSame("in another opening", first, other);
          return true;
        });
  }

  private static Map<Scope, Replan> answers(Open open, List<Scope> scopes) {
    Map<Scope, Replan> answers = new LinkedHashMap<>();
    for (Scope scope : scopes) {
      answers.put(scope, open.replan(scope));
    }
    return answers;
  }

  private static void requireSame(
      String when, Map<Scope, Replan> first, Map<Scope, Replan> second) {
    first.forEach(
        (scope, expected) -> {
          Replan found = second.get(scope);
          require(
              expected.equals(found),
              "expected the same re-plan of the "
                  + scope
                  + " "
                  + when
                  + ":\n"
                  + shown(expected)
                  + "\nfound\n"
                  + (found == null ? "none" : shown(found)));
        });
  }

  static void closing(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Deployment one = Asking.answer("the deployment", () -> subject.adapter().open(source));
          Deployment other = Asking.answer("the deployment", () -> subject.adapter().open(source));
          try {
            Topology topology = Asking.answer("the topology", other::topology);
            close("close()", one);
            close("a second close()", one);
            Topology after;
            try {
              after = other.topology();
            } catch (EngineException | RuntimeException e) {
              throw new BrokenLawException(
                  "expected that another deployment stays open, found " + e);
            }
            require(
                topology.equals(after),
                "expected that another deployment stays as it was, found " + after);
          } finally {
            Asking.quietlyClose(one);
            Asking.quietlyClose(other);
          }
          return true;
        });
  }

  private static void close(String what, Deployment deployment) {
    try {
      deployment.close();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new BrokenLawException("expected that " + what + " throws nothing, found " + e);
    }
  }

  static void severalAtOnce(Subject subject, Tally tally) {
    if (subject.deployments().canHoldSeveral()) {
      twoInOneThread(subject);
    }
    Asking.<Boolean>on(
        subject,
        source -> {
          Map<Scope, Replan> alone =
              Asking.open(subject, source, open -> answers(open, Asking.scopesOf(open.topology())));
          List<Scope> scopes = List.copyOf(alone.keySet());
          CyclicBarrier together = new CyclicBarrier(THREADS);
          List<Callable<Boolean>> tasks = new ArrayList<>();
          for (int i = 0; i < THREADS; i++) {
            List<Scope> turned = new ArrayList<>(scopes);
            Collections.rotate(turned, i);
            tasks.add(
                () -> {
                  together.await();
                  requireSame(
                      "asked by " + THREADS + " threads at once",
                      alone,
                      Asking.open(subject, source, open -> answers(open, turned)));
                  return true;
                });
          }
          for (Threads.Outcome<Boolean> outcome : Threads.runAll(tasks)) {
            outcome.orElseThrow(
                failure -> {
                  throw new BrokenLawException(
                      "expected the same answers when "
                          + THREADS
                          + " threads ask at once, found "
                          + failure);
                });
          }
          return true;
        });
  }

  private static void twoInOneThread(Subject subject) {
    DeploymentModel as = subject.model();
    TreeMap<Place, TableSet> places = new TreeMap<>(as.live());
    places.replaceAll(
        (place, tables) -> {
          TableSet wanted = as.desired().get(place.namespace());
          return wanted == null ? tables : wanted;
        });
    Subject migrated =
        new Subject(
            subject.adapter(),
            subject.registered(),
            subject.deployments(),
            as.withLive(places),
            subject.desired(),
            subject.lacks());
    Asking.<Boolean>open(
        subject,
        one -> {
          Replan before = one.replan(new Scope.WholeDeployment());
          Replan after =
              Asking.open(
                  migrated,
                  other -> {
                    Replan ofOther = other.replan(new Scope.WholeDeployment());
                    require(
                        tables(ofOther.changes()).isEmpty(),
                        "expected no change of a second deployment, which is as desired, found\n"
                            + shown(ofOther));
                    return one.replan(new Scope.WholeDeployment());
                  });
          require(
              before.equals(after),
              "expected the same re-plan while a second deployment is open:\n"
                  + shown(before)
                  + "\nfound\n"
                  + shown(after));
          return true;
        });
  }

  static void interruption(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Replan expected =
              Asking.open(subject, source, open -> open.replan(new Scope.WholeDeployment()));
          requireCalm(
              Threads.interrupted(() -> replanOf(subject, source), patience(subject)),
              Optional.of(expected));
          return true;
        });
    Optional<LiveSource> silent = subject.deployments().silent();
    // Not at each try: an adapter that waits uninterruptibly may do so until its deadline.
    if (silent.isPresent() && tally.of(SILENT) == 0) {
      tally.saw(SILENT);
      requireCalm(
          Threads.interrupted(() -> replanOf(subject, silent.get()), patience(subject)),
          Optional.empty());
    }
  }

  private static void requireCalm(Threads.Interrupted<Replan> result, Optional<Replan> allowed) {
    require(result.ended(), "expected an end after the interrupt, found none in time");
    require(
        result.stillInterrupted(),
        "expected that the thread stays interrupted, found that the interrupt was swallowed");
    result
        .outcome()
        .ifPresent(
            outcome ->
                outcome.match(
                    answer -> {
                      require(
                          allowed.filter(answer::equals).isPresent(),
                          "expected EngineException"
                              + allowed.map(whole -> " or\n" + shown(whole)).orElse("")
                              + "\nfound\n"
                              + shown(answer));
                      return true;
                    },
                    failure -> {
                      require(
                          failure instanceof EngineException,
                          "expected EngineException, found " + failure);
                      return true;
                    }));
  }

  static void deadline(Subject subject, Tally tally) {
    Optional<LiveSource> silent = subject.deployments().silent();
    if (silent.isPresent()) {
      tally.saw(SILENT);
      silentIsGivenUp(subject, silent.get());
    } else {
      recordedIsAnswered(subject);
    }
  }

  private static void recordedIsAnswered(Subject subject) {
    Asking.<Boolean>on(
        subject,
        source -> {
          require(
              source instanceof LiveSource.Recorded,
              "expected that deployments() has one that never answers, because the adapter reads"
                  + " running ones, found none");
          Optional<Threads.Outcome<Replan>> outcome =
              Threads.within(() -> replanOf(subject, source), patience(subject));
          require(
              outcome.isPresent(),
              "expected an answer of a recorded deployment within "
                  + patience(subject)
                  + ", found none");
          outcome
              .orElseThrow()
              .orElseThrow(
                  failure -> {
                    throw new UnansweredException(
                        "expected the re-plan of a recorded deployment, but the adapter threw",
                        failure);
                  });
          return true;
        });
  }

  private static void silentIsGivenUp(Subject subject, LiveSource silent) {
    Optional<Threads.Outcome<Replan>> outcome =
        Threads.within(() -> replanOf(subject, silent), patience(subject));
    require(
        outcome.isPresent(),
        "expected an end within "
            + subject.deployments().patience()
            + " though the deployment does not answer, found none");
    outcome
        .orElseThrow()
        .match(
            answer -> {
              throw new BrokenLawException(
                  "expected EngineException from a deployment that does not answer, found\n"
                      + shown(answer));
            },
            failure -> {
              require(
                  failure instanceof EngineException,
                  "expected EngineException from a deployment that does not answer, found "
                      + failure);
              return true;
            });
  }

  private static Duration patience(Subject subject) {
    return subject.deployments().patience();
  }

  private static Replan replanOf(Subject subject, LiveSource source) throws EngineException {
    Deployment deployment = subject.adapter().open(source);
    try {
      Topology unused = deployment.topology();
      return deployment.replan(subject.desired(), new Scope.WholeDeployment());
    } finally {
      Asking.quietlyClose(deployment);
    }
  }

  static void nothingIsWritten(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Object before = subject.deployments().state(source);
          Asking.<Boolean>open(
              subject,
              source,
              open -> {
                Asking.scopesOf(open.topology()).forEach(scope -> open.replan(scope));
                Object during = subject.deployments().state(source);
                require(
                    before.equals(during),
                    "expected the deployment as it was:\n" + before + "\nfound\n" + during);
                return true;
              });
          Object after = subject.deployments().state(source);
          require(
              before.equals(after),
              "expected the deployment as it was, after close():\n" + before + "\nfound\n" + after);
          return true;
        });
  }
}
