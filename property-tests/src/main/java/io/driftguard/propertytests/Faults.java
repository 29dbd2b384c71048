package io.driftguard.propertytests;

import io.driftguard.api.engine.EngineException;
import io.driftguard.propertytests.FaultyEngine.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** What can take the place of an answer: whatever an adapter may do to its caller. */
public final class Faults {

  /** The name of the fault that answers null. */
  public static final String NULL = "null";

  private Faults() {}

  /**
   * A fault and what it is called.
   *
   * @param name its name
   * @param fault what it does
   */
  public record Named(String name, Fault fault) {}

  /** Every fault that ends by itself. */
  public static List<Named> all() {
    List<Named> faults = new ArrayList<>();
    for (EngineException.Reason reason : EngineException.Reason.values()) {
      faults.add(throwing(reason.name(), () -> new EngineException(reason, "on purpose")));
    }
    faults.add(throwing("exception", () -> new IllegalStateException("on purpose")));
    faults.add(throwing("exception without message", () -> new NullPointerException()));
    faults.add(throwing("exception with a blank message", () -> new RuntimeException(" \n")));
    faults.add(throwing("exception whose message throws", () -> new MessageThrows()));
    faults.add(throwing("checked exception", () -> new IOException("on purpose")));
    faults.add(throwing("interruption", () -> new InterruptedException("on purpose")));
    faults.add(throwing("linkage error", () -> new NoClassDefFoundError("on/Purpose")));
    faults.add(throwing("initializer error", () -> new ExceptionInInitializerError()));
    faults.add(throwing("native library missing", () -> new UnsatisfiedLinkError("on purpose")));
    faults.add(throwing("stack overflow", () -> new StackOverflowError()));
    faults.add(throwing("assertion", () -> new AssertionError("on purpose")));
    faults.add(throwing("service", () -> new ServiceConfigurationError("on purpose")));
    faults.add(
        new Named(
            NULL,
            new Fault() {
              @Override
              public <T> T insteadOf(T answer) {
                return Contraband.nothing();
              }
            }));
    faults.add(
        new Named(
            "interrupts its caller and gives up",
            new Fault() {
              @Override
              public <T> T insteadOf(T answer) throws EngineException {
                Thread.currentThread().interrupt();
                throw new EngineException(EngineException.Reason.UNREACHABLE, "interrupted");
              }
            }));
    return List.copyOf(faults);
  }

  /** Another answer than the true one; it must be of the type that is asked for. */
  public static Fault lying(Object given) {
    return new Fault() {
      @Override
      // The fault stands in a place where the answer is of this type.
      @SuppressWarnings("unchecked")
      public <T> T insteadOf(T answer) {
        return (T) given;
      }
    };
  }

  /** The true answer, but not before the latch is down; an interrupted caller gives up. */
  public static Fault slow(CountDownLatch until) {
    return new Fault() {
      @Override
      public <T> T insteadOf(T answer) throws EngineException {
        try {
          until.await();
          return answer;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new EngineException(
              EngineException.Reason.UNREACHABLE, "interrupted while waiting", e);
        }
      }
    };
  }

  private static Named throwing(String name, Supplier<Throwable> throwable) {
    return new Named(
        name,
        new Fault() {
          @Override
          public <T> T insteadOf(T answer) throws EngineException {
            throw Contraband.<EngineException>thrown(throwable.get());
          }
        });
  }

  private static final class MessageThrows extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message either");
    }
  }
}
