package io.driftguard.propertytests.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks in threads of their own, which end with the question. */
final class Threads {

  private static final Duration LONG = Duration.ofMinutes(2);

  private Threads() {}

  /** What came of a task. */
  sealed interface Outcome<T> {

    <R> R match(
        Function<? super T, ? extends R> ofAnswer, Function<Throwable, ? extends R> ofFailure);

    default void orElseThrow(Consumer<Throwable> thrower) {
      Optional<Throwable> failure =
          this.<Optional<Throwable>>match(answer -> Optional.empty(), Optional::of);
      failure.ifPresent(thrower);
    }
  }

  private record Answer<T>(T value) implements Outcome<T> {
    @Override
    public <R> R match(
        Function<? super T, ? extends R> ofAnswer, Function<Throwable, ? extends R> ofFailure) {
      return ofAnswer.apply(value);
    }
  }

  private record Failure<T>(Throwable thrown) implements Outcome<T> {
    @Override
    public <R> R match(
        Function<? super T, ? extends R> ofAnswer, Function<Throwable, ? extends R> ofFailure) {
      return ofFailure.apply(thrown);
    }
  }

  /**
   * What a thread did that was interrupted.
   *
   * @param outcome what came of it; empty when it did not end
   * @param stillInterrupted whether it was interrupted when it ended
   */
  record Interrupted<T>(Optional<Outcome<T>> outcome, boolean stillInterrupted) {
    boolean ended() {
      return outcome.isPresent();
    }
  }

  /** Runs the tasks at the same time. */
  static <T> List<Outcome<T>> runAll(List<Callable<T>> tasks) {
    List<Running<T>> running = new ArrayList<>();
    for (Callable<T> task : tasks) {
      running.add(new Running<>(task));
    }
    List<Outcome<T>> outcomes = new ArrayList<>();
    for (Running<T> each : running) {
      outcomes.add(
          each.outcome(LONG)
              .orElseGet(() -> new Failure<>(new TimeoutException("no end in " + LONG))));
    }
    return outcomes;
  }

  /** Runs the task; empty when it does not end in time, and then it is interrupted. */
  static <T> Optional<Outcome<T>> within(Callable<T> task, Duration patience) {
    return new Running<>(task).outcome(patience);
  }

  /** Runs the task in a thread that is interrupted from the start. */
  static <T> Interrupted<T> interrupted(Callable<T> task, Duration patience) {
    boolean[] still = new boolean[1];
    Optional<Outcome<T>> outcome =
        new Running<T>(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    return task.call();
                  } finally {
                    still[0] = Thread.currentThread().isInterrupted();
                  }
                })
            .outcome(patience);
    return new Interrupted<>(outcome, outcome.isPresent() && still[0]);
  }

  private static final class Running<T> {

    private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();
    private final Thread thread;

    Running(Callable<T> task) {
      this.thread =
          new Thread(
              () -> {
                Outcome<T> ended;
                try {
                  ended = new Answer<>(task.call());
                } catch (Throwable e) {
                  ended = new Failure<>(e);
                }
                outcome.complete(ended);
              },
              "driftguard-conformance");
      thread.setDaemon(true);
      thread.start();
    }

    Optional<Outcome<T>> outcome(Duration patience) {
      try {
        return Optional.of(outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        thread.interrupt();
        return Optional.empty();
      } catch (InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the outcome is completed with a value alone", e);
      }
    }
  }
}
