package io.driftguard.engine.report;

import io.driftguard.engine.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Renders a report as JSON for programs. {@code docs/report-2.schema.json} says what it looks like.
 */
final class ReportJson {

  /** The version of the format; it changes when a reader of the last one would be misled. */
  static final int FORMAT = 2;

  private static final int REPLACEMENT = 0xFFFD;

  /** The report as one JSON object on several lines, ending in a newline. */
  String render(Report report) {
    return new String(
        JsonWriter.writeAscii(json -> write(json, report)), StandardCharsets.US_ASCII);
  }

  /** Writes the report as one object. */
  static void write(JsonGenerator json, Report report) {
    json.writeStartObject();
    json.writeNumberProperty("format", FORMAT);
    text(json, "verdict", report.outcome().word());
    if (!report.problems().isEmpty()) {
      text(json, "kind", report.problems().get(0).kind().name());
    }
    json.writeNumberProperty("exit_code", report.outcome().exitCode());
    writeFields(json, report.facts());
    json.writeArrayPropertyStart("refusals");
    for (ReportProblem problem : report.problems()) {
      json.writeStartObject();
      text(json, "code", problem.code());
      text(json, "kind", problem.kind().name());
      json.writeArrayPropertyStart(ReportKey.WHERE.name());
      problem.places().forEach(place -> json.writeString(whole(place)));
      json.writeEndArray();
      writeFields(json, problem.fields());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes fields as members of the object that is open. */
  static void writeFields(JsonGenerator json, List<ReportField> fields) {
    for (ReportField field : fields) {
      json.writeName(field.key().name());
      writeValue(json, field.value());
    }
  }

  private static void writeValue(JsonGenerator json, ReportValue value) {
    if (value instanceof ReportValue.Words words) {
      json.writeString(whole(words.text()));
    } else if (value instanceof ReportValue.Marked marked) {
      json.writeString(whole(marked.text()));
    } else if (value instanceof ReportValue.Amount amount) {
      json.writeNumber(amount.amount());
    } else if (value instanceof ReportValue.Entries entries) {
      json.writeStartArray();
      entries.entries().forEach(entry -> writeValue(json, entry));
      json.writeEndArray();
    } else if (value instanceof ReportValue.Fields fields) {
      json.writeStartObject();
      writeFields(json, fields.fields());
      json.writeEndObject();
    } else if (value instanceof ReportValue.NamedTexts named) {
      json.writeStartObject();
      named.texts().forEach((name, text) -> text(json, whole(name), text));
      json.writeEndObject();
    } else {
      throw new IllegalArgumentException("an unknown kind of value: " + value.getClass());
    }
  }

  static void text(JsonGenerator json, String name, String text) {
    json.writeStringProperty(name, whole(text));
  }

  /** Half of a character, which JSON cannot carry, must not keep a refusal from being told. */
  static String whole(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
