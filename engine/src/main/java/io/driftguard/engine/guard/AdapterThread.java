package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.CHECK_INTERRUPTED;
import static io.driftguard.engine.refusal.RefusalCode.ENGINE_TIMED_OUT;

import io.driftguard.api.engine.Deployment;
import io.driftguard.engine.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls an adapter on a thread of its own, one call after the other, all of them within one
 * deadline. An adapter that does not come back in time is interrupted and left behind: whatever it
 * still does, nobody listens to it.
 */
final class AdapterThread implements AutoCloseable {

  private final Duration deadline;
  private final long endsAt;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread worker = new Thread(work, "driftguard adapter");
            // What hangs must not keep the process from ending.
            worker.setDaemon(true);
            return worker;
          });
  private boolean leftBehind;

  AdapterThread(Duration deadline) {
    this.deadline = deadline;
    this.endsAt = System.nanoTime() + saturated(deadline);
  }

  /** An answer, and whether the thread that gave it was interrupted by it. */
  private record Reply<T>(Gathered<T> answer, boolean interrupted) {}

  /**
   * What the call returned, or why it did not.
   *
   * @param where the adapter and what it was asked for
   */
  <T> Gathered<T> call(String where, AdapterCalls.Call<T> call) {
    if (leftBehind) {
      return timedOut(where);
    }
    Future<Reply<T>> future =
        thread.submit(
            () -> {
              Gathered<T> answer = AdapterCalls.call(where, call);
              return new Reply<>(answer, Thread.interrupted());
            });
    try {
      Reply<T> reply = future.get(Math.max(0, endsAt - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (reply.interrupted()) {
        Thread.currentThread().interrupt();
      }
      return reply.answer();
    } catch (TimeoutException e) {
      leaveBehind(future);
      return timedOut(where);
    } catch (InterruptedException e) {
      leaveBehind(future);
      Thread.currentThread().interrupt();
      return Gathered.unknown(
          Refusal.of(CHECK_INTERRUPTED, where, "an answer", "the check was interrupted"));
    } catch (ExecutionException e) {
      // Only what exhausts the machine comes this way.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    }
  }

  /** Closes a deployment: now, or when the adapter comes back if it was left behind. */
  Gathered<Deployment> close(String where, Deployment deployment) {
    AdapterCalls.Call<Deployment> call =
        () -> {
          deployment.close();
          return deployment;
        };
    if (leftBehind) {
      thread.execute(() -> AdapterCalls.call(where, call));
      return Gathered.known(deployment);
    }
    return call(where, call);
  }

  @Override
  public void close() {
    thread.shutdown();
  }

  private void leaveBehind(Future<?> future) {
    leftBehind = true;
    future.cancel(true);
  }

  private <T> Gathered<T> timedOut(String where) {
    return Gathered.unknown(
        Refusal.of(ENGINE_TIMED_OUT, where, "an answer within " + deadline, "none"));
  }

  private static long saturated(Duration deadline) {
    try {
      return Math.min(deadline.toNanos(), Long.MAX_VALUE / 2);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE / 2;
    }
  }
}
