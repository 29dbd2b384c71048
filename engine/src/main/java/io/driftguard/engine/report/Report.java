package io.driftguard.engine.report;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is told of one answer. Every format is rendered from this and from nothing else, and
 * each shows every field that it finds here: what is added once is seen in all of them.
 *
 * @param outcome what came of it
 * @param subject what it is about, for the first line
 * @param facts what is known beside the problems, in order
 * @param problems what is wrong; the most helpful first
 * @param map the places and tables that were looked at, when there are any
 */
public record Report(
    Outcome outcome,
    String subject,
    List<ReportField> facts,
    List<ReportProblem> problems,
    Optional<ReportMap> map) {

  public Report {
    requireNonNull(outcome, "a report has an outcome");
    facts = List.copyOf(facts);
    problems = List.copyOf(problems);
  }

  /** This report with one more fact at its end. */
  public Report with(ReportField fact) {
    return new Report(
        outcome,
        subject,
        ImmutableList.<ReportField>builder().addAll(facts).add(fact).build(),
        problems,
        map);
  }

  /** The text of a fact, when the report has it. */
  Optional<String> text(ReportKey key) {
    return facts.stream()
        .filter(fact -> fact.key().equals(key))
        .flatMap(
            fact ->
                fact.value() instanceof ReportValue.Marked marked
                    ? Stream.of(marked.text())
                    : Stream.empty())
        .findFirst();
  }

  /** The first line: what came of it, and of what. */
  String headline() {
    return subject.isEmpty() ? outcome.banner() : outcome.banner() + " " + subject;
  }
}
