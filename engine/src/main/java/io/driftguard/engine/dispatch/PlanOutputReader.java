package io.driftguard.engine.dispatch;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.EngineId;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the orchestrator's {@code plan --json} output as the dispatches that it fans out into. */
public final class PlanOutputReader {

  private final ReadLimits limits;

  public PlanOutputReader(ReadLimits limits) {
    this.limits = limits;
  }

  /** A reader with the default limits. */
  public PlanOutputReader() {
    this(ReadLimits.DEFAULT);
  }

  /**
   * What the plan output does not say.
   *
   * @param environment which of its environments is meant
   * @param database the database that the plan is for
   * @param engine the engine that the deployment is to re-plan with
   * @param target the deployment, empty when not given
   * @param schemaFiles the desired schema that each dispatch is to carry
   */
  public record Addressing(
      String environment,
      String database,
      EngineId engine,
      String target,
      Optional<DesiredSchema> schemaFiles) {}

  /** What came of reading a plan output. */
  public sealed interface PlanReading {

    /** Both cases by name. */
    <R> R match(
        Function<FannedOut, ? extends R> onFannedOut, Function<Rejected, ? extends R> onRejected);

    /**
     * The dispatches: one for each row of a shard in the output's order, then one for the whole
     * deployment.
     *
     * @param dispatches the dispatches; none when the plan has no change
     */
    record FannedOut(List<Dispatch> dispatches) implements PlanReading {
      public FannedOut {
        dispatches = List.copyOf(dispatches);
      }

      @Override
      public <R> R match(
          Function<FannedOut, ? extends R> onFannedOut,
          Function<Rejected, ? extends R> onRejected) {
        return onFannedOut.apply(this);
      }
    }

    /**
     * The document is not a plan output for that environment.
     *
     * @param refusals why; at least one
     */
    record Rejected(List<Refusal> refusals) implements PlanReading {

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
          Function<FannedOut, ? extends R> onFannedOut,
          Function<Rejected, ? extends R> onRejected) {
        return onRejected.apply(this);
      }
    }
  }

  /** Reads the bytes of one document in UTF-8. */
  public PlanReading read(byte[] json, Addressing addressing) {
    return new PlanReading.Rejected(
        List.of(
            Refusal.of(
                RefusalCode.DISPATCH_NOT_JSON,
                "the document",
                "a plan for " + addressing.environment() + " of at most " + limits.maxBytes(),
                json.length + " bytes")));
  }
}
