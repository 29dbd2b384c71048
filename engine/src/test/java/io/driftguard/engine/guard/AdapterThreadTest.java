package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.engine.refusal.Refusal;
import java.time.Duration;
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
    try (AdapterThread thread = new AdapterThread(Duration.ofSeconds(Long.MAX_VALUE))) {
      assertThat(thread.call("here", () -> 7).value()).isEqualTo(Optional.of(7));
    }
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
      assertThat(thread.call("there", () -> 7).refusals().stream().map(Refusal::code).toList())
          .containsExactly("ENGINE_TIMED_OUT");
    }
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
