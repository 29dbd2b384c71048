package io.driftguard.propertytests.contract;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of judging one clause on one subject. */
public sealed interface Judgement {

  /** All three cases by name. */
  <R> R match(
      Supplier<? extends R> ofKept,
      Function<Broken, ? extends R> ofBroken,
      Function<NotJudged, ? extends R> ofNotJudged);

  /** The clause is kept. */
  record Kept() implements Judgement {
    @Override
    public <R> R match(
        Supplier<? extends R> ofKept,
        Function<Broken, ? extends R> ofBroken,
        Function<NotJudged, ? extends R> ofNotJudged) {
      return ofKept.get();
    }
  }

  /**
   * The clause is broken, and none that it rests on is.
   *
   * @param found what was expected and what was found
   */
  record Broken(String found) implements Judgement {
    @Override
    public <R> R match(
        Supplier<? extends R> ofKept,
        Function<Broken, ? extends R> ofBroken,
        Function<NotJudged, ? extends R> ofNotJudged) {
      return ofBroken.apply(this);
    }
  }

  /**
   * Nothing is known of the clause, because one that it rests on is broken.
   *
   * @param reason which one
   */
  record NotJudged(String reason) implements Judgement {
    @Override
    public <R> R match(
        Supplier<? extends R> ofKept,
        Function<Broken, ? extends R> ofBroken,
        Function<NotJudged, ? extends R> ofNotJudged) {
      return ofNotJudged.apply(this);
    }
  }
}
