package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdapterThreadTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @AfterEach
  void leaveNoInterrupt() {
    Thread.interrupted();
  }

  @Test
  void asksOnAThreadThatKeepsNoProcessAlive() {
    try (AdapterThread thread = new AdapterThread(LONG)) {
      assertThat(thread.call("here", () -> Thread.currentThread().isDaemon()).value())
          .isEqualTo(Optional.of(true));
      assertThat(thread.call("here", Thread::currentThread).value())
          .isNotEqualTo(Optional.of(Thread.currentThread()));
    }
  }

  @Test
  void itsThreadEndsWithIt() throws InterruptedException {
    Thread worker;
    try (AdapterThread thread = new AdapterThread(LONG)) {
      worker = thread.call("here", Thread::currentThread).value().orElseThrow();
      assertThat(worker.isAlive()).isTrue();
    }
    worker.join(LONG.toMillis());
    assertThat(worker.isAlive()).isFalse();
  }

  @Test
  void takesADeadlineThatIsBeyondAllClocks() {
    Thread asking = Thread.currentThread();
    try (AdapterThread thread = new AdapterThread(Duration.ofSeconds(Long.MAX_VALUE))) {
      assertThat(thread.call("here", () -> onceItIsAwaited(asking, 7)).value())
          .isEqualTo(Optional.of(7));
    }
  }

  /** The answer, as soon as somebody waits for it. */
  private static int onceItIsAwaited(Thread asking, int answer) {
    while (asking.getState() != Thread.State.TIMED_WAITING
        && !Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    return answer;
  }

  @Test
  void anInterruptThatAnAdapterMakesIsNotLost() {
    try (AdapterThread thread = new AdapterThread(LONG)) {
      Gathered<Integer> answer =
          thread.call(
              "here",
              () -> {
                Thread.currentThread().interrupt();
                return 7;
              });
      assertThat(answer.value()).isEqualTo(Optional.of(7));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(thread.call("here", () -> Thread.currentThread().isInterrupted()).value())
          .isEqualTo(Optional.of(false));
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void whoeverWaitsCanBeInterruptedAndStaysSo() {
    CountDownLatch never = new CountDownLatch(1);
    try (AdapterThread thread = new AdapterThread(LONG)) {
      Thread.currentThread().interrupt();
      Gathered<Boolean> answer =
          thread.call(
              "here",
              () -> {
                never.await();
                return true;
              });
      assertThat(Thread.interrupted()).isTrue();
      assertThat(answer.refusals().stream().map(Refusal::code).toList())
          .containsExactly("CHECK_INTERRUPTED");
      // It is still busy, as far as anybody knows.
      Refusal busy = thread.call("there", () -> 7).refusals().get(0);
      assertThat(busy.code()).isEqualTo("ENGINE_TIMED_OUT");
      assertThat(busy.expected()).isEqualTo("an answer within PT10M");
    }
  }

  @Test
  void interruptsAnAdapterThatDoesNotComeBackInTime() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    // A busy machine may not even ask it within the first deadlines.
    for (int millis = 50; asked.getCount() > 0; millis *= 2) {
      try (AdapterThread thread = new AdapterThread(Duration.ofMillis(millis))) {
        thread.call("here", () -> waitFor(asked, interrupted));
      }
    }
    interrupted.await();
  }

  private static boolean waitFor(CountDownLatch asked, CountDownLatch interrupted) {
    asked.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return true;
  }

  @Test
  void closesWhatWasLeftBehindWhenTheAdapterComesBack() throws InterruptedException {
    Thread asking = Thread.currentThread();
    CountDownLatch comeBack = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    try (AdapterThread thread = new AdapterThread(LONG)) {
      thread.call(
          "here",
          () -> {
            asking.interrupt();
            awaitUninterruptibly(comeBack);
            order.add("came back");
            return true;
          });
      assertThat(Thread.interrupted()).isTrue();
      Gathered<Deployment> close =
          thread.close(
              "closing",
              deployment(
                  () -> {
                    order.add("closed");
                    closed.countDown();
                  }));
      // Nobody waits for it.
      assertThat(close.refusals()).isEmpty();
      assertThat(order).isEmpty();
    }
    comeBack.countDown();
    closed.await();
    assertThat(order).containsExactly("came back", "closed").inOrder();
  }

  @Test
  void closesADeploymentBeforeItSaysSo() {
    List<String> order = new ArrayList<>();
    try (AdapterThread thread = new AdapterThread(LONG)) {
      assertThat(thread.close("closing", deployment(() -> order.add("closed"))).refusals())
          .isEmpty();
      assertThat(order).containsExactly("closed");
    }
  }

  private static Deployment deployment(Runnable onClose) {
    return new Deployment() {
      @Override
      public Topology topology() {
        return Sample.topology();
      }

      @Override
      public Replan replan(DesiredSchema desired, Scope scope) {
        return Sample.replan();
      }

      @Override
      public void close() {
        onClose.run();
      }
    };
  }

  @Test
  void whatExhaustsTheMachineIsNoAnswer() {
    try (AdapterThread thread = new AdapterThread(LONG)) {
      InternalError thrown =
          assertThrows(
              InternalError.class,
              () ->
                  thread.call(
                      "here",
                      () -> {
                        throw new InternalError("broken");
                      }));
      assertThat(thrown).hasMessageThat().isEqualTo("broken");
    }
  }
}
