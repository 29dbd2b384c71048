package io.driftguard.engine.materialize;

import static java.util.Objects.requireNonNull;

import io.driftguard.engine.guard.Verdict;
import java.util.function.Function;

/** What came of materializing a dispatch. */
public sealed interface Materialization {

  /** All cases by name. */
  <R> R match(
      Function<Primary, ? extends R> onPrimary,
      Function<Materialized, ? extends R> onMaterialized,
      Function<NotMaterialized, ? extends R> onNotMaterialized);

  /** 0 when the plan may be applied; the verdict's exit status otherwise. */
  default int exitCode() {
    return match(
        primary -> 0,
        materialized -> materialized.verdict().exitCode(),
        notMaterialized -> notMaterialized.verdict().exitCode());
  }

  /**
   * This deployment made the plan itself, so there is nothing to check it against.
   *
   * @param plan what the store holds
   */
  record Primary(StoredPlan.PlannedHere plan) implements Materialization {
    public Primary {
      requireNonNull(plan, "a primary has the plan that it made");
    }

    @Override
    public <R> R match(
        Function<Primary, ? extends R> onPrimary,
        Function<Materialized, ? extends R> onMaterialized,
        Function<NotMaterialized, ? extends R> onNotMaterialized) {
      return onPrimary.apply(this);
    }
  }

  /**
   * The guard permitted the plan, and the store holds it.
   *
   * @param verdict the permit, and what is known of the check
   */
  record Materialized(Verdict.Permitted verdict) implements Materialization {
    public Materialized {
      requireNonNull(verdict, "a materialized plan was permitted");
    }

    @Override
    public <R> R match(
        Function<Primary, ? extends R> onPrimary,
        Function<Materialized, ? extends R> onMaterialized,
        Function<NotMaterialized, ? extends R> onNotMaterialized) {
      return onMaterialized.apply(this);
    }
  }

  /**
   * Nothing was stored.
   *
   * @param verdict why
   */
  record NotMaterialized(Verdict.Refused verdict) implements Materialization {
    @Override
    public <R> R match(
        Function<Primary, ? extends R> onPrimary,
        Function<Materialized, ? extends R> onMaterialized,
        Function<NotMaterialized, ? extends R> onNotMaterialized) {
      return onNotMaterialized.apply(this);
    }
  }
}
