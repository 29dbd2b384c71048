package io.driftguard.engine.testing;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.dispatch.PlanOutputReader.PlanReading;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.materialize.Materialization;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something that must be refused, and with which codes: all of them, and no others.
 *
 * @param name what is wrong
 * @param codes the codes of the refusals
 * @param attempt what is done
 */
public record Scenario(
    String name, ImmutableSortedSet<String> codes, Supplier<List<Refusal>> attempt) {

  public static Scenario of(String name, Supplier<List<Refusal>> attempt, RefusalCode... codes) {
    return new Scenario(
        name,
        Arrays.stream(codes)
            .map(RefusalCode::name)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)),
        attempt);
  }

  /** The refusals of a verdict; none when it permits. */
  public static List<Refusal> refusals(Verdict verdict) {
    return verdict.match(permitted -> List.of(), Verdict.Refused::refusals);
  }

  /** The refusals of a materialization; none when the plan may be applied. */
  public static List<Refusal> refusals(Materialization materialization) {
    return materialization.match(
        primary -> List.of(),
        materialized -> List.of(),
        notMaterialized -> notMaterialized.verdict().refusals());
  }

  /** The refusals of a reading; none when it was read. */
  public static List<Refusal> refusals(DispatchReading reading) {
    return reading.match(read -> List.of(), DispatchReading.Rejected::refusals);
  }

  /** The refusals of a plan output; none when it was read. */
  public static List<Refusal> refusals(PlanReading reading) {
    return reading.match(read -> List.of(), PlanReading.Rejected::refusals);
  }

  /** Makes the attempt, and holds each refusal to its code and to being complete. */
  public ImmutableSortedSet<String> play() {
    List<Refusal> refusals = attempt.get();
    ImmutableSortedSet<String> found =
        refusals.stream()
            .map(Refusal::code)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    assertWithMessage("%s: %s", name, refusals).that(found).isEqualTo(codes);
    for (Refusal refusal : refusals) {
      assertWithMessage(refusal.toString())
          .that(refusal.kind())
          .isEqualTo(RefusalCode.valueOf(refusal.code()).kind());
      assertWithMessage(refusal.toString())
          .that(List.of(refusal.where(), refusal.expected(), refusal.found(), refusal.recovery()))
          .doesNotContain("");
      assertWithMessage(refusal.toString())
          .that(refusal.recovery())
          .isEqualTo(RefusalCode.valueOf(refusal.code()).recovery());
    }
    return found;
  }

  @Override
  public String toString() {
    return name;
  }
}
