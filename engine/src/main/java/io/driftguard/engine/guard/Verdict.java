package io.driftguard.engine.guard;

import static java.util.Objects.requireNonNull;

import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.explain.Explanation;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The guard's answer: the dispatch may be applied, with the permit to do it, or it may not. */
public sealed interface Verdict {

  /** Exit status of a refusal that is nothing but drift. */
  int EXIT_DRIFT = 1;

  /** Exit status of a refusal because something is malformed or could not be verified. */
  int EXIT_NOT_VERIFIED = 2;

  /** What is known of the check. */
  CheckContext context();

  /** Both cases by name. */
  <R> R match(
      Function<Permitted, ? extends R> onPermitted, Function<Refused, ? extends R> onRefused);

  /** 0 when permitted, 1 when everything that is wrong is drift, 2 otherwise. */
  default int exitCode() {
    return match(
        permitted -> 0,
        refused ->
            switch (refused.kind()) {
              case DRIFT -> EXIT_DRIFT;
              case INVALID, UNVERIFIABLE -> EXIT_NOT_VERIFIED;
            });
  }

  /**
   * The re-plan is exactly what was reviewed.
   *
   * @param permit the right to apply it
   * @param context what is known of the check
   */
  record Permitted(ApplyPermit permit, CheckContext context) implements Verdict {

    public Permitted {
      requireNonNull(permit, "what is permitted has a permit");
    }

    @Override
    public <R> R match(
        Function<Permitted, ? extends R> onPermitted, Function<Refused, ? extends R> onRefused) {
      return onPermitted.apply(this);
    }
  }

  /**
   * The dispatch must not be applied.
   *
   * @param refusals why: at least one, sorted, none twice
   * @param context what is known of the check
   */
  record Refused(List<Refusal> refusals, CheckContext context) implements Verdict {

    /**
     * @throws IllegalArgumentException when there is no refusal
     */
    public Refused {
      refusals = refusals.stream().distinct().sorted().toList();
      if (refusals.isEmpty()) {
        throw new IllegalArgumentException("a refusal says why, but none is given");
      }
    }

    /** Why that refusal of the multiset match is, when it is one and could be explained. */
    public Optional<Explanation> explanationOf(Refusal refusal) {
      return refusal.rule().equals(Optional.of(DriftGuard.MATCH))
          ? context.explanations().at(refusal.where())
          : Optional.empty();
    }

    /** INVALID when one of them is, else UNVERIFIABLE when one of them is; DRIFT if all are. */
    public RefusalKind kind() {
      // The refusals are sorted by kind in exactly that order.
      return refusals.get(0).kind();
    }

    @Override
    public <R> R match(
        Function<Permitted, ? extends R> onPermitted, Function<Refused, ? extends R> onRefused) {
      return onRefused.apply(this);
    }
  }
}
