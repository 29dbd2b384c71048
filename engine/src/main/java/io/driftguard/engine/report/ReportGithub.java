package io.driftguard.engine.report;

import io.driftguard.api.VisibleText;
import io.driftguard.engine.report.ReportKey.Audience;
import io.driftguard.engine.report.ReportLines.Line;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders a report as workflow commands of GitHub Actions: one annotation for each problem, or one
 * notice where there is none. Each is exactly one line that starts with the command, so that no
 * text can be a command of its own.
 */
final class ReportGithub {

  String render(Report report) {
    if (report.problems().isEmpty()) {
      String level = report.outcome().isGood() ? "notice" : "error";
      return command(level, "driftguard", Optional.empty(), message(report, Stream.empty()));
    }
    StringBuilder out = new StringBuilder();
    for (ReportProblem problem : report.problems()) {
      out.append(
          command(
              "error",
              "driftguard: " + VisibleText.of(problem.code()),
              report
                  .text(ReportKey.DOCUMENT)
                  .filter(file -> !file.equals(Asked.STANDARD_INPUT))
                  .map(
                      file ->
                          ",file="
                              + property(VisibleText.of(file))
                              + DocumentPlace.of(problem)
                                  .map(at -> ",line=" + at.line() + ",col=" + at.column())
                                  .orElse("")),
              message(
                  report,
                  Stream.concat(
                      ReportLines.of(ReportText.places(problem), Audience.EVERYONE).stream(),
                      ReportLines.of(problem.fields(), Audience.EVERYONE).stream()))));
    }
    return out.toString();
  }

  private static String message(Report report, Stream<Line> problem) {
    Stream<String> lines =
        Stream.concat(problem, ReportLines.of(report.facts(), Audience.EVERYONE).stream())
            .map(line -> line.label() + ": " + line.text());
    return Stream.concat(Stream.of(VisibleText.of(report.headline())), lines)
        .collect(Collectors.joining("\n"));
  }

  private static String command(
      String level, String title, Optional<String> properties, String message) {
    return "::"
        + level
        + " title="
        + property(title)
        + properties.orElse("")
        + "::"
        + data(message)
        + '\n';
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
