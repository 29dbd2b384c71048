package io.driftguard.engine.report;

/** The formats in which a report can be shown. */
public enum ReportFormat {
  /** For people at a terminal. */
  TEXT,
  /** For programs: {@code docs/report.schema.json} says what it looks like. */
  JSON,
  /** For a comment on a pull request. */
  MARKDOWN,
  /** SARIF 2.1.0, for code scanning. */
  SARIF,
  /** JUnit XML, for continuous integration. */
  JUNIT,
  /** Annotations of GitHub Actions. */
  GITHUB,
  /** One page that needs nothing beside it. */
  HTML;

  /**
   * The report in this format, ending in a newline.
   *
   * @param style what the terminal can show; only text looks at it
   */
  public String render(Report report, TextStyle style) {
    return switch (this) {
      case TEXT -> new ReportText(style).render(report);
      case JSON -> new ReportJson().render(report);
      case MARKDOWN -> new ReportMarkdown().render(report);
      case SARIF -> new ReportSarif().render(report);
      case JUNIT -> new ReportJunit().render(report);
      case GITHUB -> new ReportGithub().render(report);
      case HTML -> new ReportHtml().render(report);
    };
  }
}
