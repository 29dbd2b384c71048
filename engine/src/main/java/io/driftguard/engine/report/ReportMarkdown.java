package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.VisibleText;
import io.driftguard.engine.report.ReportKey.Audience;
import io.driftguard.engine.report.ReportLines.Line;
import io.driftguard.engine.report.ReportValue.Mark;
import io.driftguard.engine.report.ReportValue.Piece;
import java.util.List;

/**
 * Renders a report as Markdown for a comment on a pull request.
 *
 * <p>Nothing of a text acts: names and statements stand in code spans, and in sentences every
 * character is escaped that Markdown, or a forge that links people and issues, would act on.
 */
final class ReportMarkdown {

  /** What a forge makes a link of, even without a scheme. */
  private static final String WWW = "www";

  String render(Report report) {
    StringBuilder out = new StringBuilder();
    out.append("### ").append(report.outcome().isGood() ? "✅ " : "❌ ");
    out.append("driftguard: ").append(inert(VisibleText.of(report.headline()))).append('\n');
    int number = 1;
    for (ReportProblem problem : report.problems()) {
      out.append("\n**").append(number++).append(". ");
      out.append(span(VisibleText.of(problem.code()))).append("**\n\n");
      append(out, ReportLines.of(ReportText.places(problem), Audience.EVERYONE));
      append(out, ReportLines.of(problem.fields(), Audience.EVERYONE));
    }
    List<Line> facts = ReportLines.of(report.facts(), Audience.EVERYONE);
    if (!facts.isEmpty()) {
      out.append('\n');
      append(out, facts);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, List<Line> lines) {
    for (Line line : lines) {
      if (line.first()) {
        out.append("- **").append(line.label()).append(":** ");
      } else {
        out.append("  <br>");
      }
      out.append(line.code() ? code(line.pieces()) : inert(line.text())).append('\n');
    }
  }

  /** Code spans; what differs is bold. */
  private static String code(List<Piece> pieces) {
    boolean plain = pieces.stream().allMatch(piece -> piece.mark() == Mark.NONE);
    List<Piece> shown =
        plain
            ? ImmutableList.of(new Piece(new Line("", true, pieces, true).text(), Mark.NONE))
            : pieces;
    StringBuilder out = new StringBuilder();
    for (Piece piece : shown) {
      String text = piece.text();
      if (text.isBlank()) {
        out.append(text);
      } else if (piece.mark() == Mark.NONE) {
        out.append(span(text));
      } else {
        out.append("**").append(span(text)).append("**");
      }
    }
    return out.toString();
  }

  /** A code span whose fence is longer than every run of backquotes in it. */
  static String span(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    // Markdown strips one space from either side when there is one on both.
    return text.isEmpty() ? "(empty)" : fence + " " + text + " " + fence;
  }

  /** A sentence in which nothing acts. */
  static String inert(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        // A backslash would not keep a forge from linking a person or an issue.
        case '@' -> out.append("` @ `");
        case '#' -> out.append("` # `");
        case '.' -> {
          if (text.regionMatches(true, i - WWW.length(), WWW, 0, WWW.length())) {
            out.append('\\');
          }
          out.append(c);
        }
        case ',', '\'', '"', '/', '(', ')', ';', '-', '=', '?', '{', '}', '%', '^', '$' -> {
          // Harmless inside a line; a list or a link needs what is escaped below.
          out.append(c);
        }
        default -> {
          if (c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c)) {
            out.append('\\');
          }
          out.append(c);
        }
      }
    }
    return out.toString();
  }
}
