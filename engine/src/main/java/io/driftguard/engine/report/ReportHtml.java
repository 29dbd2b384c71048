package io.driftguard.engine.report;

import com.google.common.hash.Hashing;
import com.google.common.html.HtmlEscapers;
import com.google.common.io.Resources;
import io.driftguard.api.VisibleText;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.report.ReportKey.Audience;
import io.driftguard.engine.report.ReportLines.Line;
import io.driftguard.engine.report.ReportMap.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Renders a report as one page that needs nothing beside it and asks nobody for anything.
 *
 * <p>All that comes from elsewhere is data: JSON in a script element of a type that is not run, in
 * which no character can end the element. The page's own script and style are allowed by their
 * digests, and nothing else is.
 */
final class ReportHtml {

  private static final String STYLE = resource("report.css");
  private static final String SCRIPT = resource("report.js");

  String render(Report report) {
    String title = HtmlEscapers.htmlEscaper().escape(VisibleText.of(report.headline()));
    String text = HtmlEscapers.htmlEscaper().escape(new ReportText(TextStyle.PLAIN).render(report));
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>driftguard: %s</title>
        <style>%s</style>
        </head>
        <body>
        <noscript><p>This page needs its own script. Here is the same as text:</p><pre>%s</pre></noscript>
        <main id="report"></main>
        <script type="application/json" id="data">%s</script>
        <script>%s</script>
        </body>
        </html>
        """
        .formatted(policy(), title, STYLE, text, data(report), SCRIPT);
  }

  private static String policy() {
    return "default-src 'none'; script-src '"
        + digest(SCRIPT)
        + "'; style-src '"
        + digest(STYLE)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String digest(String text) {
    return "sha256-"
        + Base64.getEncoder()
            .encodeToString(Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes());
  }

  /** The data as JSON in which no character means anything to HTML. */
  private static String data(Report report) {
    String json =
        new String(JsonWriter.writeCompact(to -> write(to, report)), StandardCharsets.US_ASCII);
    // In JSON these stand in strings alone.
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static void write(JsonGenerator json, Report report) {
    json.writeStartObject();
    json.writeBooleanProperty("good", report.outcome().isGood());
    text(json, "banner", report.outcome().banner());
    text(json, "subject", report.subject());
    writeLines(json, "facts", report.facts());
    writeLines(
        json,
        "next",
        report.facts().stream().filter(fact -> fact.key().equals(ReportKey.NEXT)).toList());
    json.writeArrayPropertyStart("problems");
    for (ReportProblem problem : report.problems()) {
      json.writeStartObject();
      text(json, "code", problem.code());
      text(json, "kind", problem.kind().name());
      json.writeArrayPropertyStart("places");
      problem.places().forEach(place -> json.writeString(shown(place)));
      json.writeEndArray();
      writeLines(json, "lines", problem.fields());
      json.writeNumberProperty("brief", brief(problem.fields()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("states");
    for (State state : State.values()) {
      json.writeStartArray();
      json.writeString(String.valueOf(state.letter()));
      json.writeString(state.words());
      json.writeEndArray();
    }
    json.writeEndArray();
    report.map().ifPresent(map -> writeMap(json, map));
    json.writeEndObject();
  }

  /** Which of the lines says most in one line: what differs, or else what was found. */
  private static int brief(List<ReportField> fields) {
    for (ReportKey key : List.of(ReportKey.DIFFERS, ReportKey.TO_DO, ReportKey.FOUND)) {
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).key().equals(key)) {
          return ReportLines.of(fields.subList(0, i), Audience.DETAILS).size();
        }
      }
    }
    return 0;
  }

  /** Each line as its label, whether it is the first under it, whether it is code, its pieces. */
  private static void writeLines(JsonGenerator json, String name, List<ReportField> fields) {
    json.writeArrayPropertyStart(name);
    for (Line line : ReportLines.of(fields, Audience.DETAILS)) {
      json.writeStartArray();
      json.writeString(line.first() ? ReportJson.whole(line.label()) : "");
      json.writeNumber(line.code() ? 1 : 0);
      line.pieces()
          .forEach(
              piece -> {
                json.writeString(piece.mark().open());
                json.writeString(ReportJson.whole(piece.text()));
              });
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /**
   * The map by its distinct rows, since most shards look alike: of each row a letter for each table
   * (a space where the table does not belong), and the problems of the letters that are not "as
   * desired", each with how often it follows.
   */
  private static void writeMap(JsonGenerator json, ReportMap map) {
    int columns = map.tables().size();
    List<ReportMap.@Nullable Cell[]> rows = new ArrayList<>();
    map.places().forEach(place -> rows.add(new ReportMap.Cell[columns]));
    for (ReportMap.Cell cell : map.cells()) {
      rows.get(cell.place())[cell.table()] = cell;
    }
    Map<RowPattern, Integer> patterns = new LinkedHashMap<>();
    List<Integer> patternOfRow = new ArrayList<>();
    for (ReportMap.@Nullable Cell[] row : rows) {
      RowPattern pattern = RowPattern.of(row);
      Integer known = patterns.get(pattern);
      int index = known == null ? patterns.size() : known;
      patterns.put(pattern, index);
      patternOfRow.add(index);
    }
    json.writeObjectPropertyStart("map");
    json.writeArrayPropertyStart("places");
    map.places().forEach(place -> json.writeString(shown(place)));
    json.writeEndArray();
    json.writeArrayPropertyStart("tables");
    map.tables().forEach(table -> json.writeString(shown(table)));
    json.writeEndArray();
    json.writeArrayPropertyStart("rows");
    patternOfRow.forEach(json::writeNumber);
    json.writeEndArray();
    json.writeArrayPropertyStart("patterns");
    for (RowPattern pattern : patterns.keySet()) {
      json.writeStartArray();
      json.writeString(pattern.letters());
      pattern.problems().forEach(json::writeNumber);
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * What a row looks like.
   *
   * @param letters one letter a table
   * @param problems pairs of a problem's number and how many letters in a row it is for
   */
  private record RowPattern(String letters, List<Integer> problems) {

    static RowPattern of(ReportMap.@Nullable Cell[] row) {
      StringBuilder letters = new StringBuilder(row.length);
      List<Integer> problems = new ArrayList<>();
      for (ReportMap.Cell cell : row) {
        letters.append(cell == null ? ' ' : cell.state().letter());
        if (cell != null && cell.state() != State.AS_DESIRED) {
          int last = problems.size() - 1;
          if (last > 0 && problems.get(last - 1) == cell.problem()) {
            problems.set(last, problems.get(last) + 1);
          } else {
            problems.add(cell.problem());
            problems.add(1);
          }
        }
      }
      return new RowPattern(letters.toString(), List.copyOf(problems));
    }
  }

  private static void text(JsonGenerator json, String name, String text) {
    json.writeStringProperty(name, shown(text));
  }

  /** A name as it is shown: what has no shape is escaped, so that it cannot hide or turn others. */
  private static String shown(String text) {
    return VisibleText.of(text);
  }

  private static String resource(String name) {
    try {
      return Resources.toString(
          Resources.getResource(ReportHtml.class, name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the page's " + name + " is not in the jar", e);
    }
  }
}
