package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that the guard wanted to know: it does, or it knows why not. There is no empty value
 * that could pass for an answer.
 */
sealed interface Gathered<T> {

  static <T> Gathered<T> known(T value) {
    return new Known<>(value);
  }

  static <T> Gathered<T> unknown(Refusal refusal) {
    return new Unknown<>(ImmutableList.of(refusal));
  }

  /** Known when there are no refusals. */
  static <T> Gathered<T> of(T value, List<Refusal> refusals) {
    return refusals.isEmpty() ? known(value) : new Unknown<>(refusals);
  }

  Optional<T> value();

  /** Why it is not known; none when it is. */
  List<Refusal> refusals();

  /** What follows from it; unknown for the same reasons when it is unknown. */
  default <R> Gathered<R> then(Function<T, Gathered<R>> next) {
    return value().isPresent() ? next.apply(value().get()) : new Unknown<>(refusals());
  }

  default <R> Gathered<R> map(Function<T, R> next) {
    return then(value -> known(next.apply(value)));
  }

  /** It is known. */
  record Known<T>(T known) implements Gathered<T> {
    @Override
    public Optional<T> value() {
      return Optional.of(known);
    }

    @Override
    public List<Refusal> refusals() {
      return List.of();
    }
  }

  /** It is not known. */
  record Unknown<T>(List<Refusal> refusals) implements Gathered<T> {
    public Unknown {
      refusals = ImmutableList.copyOf(refusals);
      if (refusals.isEmpty()) {
        throw new IllegalArgumentException("what is not known has a reason");
      }
    }

    @Override
    public Optional<T> value() {
      return Optional.empty();
    }
  }
}
