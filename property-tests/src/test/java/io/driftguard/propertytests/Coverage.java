package io.driftguard.propertytests;

import net.jqwik.api.statistics.Statistics;

/** A property that met only one answer has shown nothing: these fail it. */
final class Coverage {

  private Coverage() {}

  /** Of what was collected, at least a fifth was true and at least a fifth was false. */
  static void ofBothAnswers() {
    Statistics.coverage(
        coverage -> {
          coverage.check(true).percentage(percent -> percent >= 20);
          coverage.check(false).percentage(percent -> percent >= 20);
        });
  }

  /** That, and so many decisions were made in all, whatever was discarded. */
  static void ofBothAnswersOf(int decisions) {
    ofBothAnswers();
    Statistics.coverage(
        coverage -> coverage.checkQuery(answer -> true).count((count, all) -> count >= decisions));
  }

  /** Each of the values was collected under that label. */
  static void exists(String label, Object... values) {
    Statistics.label(label)
        .coverage(
            coverage -> {
              for (Object value : values) {
                coverage.check(value).count(count -> count > 0);
              }
            });
  }
}
