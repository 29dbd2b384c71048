package io.driftguard.engine.dispatch;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.function.Function;

/** What came of reading a dispatch. */
public sealed interface DispatchReading {

  /** Both cases by name. */
  <R> R match(Function<Read, ? extends R> onRead, Function<Rejected, ? extends R> onRejected);

  /**
   * The document is a dispatch. Nothing is checked yet: its labels are claims.
   *
   * @param dispatch the dispatch
   */
  record Read(Dispatch dispatch) implements DispatchReading {
    @Override
    public <R> R match(
        Function<Read, ? extends R> onRead, Function<Rejected, ? extends R> onRejected) {
      return onRead.apply(this);
    }
  }

  /**
   * The document is not a dispatch.
   *
   * @param refusals why; at least one
   */
  record Rejected(List<Refusal> refusals) implements DispatchReading {

    /**
     * @throws IllegalArgumentException when there is no refusal
     */
    public Rejected {
      refusals = refusals.stream().distinct().sorted().toList();
      if (refusals.isEmpty()) {
        throw new IllegalArgumentException("a rejected document has at least one refusal");
      }
    }

    @Override
    public <R> R match(
        Function<Read, ? extends R> onRead, Function<Rejected, ? extends R> onRejected) {
      return onRejected.apply(this);
    }
  }
}
