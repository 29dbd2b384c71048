package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.driftguard.engine.report.ReportKey.Audience;
import io.driftguard.engine.report.ReportKey.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A field that is added to the report is seen in every format, and no format has to be told. */
final class ReportFieldTest {

  private static final ReportKey MOON =
      new ReportKey("moon", "moon", new Shape.Text(), Audience.EVERYONE, "The phase of the moon.");

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void aNewFactIsSeenInEveryFormat(ReportFormat format) {
    Report report = VerdictReport.of(Reports.permitted());
    assertThat(Reports.render(format, report)).doesNotContain("gibbous");
    assertThat(Reports.render(format, report.with(ReportField.code(MOON, "gibbous"))))
        .contains("gibbous");
  }

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void aNewFieldOfAProblemIsSeenInEveryFormat(ReportFormat format) {
    Report report = VerdictReport.of(Reports.drift());
    Report more =
        new Report(
            report.outcome(),
            report.subject(),
            report.facts(),
            report.problems().stream()
                .map(
                    problem ->
                        new ReportProblem(
                            problem.code(),
                            problem.kind(),
                            problem.places(),
                            ImmutableList.<ReportField>builder()
                                .addAll(problem.fields())
                                .add(ReportField.words(MOON, "waxing"))
                                .build()))
                .toList(),
            report.map());
    assertThat(Reports.render(format, report)).doesNotContain("waxing");
    assertThat(Reports.render(format, more).split("waxing", -1).length).isAtLeast(3);
  }

  @Test
  void everyFieldOfAReportIsInTheListThatTheSchemaIsMadeOf() {
    Reports.all()
        .forEach(
            (name, report) -> {
              assertListed(name, report.facts(), ReportKey.OF_A_REPORT);
              for (ReportProblem problem : report.problems()) {
                assertListed(name, problem.fields(), ReportKey.OF_A_PROBLEM);
              }
            });
  }

  private static void assertListed(String report, List<ReportField> fields, List<ReportKey> keys) {
    List<ReportKey> used = fields.stream().map(ReportField::key).toList();
    assertWithMessage(report).that(keys).containsAtLeastElementsIn(used);
    assertWithMessage(report).that(used).hasSize(ImmutableSet.copyOf(used).size());
  }
}
