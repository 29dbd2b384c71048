package io.driftguard.engine.report;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.driftguard.api.VisibleText;
import io.driftguard.engine.report.ReportKey.Audience;
import io.driftguard.engine.report.ReportValue.Mark;
import io.driftguard.engine.report.ReportValue.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields of a report as labelled lines, for the formats that people read.
 *
 * <p>What comes from elsewhere is on lines of its own here, with every character escaped that has
 * no shape or that a terminal would act on; what else a format has to escape is its own affair.
 */
final class ReportLines {

  private ReportLines() {}

  /**
   * One line.
   *
   * @param label what it is about
   * @param first whether it is the first line under its label
   * @param pieces its text; none of them holds a line feed
   * @param code whether it is to be shown letter by letter
   */
  record Line(String label, boolean first, List<Piece> pieces, boolean code) {
    Line {
      pieces = List.copyOf(pieces);
    }

    /** The text, what differs in brackets. */
    String text() {
      return pieces.stream()
          .map(piece -> piece.mark().open() + piece.text() + piece.mark().close())
          .collect(Collectors.joining());
    }
  }

  /** The lines of fields for that audience and the wider ones. */
  static ImmutableList<Line> of(List<ReportField> fields, Audience audience) {
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    fields.forEach(field -> add(lines, field, audience));
    return lines.build();
  }

  private static void add(ImmutableList.Builder<Line> lines, ReportField field, Audience audience) {
    if (field.key().audience() == Audience.EVERYONE || audience == Audience.DETAILS) {
      add(lines, field.key().label(), field.value(), audience);
    }
  }

  private static void add(
      ImmutableList.Builder<Line> lines, String label, ReportValue value, Audience audience) {
    if (value instanceof ReportValue.Words words) {
      addText(lines, label, ImmutableList.of(new Piece(words.text(), Mark.NONE)), false);
    } else if (value instanceof ReportValue.Marked marked) {
      addText(lines, label, marked.pieces(), true);
    } else if (value instanceof ReportValue.Amount amount) {
      String text = Long.toString(amount.amount());
      addText(lines, label, ImmutableList.of(new Piece(text, Mark.NONE)), false);
    } else if (value instanceof ReportValue.Entries entries) {
      entries.entries().forEach(entry -> add(lines, label, entry, audience));
    } else if (value instanceof ReportValue.Fields fields) {
      fields.fields().forEach(field -> add(lines, field, audience));
    } else if (value instanceof ReportValue.NamedTexts named) {
      named
          .texts()
          .forEach(
              (name, text) ->
                  addText(
                      lines,
                      label,
                      ImmutableList.of(new Piece(name + ": " + text, Mark.NONE)),
                      false));
    } else {
      throw new IllegalArgumentException("an unknown kind of value: " + value.getClass());
    }
  }

  private static void addText(
      ImmutableList.Builder<Line> lines, String label, List<Piece> pieces, boolean code) {
    boolean first = true;
    List<Piece> line = new ArrayList<>();
    for (Piece piece : pieces) {
      boolean begins = false;
      for (String part : Splitter.on('\n').split(piece.text())) {
        if (begins) {
          lines.add(new Line(label, first, line, code));
          first = false;
          line.clear();
        }
        begins = true;
        if (!part.isEmpty()) {
          line.add(new Piece(VisibleText.of(part), piece.mark()));
        }
      }
    }
    lines.add(new Line(label, first, line, code));
  }
}
