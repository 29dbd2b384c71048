package io.driftguard.engine.materialize;

import static io.driftguard.engine.refusal.RefusalCode.PLAN_CONTENT_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.PLAN_STORE_UNREADABLE;
import static io.driftguard.engine.refusal.RefusalCode.PLAN_STORE_UNWRITABLE;

import com.google.common.collect.FluentIterable;
import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.guard.ApplyPermit;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.PermitRecord;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.List;

/**
 * The entry point for a deployment: lets a dispatch into its plan store only when this deployment
 * made the plan itself, or when the guard permits it.
 *
 * <p>A store belongs to one deployment: what it holds as planned here was planned against the live
 * schema that the dispatch is for.
 */
public final class MaterializeGate {

  private final DriftGuard guard;
  private final PlanStore store;

  public MaterializeGate(DriftGuard guard, PlanStore store) {
    this.guard = guard;
    this.store = store;
  }

  /** Materializes one dispatch. When it is refused, nothing was stored. */
  public Materialization materialize(CheckRequest request) {
    return request
        .complete()
        .match(
            read -> materialize(read.dispatch(), request),
            rejected -> refused(request, rejected.refusals()));
  }

  private Materialization materialize(Dispatch plan, CheckRequest request) {
    ImmutableList<StoredPlan> stored;
    try {
      stored = ImmutableList.copyOf(store.find(plan.planId()));
      requireThisPlan(plan, stored);
    } catch (PlanStoreException | RuntimeException | LinkageError e) {
      return refused(
          request, refusal(PLAN_STORE_UNREADABLE, plan, "what the store holds of it", e));
    }
    String digest = PlanDigest.of(plan);
    List<StoredPlan.PlannedHere> ours =
        FluentIterable.from(stored).filter(StoredPlan.PlannedHere.class).toList();
    if (!ours.isEmpty()) {
      return ours.stream()
          .filter(other -> PlanDigest.of(other.plan()).equals(digest))
          .findFirst()
          .<Materialization>map(Materialization.Primary::new)
          .orElseGet(() -> refused(request, otherContent(plan, "planned here with other content")));
    }
    return guard
        .check(request)
        .match(
            permitted -> store(plan, permitted, stored, request),
            Materialization.NotMaterialized::new);
  }

  private Materialization store(
      Dispatch plan,
      Verdict.Permitted permitted,
      ImmutableList<StoredPlan> stored,
      CheckRequest request) {
    ApplyPermit permit = permitted.permit();
    if (stored.stream().anyMatch(other -> contradicts(other, permit.record()))) {
      return refused(
          request,
          otherContent(plan, "materialized with other content for the " + permit.record().scope()));
    }
    try {
      store.saveMaterialized(plan, permit);
    } catch (PlanStoreException | RuntimeException | LinkageError e) {
      return refused(request, refusal(PLAN_STORE_UNWRITABLE, plan, "the plan to be stored", e));
    }
    return new Materialization.Materialized(permitted);
  }

  /** A plan is fanned out into dispatches of different scopes, never into two of one scope. */
  private static boolean contradicts(StoredPlan other, PermitRecord permit) {
    return other instanceof StoredPlan.Materialized earlier
        && earlier.permit().scope().equals(permit.scope())
        && !PlanDigest.of(earlier.plan()).equals(permit.planDigest());
  }

  /** A store that answers with another plan would make a stranger pass for the primary. */
  private static void requireThisPlan(Dispatch plan, ImmutableList<StoredPlan> stored)
      throws PlanStoreException {
    for (StoredPlan other : stored) {
      if (!other.plan().planId().equals(plan.planId())) {
        throw new PlanStoreException(
            "the store gave plan " + Quoted.text(other.plan().planId()) + " instead");
      }
    }
  }

  private Materialization refused(CheckRequest request, List<Refusal> refusals) {
    return new Materialization.NotMaterialized(guard.refuse(request, refusals));
  }

  private static List<Refusal> otherContent(Dispatch plan, String found) {
    return List.of(
        Refusal.of(
            PLAN_CONTENT_DIFFERS,
            "plan " + Quoted.text(plan.planId()),
            "the content that was stored under that id",
            found));
  }

  private static List<Refusal> refusal(
      RefusalCode code, Dispatch plan, String expected, Throwable caught) {
    return List.of(
        Refusal.of(
            code,
            "plan " + Quoted.text(plan.planId()),
            expected,
            Quoted.escaped(String.valueOf(caught))));
  }
}
