package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.report.ReportKey.Audience;
import io.driftguard.engine.report.ReportKey.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /** One report that says something in every field that there is. */
  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void everyFieldThatThereIsIsSeenInEveryFormat(ReportFormat format) {
    Map<String, Audience> said = new LinkedHashMap<>();
    Report report =
        new Report(
            Outcome.refused(RefusalKind.DRIFT, 1),
            "a plan",
            fields(ReportKey.OF_A_REPORT, Audience.EVERYONE, said),
            List.of(
                new ReportProblem(
                    "VENDOR_CODE",
                    RefusalKind.DRIFT,
                    List.of("somewhere"),
                    fields(ReportKey.OF_A_PROBLEM, Audience.EVERYONE, said))),
            Optional.empty());
    String out = Reports.render(format, report);
    boolean toEveryone =
        switch (format) {
          case TEXT, MARKDOWN, GITHUB -> true;
          case JSON, SARIF, JUNIT, HTML, IN_TOTO -> false;
        };
    assertThat(said.size()).isAtLeast(50);
    said.forEach(
        (marker, audience) ->
            assertWithMessage(marker)
                // The file that an annotation stands in is shown by its own property.
                .that(out.replaceFirst(",file=\\d+", "").contains(marker))
                .isEqualTo(audience == Audience.EVERYONE || !toEveryone));
  }

  private static List<ReportField> fields(
      List<ReportKey> keys, Audience audience, Map<String, Audience> said) {
    List<ReportField> fields = new ArrayList<>();
    for (ReportKey key : keys) {
      Audience narrower = audience == Audience.EVERYONE ? key.audience() : audience;
      fields.add(new ReportField(key, value(key.shape(), narrower, said)));
    }
    return fields;
  }

  /** A value of that shape, each text of which is said nowhere else. */
  private static ReportValue value(Shape shape, Audience audience, Map<String, Audience> said) {
    if (shape instanceof Shape.ListOf list) {
      return ReportValue.entries(List.of(value(list.of(), audience, said)));
    }
    if (shape instanceof Shape.ObjectOf object) {
      return ReportValue.fields(fields(object.keys(), audience, said));
    }
    String marker = String.valueOf(700_000 + said.size());
    said.put(marker, audience);
    if (shape instanceof Shape.WholeNumber) {
      return ReportValue.amount(Long.parseLong(marker));
    }
    if (shape instanceof Shape.NamedTexts) {
      return new ReportValue.NamedTexts(new TreeMap<>(Map.of("name", marker)));
    }
    assertThat(shape).isInstanceOf(Shape.Text.class);
    return ReportValue.code(marker);
  }

  private static void assertListed(String report, List<ReportField> fields, List<ReportKey> keys) {
    List<ReportKey> used = fields.stream().map(ReportField::key).toList();
    assertWithMessage(report).that(keys).containsAtLeastElementsIn(used);
    assertWithMessage(report).that(used).hasSize(ImmutableSet.copyOf(used).size());
  }
}
