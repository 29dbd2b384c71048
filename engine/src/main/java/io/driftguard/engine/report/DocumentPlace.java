package io.driftguard.engine.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the dispatch's document, as {@link io.driftguard.engine.json.JsonPlace} spells it.
 *
 * @param line its line, counted from 1
 * @param column its column, counted from 1
 */
record DocumentPlace(int line, int column) {

  private static final Pattern SPELLED =
      Pattern.compile("^\\$.* \\(line (\\d{1,9}), column (\\d{1,9})\\)$", Pattern.DOTALL);

  /** Where the problem is in the document, when that is where it is. */
  static Optional<DocumentPlace> of(ReportProblem problem) {
    return of(problem.places().get(0));
  }

  static Optional<DocumentPlace> of(String place) {
    Matcher spelled = SPELLED.matcher(place);
    return spelled.matches()
        ? Optional.of(
            new DocumentPlace(
                Integer.parseInt(spelled.group(1)), Integer.parseInt(spelled.group(2))))
        : Optional.empty();
  }
}
