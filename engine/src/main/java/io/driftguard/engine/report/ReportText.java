package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.VisibleText;
import io.driftguard.engine.report.ReportKey.Audience;
import io.driftguard.engine.report.ReportLines.Line;
import io.driftguard.engine.report.ReportValue.Piece;
import io.driftguard.engine.report.TextStyle.Paint;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders a report as text for a terminal: the first line says what came of it, then why.
 *
 * <p>Statements and names come from elsewhere. What a terminal would act on is escaped, and what
 * goes on over several lines is marked at the start of each, so that it cannot look like a line of
 * the guard.
 */
final class ReportText {

  private static final int LABEL_WIDTH = 10;
  private static final int INDENT = 2 + LABEL_WIDTH + 1;
  private static final String CONTINUED = " ".repeat(INDENT - 2) + "| ";
  private static final int PLACES_SHOWN = 8;

  private final TextStyle style;

  ReportText(TextStyle style) {
    this.style = style;
  }

  /** The report as lines that end in a newline. */
  String render(Report report) {
    StringBuilder out = new StringBuilder();
    Paint paint = report.outcome().isGood() ? Paint.GOOD : Paint.BAD;
    String rest = VisibleText.of(report.headline().substring(report.outcome().banner().length()));
    out.append(style.paint(paint, report.outcome().banner())).append(rest).append('\n');
    int number = 1;
    for (ReportProblem problem : report.problems()) {
      out.append('\n').append(number++).append(". ");
      out.append(style.paint(Paint.STRONG, VisibleText.of(problem.code()))).append('\n');
      append(out, ReportLines.of(places(problem), Audience.EVERYONE));
      append(out, ReportLines.of(problem.fields(), Audience.EVERYONE));
    }
    List<Line> facts = ReportLines.of(report.facts(), Audience.EVERYONE);
    if (!facts.isEmpty() && !report.problems().isEmpty()) {
      out.append('\n');
    }
    append(out, facts);
    return out.toString();
  }

  /** Where a problem is, in one line even when it is everywhere. */
  static List<ReportField> places(ReportProblem problem) {
    List<String> places = problem.places();
    int shown = places.size() <= PLACES_SHOWN + 1 ? places.size() : PLACES_SHOWN;
    String text =
        String.join(", ", places.subList(0, shown))
            + (shown == places.size() ? "" : ", and " + (places.size() - shown) + " more places");
    return ImmutableList.of(ReportField.words(ReportKey.WHERE, text));
  }

  private void append(StringBuilder out, List<Line> lines) {
    for (Line line : lines) {
      if (line.first()) {
        String label = String.format("  %-" + LABEL_WIDTH + "s ", line.label() + ":");
        out.append(style.paint(Paint.FAINT, label));
      } else {
        out.append(CONTINUED);
      }
      appendBroken(out, line);
      out.append('\n');
    }
  }

  /** The text of a line, broken at spaces where the terminal is too narrow for it. */
  private void appendBroken(StringBuilder out, Line line) {
    if (style.width() < TextStyle.MIN_WIDTH) {
      line.pieces().forEach(piece -> out.append(painted(piece)));
      return;
    }
    int room = style.width() - INDENT;
    int used = 0;
    for (Piece word : words(line.pieces())) {
      int length = word.text().codePointCount(0, word.text().length());
      if (used > 0 && used + word.text().stripTrailing().length() > room) {
        out.append('\n').append(CONTINUED);
        used = 0;
      }
      out.append(painted(word));
      used += length;
    }
  }

  /** The pieces cut behind each space. */
  private static List<Piece> words(List<Piece> pieces) {
    List<Piece> words = new ArrayList<>();
    for (Piece piece : pieces) {
      int start = 0;
      for (int space = piece.text().indexOf(' ');
          space >= 0;
          space = piece.text().indexOf(' ', start)) {
        words.add(new Piece(piece.text().substring(start, space + 1), piece.mark()));
        start = space + 1;
      }
      if (start < piece.text().length()) {
        words.add(new Piece(piece.text().substring(start), piece.mark()));
      }
    }
    return words;
  }

  private String painted(Piece piece) {
    if (!style.colours()) {
      return piece.mark().open() + piece.text() + piece.mark().close();
    }
    return switch (piece.mark()) {
      case NONE -> piece.text();
      case TAKEN -> style.paint(Paint.TAKEN, piece.text());
      case ADDED -> style.paint(Paint.ADDED, piece.text());
    };
  }
}
