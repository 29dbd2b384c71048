package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PermitComparisonTest {

  private static final Instant ISSUED = Instant.parse("2026-03-01T03:00:00Z");
  private static final Scope WHOLE = new Scope.WholeDeployment();
  private static final Scope FINALIZER = new Scope.NamespaceFinalizer(new Namespace("orders"));

  /**
   * A permit that differs from {@code p, whole, d, f, 1} in one thing, and why it does not hold.
   */
  private record Row(PermitRecord other, RefusalCode code) {}

  static List<Row> differences() {
    return List.of(
        new Row(permit("q", WHOLE, "d", "f", "1"), RefusalCode.PERMIT_PLAN_DIFFERS),
        new Row(permit("p", WHOLE, "e", "f", "1"), RefusalCode.PERMIT_PLAN_DIFFERS),
        new Row(permit("p", FINALIZER, "d", "f", "1"), RefusalCode.PERMIT_SCOPE_DIFFERS),
        new Row(permit("p", WHOLE, "d", "g", "1"), RefusalCode.PERMIT_LIVE_SCHEMA_DIFFERS),
        new Row(permit("p", WHOLE, "d", "f", "2"), RefusalCode.PERMIT_CANONICAL_FORM_DIFFERS));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void oneDifferenceIsEnough(Row row) {
    List<Refusal> refusals =
        new PermitComparison(permit("p", WHOLE, "d", "f", "1")).with(row.other()).refusals();

    assertThat(refusals.stream().map(Refusal::code)).containsExactly(row.code().name());
  }

  @Test
  void thePermitThatTheSameRequestGetsNowIsNoOther() {
    assertThat(
            new PermitComparison(permit("p", WHOLE, "d", "f", "1"))
                .with(permit("p", WHOLE, "d", "f", "1"))
                .refusals())
        .isEmpty();
  }

  private static PermitRecord permit(
      String planId, Scope scope, String digest, String fingerprint, String version) {
    return new PermitRecord(
        planId,
        scope,
        digest,
        fingerprint,
        version,
        ISSUED,
        ISSUED.plusSeconds(60),
        new TreeMap<>());
  }
}
