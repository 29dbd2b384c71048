package io.driftguard.engine.report;

/** The formats in which a report can be shown. */
public enum ReportFormat {
  /** For people at a terminal. */
  TEXT,
  /** For programs: {@code docs/report-2.schema.json} says what it looks like. */
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
  HTML,
  /**
   * An in-toto statement about the dispatch, for those who keep records and verify them: {@code
   * docs/verdict-1.schema.json} says what it looks like.
   */
  IN_TOTO;

  /**
   * The report in this format, ending in a newline.
   *
   * @param style what the terminal can show; only text looks at it
   * @throws IllegalArgumentException when a statement is asked for, and the report knows no digest
   *     of a dispatch that it could be about
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
      case IN_TOTO -> new ReportInToto().render(report);
    };
  }
}
