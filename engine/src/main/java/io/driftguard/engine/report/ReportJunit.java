package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import com.google.common.xml.XmlEscapers;
import io.driftguard.api.VisibleText;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.report.ReportKey.Audience;
import io.driftguard.engine.report.ReportLines.Line;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Renders a report as JUnit XML: each place of each problem is a test case that failed because of
 * drift, or that could not be run; what was satisfied is a test case that passed.
 */
final class ReportJunit {

  private static final String SUITE = "driftguard";

  String render(Report report) {
    ImmutableList.Builder<String> cases = ImmutableList.builder();
    int failures = 0;
    int errors = 0;
    for (ReportProblem problem : report.problems()) {
      boolean drift = problem.kind() == RefusalKind.DRIFT;
      for (String place : problem.places()) {
        failures += drift ? 1 : 0;
        errors += drift ? 0 : 1;
        cases.add(failed(problem, place, drift ? "failure" : "error"));
      }
    }
    if (report.problems().isEmpty()) {
      cases.add(testCase(SUITE, report.headline()) + "/>\n");
    }
    String body = String.join("", cases.build());
    String counts =
        attribute("tests", Integer.toString(cases.build().size()))
            + attribute("failures", Integer.toString(failures))
            + attribute("errors", Integer.toString(errors));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites"
        + attribute("name", SUITE)
        + counts
        + attribute("time", "0")
        + ">\n  <testsuite"
        + attribute("name", report.headline())
        + counts
        + attribute("skipped", "0")
        + attribute("time", "0")
        + ">\n"
        + properties(report.facts())
        + body
        + "  </testsuite>\n</testsuites>\n";
  }

  private static String properties(List<ReportField> facts) {
    List<Line> lines = ReportLines.of(facts, Audience.DETAILS);
    if (lines.isEmpty()) {
      return "";
    }
    return lines.stream()
        .map(
            line ->
                "      <property"
                    + attribute("name", line.label())
                    + attribute("value", line.text())
                    + "/>\n")
        .collect(Collectors.joining("", "    <properties>\n", "    </properties>\n"));
  }

  private static String failed(ReportProblem problem, String place, String element) {
    String lines =
        ReportLines.of(problem.fields(), Audience.DETAILS).stream()
            .map(line -> line.label() + ": " + line.text())
            .collect(Collectors.joining("\n"));
    return testCase(problem.code(), place)
        + ">\n      <"
        + element
        + attribute("type", problem.code())
        + attribute("message", problem.code() + " at " + place)
        + ">"
        + XmlEscapers.xmlContentEscaper().escape(lines)
        + "</"
        + element
        + ">\n    </testcase>\n";
  }

  private static String testCase(String code, String name) {
    return "    <testcase"
        + attribute("classname", SUITE + "." + code)
        + attribute("name", name)
        + attribute("time", "0");
  }

  /** XML has no spelling at all for some characters, so what has no shape is escaped visibly. */
  private static String attribute(String name, String value) {
    return " "
        + name
        + "=\""
        + XmlEscapers.xmlAttributeEscaper().escape(VisibleText.of(value))
        + "\"";
  }
}
