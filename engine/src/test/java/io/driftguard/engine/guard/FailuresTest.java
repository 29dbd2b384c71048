package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class FailuresTest {

  @Test
  void namesClassAndMessageOfEachCause() {
    assertThat(
            Failures.describe(
                new IllegalStateException("no\nline", new UnsupportedOperationException())))
        .isEqualTo(
            "java.lang.IllegalStateException: \"no\\nline\", caused by"
                + " java.lang.UnsupportedOperationException");
  }

  @Test
  void followsNoMoreThanFiveCauses() {
    Throwable caught = new IllegalStateException("1");
    for (int i = 2; i <= 9; i++) {
      caught = new IllegalStateException(String.valueOf(i), caught);
    }
    assertThat(Failures.describe(caught)).endsWith("IllegalStateException: \"5\"");
  }

  @Test
  void trustsNothingThatItDescribes() {
    assertThat(Failures.describe(new Hostile()))
        .endsWith("Hostile: \"no message, because asking for it failed\"");
  }

  @Test
  void putsOnlyAnInterruptBack() {
    Failures.restoreInterrupt(new IllegalStateException());
    assertThat(Thread.interrupted()).isFalse();
    Failures.restoreInterrupt(new InterruptedException());
    assertThat(Thread.interrupted()).isTrue();
  }

  /** An exception of somebody else's. */
  private static final class Hostile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }
  }
}
