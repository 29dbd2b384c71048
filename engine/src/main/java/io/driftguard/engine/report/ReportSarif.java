package io.driftguard.engine.report;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import io.driftguard.api.VisibleText;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.report.ReportKey.Audience;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** Renders a report as a SARIF 2.1.0 log: each place of each problem is a result. */
final class ReportSarif {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String VERSION = "2.1.0";

  /** The log as one JSON object on several lines, ending in a newline. */
  String render(Report report) {
    return new String(
        JsonWriter.writeAscii(json -> write(json, report)), StandardCharsets.US_ASCII);
  }

  private static void write(JsonGenerator json, Report report) {
    ImmutableSortedSet<String> codes =
        report.problems().stream()
            .map(ReportProblem::code)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    json.writeStartObject();
    ReportJson.text(json, "$schema", SCHEMA);
    ReportJson.text(json, "version", VERSION);
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
    writeTool(json, codes);
    json.writeArrayPropertyStart("invocations");
    json.writeStartObject();
    // What was refused because it could not be verified was not analysed to its end.
    json.writeBooleanProperty("executionSuccessful", report.outcome().exitCode() < 2);
    json.writeNumberProperty("exitCode", report.outcome().exitCode());
    ReportJson.text(json, "exitCodeDescription", VisibleText.of(report.headline()));
    json.writeEndObject();
    json.writeEndArray();
    json.writeArrayPropertyStart("results");
    for (ReportProblem problem : report.problems()) {
      for (String place : problem.places()) {
        writeResult(json, report, problem, place, codes.asList().indexOf(problem.code()));
      }
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("properties");
    ReportJson.text(json, "verdict", report.outcome().word());
    ReportJson.writeFields(json, report.facts());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTool(JsonGenerator json, Iterable<String> codes) {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    ReportJson.text(json, "name", "driftguard");
    json.writeArrayPropertyStart("rules");
    for (String code : codes) {
      json.writeStartObject();
      ReportJson.text(json, "id", VisibleText.of(code));
      Arrays.stream(RefusalCode.values())
          .filter(known -> known.name().equals(code))
          .findFirst()
          .ifPresent(
              known -> {
                writeMessage(json, "shortDescription", known.meaning());
                writeMessage(json, "help", known.recovery());
              });
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeResult(
      JsonGenerator json, Report report, ReportProblem problem, String place, int rule) {
    String visible = VisibleText.of(place);
    json.writeStartObject();
    ReportJson.text(json, "ruleId", VisibleText.of(problem.code()));
    json.writeNumberProperty("ruleIndex", rule);
    ReportJson.text(json, "level", "error");
    writeMessage(
        json,
        "message",
        Stream.concat(
                Stream.of(visible),
                ReportLines.of(problem.fields(), Audience.EVERYONE).stream()
                    .map(line -> line.label() + ": " + line.text()))
            .collect(Collectors.joining("\n")));
    json.writeArrayPropertyStart("locations");
    json.writeStartObject();
    report
        .text(ReportKey.DOCUMENT)
        .filter(file -> !file.equals(Asked.STANDARD_INPUT))
        .ifPresent(file -> writePhysical(json, file, DocumentPlace.of(place)));
    json.writeArrayPropertyStart("logicalLocations");
    json.writeStartObject();
    ReportJson.text(json, "fullyQualifiedName", visible);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectPropertyStart("partialFingerprints");
    ReportJson.text(json, "driftguard/v1", fingerprint(problem, place));
    json.writeEndObject();
    json.writeObjectPropertyStart("properties");
    ReportJson.text(json, "kind", problem.kind().name());
    ReportJson.writeFields(json, problem.fields());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writePhysical(
      JsonGenerator json, String file, Optional<DocumentPlace> place) {
    json.writeObjectPropertyStart("physicalLocation");
    json.writeObjectPropertyStart("artifactLocation");
    ReportJson.text(json, "uri", uri(file));
    json.writeEndObject();
    json.writeObjectPropertyStart("region");
    json.writeNumberProperty("startLine", place.map(DocumentPlace::line).orElse(1));
    place.ifPresent(at -> json.writeNumberProperty("startColumn", at.column()));
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The same problem at the same place is the same result in the next run. */
  private static String fingerprint(ReportProblem problem, String place) {
    return Hashing.sha256()
        .hashUnencodedChars(problem.code().length() + " " + problem.code() + place)
        .toString();
  }

  private static void writeMessage(JsonGenerator json, String name, String text) {
    json.writeObjectPropertyStart(name);
    ReportJson.text(json, "text", message(text));
    json.writeEndObject();
  }

  /** Braces would be placeholders in a message, and brackets before a parenthesis links. */
  static String message(String text) {
    String literal = text.replace("{", "{{").replace("}", "}}");
    return literal.contains("](")
        ? literal.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
        : literal;
  }

  /** A path as a relative or absolute reference (RFC 3986). */
  static String uri(String file) {
    StringBuilder uri = new StringBuilder();
    for (byte b : ReportJson.whole(file).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append(String.format("%%%02X", (int) c));
      }
    }
    return uri.toString();
  }
}
