package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static io.driftguard.engine.testing.Sample.SHOP;

import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.engine.explain.DriftClass;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.report.ReportFormat;
import io.driftguard.engine.report.TextStyle;
import io.driftguard.engine.report.VerdictReport;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.ScriptedEngine;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements mean what the server of their namespace makes of them. */
final class ServerInputsTest {

  /** A mode, what was reviewed, and what was re-planned. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -                    | ADD n real                           | ADD n double         | true
          REAL_AS_FLOAT        | ADD n real                           | ADD n double         | false
          REAL_AS_FLOAT        | ADD n real                           | ADD n float          | true
          -                    | ADD n real                           | ADD n float          | false
          -                    | ADD n char(9) DEFAULT 'a' COMMENT "a" | ADD n char(9) DEFAULT 'a' COMMENT 'a' | true
          ANSI_QUOTES          | ADD n char(9) DEFAULT 'a' COMMENT "a" | ADD n char(9) DEFAULT 'a' COMMENT 'a' | false
          ANSI_QUOTES          | ADD "n" int                          | ADD `n` int          | true
          -                    | ADD "n" int                          | ADD `n` int          | false
          """)
  void readsReviewedStatementsByTheModesOfTheServer(
      String mode, String reviewed, String replanned, boolean permitted) {
    ServerInputs inputs = inputs("8.0.31", mode.equals("-") ? Set.of() : Set.of(mode));
    Verdict verdict = check(namespace -> Optional.of(inputs), reviewed, replanned, Sample.live());
    assertWithMessage(verdict.toString()).that(isPermitted(verdict)).isEqualTo(permitted);
  }

  /** The offset of the server's time zone, and whether a moment in it is the number. */
  @ParameterizedTest
  @CsvSource({"+02:00, 1577829600, true", "+02:00, 1577836800, false", "Z, 1577836800, true"})
  void readsMomentsInTheTimeZoneOfTheServer(String offset, String number, boolean permitted) {
    assertThat(isPermitted(checkMoment(Optional.of(ZoneOffset.of(offset)), number)))
        .isEqualTo(permitted);
  }

  @Test
  void takesNoMomentForANumberWhereTheTimeZoneIsNotKnown() {
    assertThat(isPermitted(checkMoment(Optional.empty(), "1577836800"))).isFalse();
    assertThat(isPermitted(checkMoment(Optional.empty(), "1577829600"))).isFalse();
  }

  private static Verdict checkMoment(Optional<ZoneOffset> zone, String number) {
    String partition = "PARTITION BY RANGE (UNIX_TIMESTAMP(day)) (PARTITION p VALUES LESS THAN (";
    ServerInputs inputs =
        new ServerInputs("8.0.31", new TreeSet<>(), 0, "utf8mb4", "utf8mb4_0900_ai_ci", zone);
    return check(
        namespace -> Optional.of(inputs),
        partition + "UNIX_TIMESTAMP('2020-01-01 00:00:00')))",
        partition + number + "))",
        Sample.live());
  }

  @Test
  void anAdapterThatSaysNothingLeavesItToTheOptions() {
    Verdict verdict =
        check(namespace -> Optional.empty(), "ADD n real", "ADD n double", Sample.live());
    assertThat(isPermitted(verdict)).isTrue();
  }

  /**
   * A server prints a nullable column without its default only where that was dropped; a recorded
   * text may be written by hand.
   */
  @Test
  void takesALiveTextForWhatAServerPrintsOnlyWhereTheServerWasAsked() {
    ServerInputs inputs = inputs("8.0.31", Set.of());

    assertThat(classOfADroppedDefault(namespace -> Optional.of(inputs)))
        .isEqualTo(DriftClass.SAME_EFFECT);
    assertThat(classOfADroppedDefault(namespace -> Optional.empty()))
        .isEqualTo(DriftClass.DIVERGED);
  }

  private static DriftClass classOfADroppedDefault(Inputs inputs) {
    return check(inputs, "ALTER id DROP DEFAULT, ADD n int", "ADD n int", Sample.live())
        .context()
        .explanations()
        .all()
        .get(0)
        .difference()
        .driftClass();
  }

  @Test
  void refusesWhenTheServerCannotBeAsked() {
    Verdict verdict =
        check(
            namespace -> {
              throw new EngineException(Reason.UNREACHABLE, "gone");
            },
            "ADD n int",
            "ADD n int",
            Sample.live());
    assertThat(codes(verdict)).contains("DEPLOYMENT_UNREACHABLE");
  }

  @Test
  void refusesAServerThatIsNotKnown() {
    Verdict verdict =
        check(
            namespace -> Optional.of(inputs("5.7.44", Set.of())),
            "ADD n int",
            "ADD n int",
            Sample.live());
    assertThat(codes(verdict)).contains("ENGINE_CRASHED");
  }

  @Test
  void everyFormatSaysWhatIsNotCompared() {
    TreeMap<Place, SortedMap<String, String>> leftOut = new TreeMap<>();
    leftOut.put(
        new Place(SHOP, Optional.empty()),
        new TreeMap<>(Map.of("_item_gho", "left behind by gh-ost")));
    LiveSchema live = Sample.live();
    Verdict verdict =
        check(
            namespace -> Optional.empty(),
            "ADD n int",
            "ADD n int",
            new LiveSchema(live.tables(), live.vschemas(), leftOut));
    for (ReportFormat format : ReportFormat.values()) {
      assertWithMessage(format.toString())
          .that(format.render(VerdictReport.of(verdict), TextStyle.PLAIN))
          .contains("left behind by gh-ost");
    }
  }

  @FunctionalInterface
  private interface Inputs {
    Optional<ServerInputs> of(Namespace namespace) throws EngineException;
  }

  private static Verdict check(Inputs inputs, String reviewed, String replanned, LiveSchema live) {
    ScriptedEngine engine =
        new ScriptedEngine(
            Sample::topology,
            (desired, scope) ->
                new Replan(
                    List.of(
                        Sample.planned(
                            SHOP,
                            Optional.empty(),
                            "item",
                            Operation.ALTER,
                            "ALTER TABLE item " + replanned)),
                    live)) {
          @Override
          protected Optional<ServerInputs> inputs(Namespace namespace) throws EngineException {
            return inputs.of(namespace);
          }
        };
    return Sample.check(
        engine,
        Sample.dispatch(
            Optional.empty(), Sample.alter(SHOP, "item", "ALTER TABLE item " + reviewed)));
  }

  private static ServerInputs inputs(String version, Set<String> modes) {
    return new ServerInputs(version, new TreeSet<>(modes), 0, "utf8mb4", "utf8mb4_0900_ai_ci");
  }

  private static boolean isPermitted(Verdict verdict) {
    return verdict instanceof Verdict.Permitted;
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.match(
        permitted -> List.of(), refused -> refused.refusals().stream().map(Refusal::code).toList());
  }
}
