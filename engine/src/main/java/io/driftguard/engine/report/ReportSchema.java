package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.report.ReportKey.Shape;
import io.driftguard.engine.signing.InTotoStatement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the JSON schemas of {@link ReportJson} and {@link ReportInToto} from the fields that there
 * are.
 */
final class ReportSchema {

  private static final String SCHEMA = "https://json-schema.org/draft/2020-12/schema";

  private ReportSchema() {}

  /** The schema of the in-toto statement around a report, ending in a newline. */
  static String ofStatement() {
    return new String(JsonWriter.write(ReportSchema::writeStatement), StandardCharsets.UTF_8);
  }

  private static void writeStatement(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("$id", ReportInToto.PREDICATE_TYPE);
    json.writeStringProperty("title", "A verdict of driftguard as an in-toto statement");
    json.writeStringProperty(
        "description",
        "What --format in-toto prints, and what the payload of a signed verdict is. Generated from"
            + " the fields of the report; do not edit.");
    writeObject(
        json,
        ImmutableList.of("_type", "subject", "predicateType", "predicate"),
        () -> {
          json.writeObjectPropertyStart("_type");
          json.writeStringProperty("const", InTotoStatement.TYPE);
          json.writeEndObject();
          json.writeObjectPropertyStart("subject");
          json.writeStringProperty(
              "description",
              "The dispatch: by the digest of what it asks for, and by that of the bytes that"
                  + " arrived.");
          json.writeStringProperty("type", "array");
          json.writeNumberProperty("minItems", 1);
          json.writeNumberProperty("maxItems", 2);
          json.writeObjectPropertyStart("items");
          writeObject(json, ImmutableList.of("digest"), () -> writeSubject(json));
          json.writeEndObject();
          json.writeEndObject();
          json.writeObjectPropertyStart("predicateType");
          json.writeStringProperty("const", ReportInToto.PREDICATE_TYPE);
          json.writeEndObject();
          json.writeObjectPropertyStart("predicate");
          json.writeStringProperty("description", "What --format json prints.");
          writeReport(json);
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  private static void writeSubject(JsonGenerator json) {
    json.writeObjectPropertyStart("name");
    json.writeStringProperty("description", "The plan's id, or the name of the file.");
    json.writeStringProperty("type", "string");
    json.writeEndObject();
    json.writeObjectPropertyStart("digest");
    json.writeStringProperty("type", "object");
    json.writeNumberProperty("minProperties", 1);
    json.writeNumberProperty("maxProperties", 1);
    json.writeObjectPropertyStart("properties");
    for (String algorithm : ImmutableList.of(PlanDigest.ALGORITHM, ReportInToto.SHA_256)) {
      json.writeObjectPropertyStart(algorithm);
      json.writeStringProperty("type", "string");
      json.writeStringProperty("pattern", "^[0-9a-f]{64}$");
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeBooleanProperty("additionalProperties", false);
    json.writeEndObject();
  }

  /** The schema of a report, ending in a newline. */
  static String text() {
    return new String(JsonWriter.write(ReportSchema::write), StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("$id", "urn:driftguard:report:" + ReportJson.FORMAT);
    json.writeStringProperty("title", "A report of driftguard");
    json.writeStringProperty(
        "description",
        "What --format json prints. Generated from the fields of the report; do not edit.");
    writeReport(json);
    json.writeEndObject();
  }

  /** Says of the object that is open that it is a report. */
  private static void writeReport(JsonGenerator json) {
    writeObject(
        json,
        ImmutableList.of("format", "verdict", "exit_code", "refusals"),
        () -> {
          json.writeObjectPropertyStart("format");
          json.writeStringProperty(
              "description", "Changes when a reader of the last one would be misled.");
          json.writeNumberProperty("const", ReportJson.FORMAT);
          json.writeEndObject();
          writeOneOf(json, "verdict", "What came of it.", Outcome.WORDS);
          writeKind(json, "Of the first refusal: the one that decides the exit status.");
          json.writeObjectPropertyStart("exit_code");
          json.writeStringProperty(
              "description", "0 good, 1 drift and nothing else, 2 malformed or not verified.");
          writeArray(json, "enum", () -> ImmutableList.of(0, 1, 2).forEach(json::writeNumber));
          json.writeEndObject();
          writeKeys(json, ReportKey.OF_A_REPORT);
          json.writeObjectPropertyStart("refusals");
          json.writeStringProperty("description", "What is wrong, the most helpful first.");
          json.writeStringProperty("type", "array");
          json.writeObjectPropertyStart("items");
          writeObject(
              json,
              ImmutableList.of("code", "kind", ReportKey.WHERE.name()),
              () -> {
                json.writeObjectPropertyStart("code");
                json.writeStringProperty(
                    "description", "A code of docs/refusals.md, or of a vendor's rule.");
                json.writeStringProperty("type", "string");
                json.writeEndObject();
                writeKind(json, "What kind of refusal it is.");
                writeKeys(json, ImmutableList.of(ReportKey.WHERE));
                writeKeys(json, ReportKey.OF_A_PROBLEM);
              });
          json.writeEndObject();
          json.writeEndObject();
        });
    writeArray(
        json,
        "allOf",
        () -> {
          writeWhen(json, "verdict", "permitted", "permit", 0, 0);
          writeWhen(json, "verdict", "refused", "kind", 1, 2);
        });
  }

  /** What a verdict entails: a member, exit statuses, and whether there are refusals. */
  private static void writeWhen(
      JsonGenerator json, String name, String word, String member, int least, int most) {
    json.writeStartObject();
    json.writeObjectPropertyStart("if");
    json.writeObjectPropertyStart("properties");
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("const", word);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectPropertyStart("then");
    writeArray(json, "required", () -> json.writeString(member));
    json.writeObjectPropertyStart("properties");
    json.writeObjectPropertyStart("exit_code");
    json.writeNumberProperty("minimum", least);
    json.writeNumberProperty("maximum", most);
    json.writeEndObject();
    json.writeObjectPropertyStart("refusals");
    json.writeNumberProperty(least == 0 ? "maxItems" : "minItems", least);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeKind(JsonGenerator json, String description) {
    writeOneOf(
        json,
        "kind",
        description,
        Arrays.stream(RefusalKind.values()).map(RefusalKind::name).toList());
  }

  private static void writeOneOf(
      JsonGenerator json, String name, String description, List<String> words) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("description", description);
    writeArray(json, "enum", () -> words.forEach(json::writeString));
    json.writeEndObject();
  }

  private static void writeKeys(JsonGenerator json, List<ReportKey> keys) {
    for (ReportKey key : keys) {
      json.writeObjectPropertyStart(key.name());
      json.writeStringProperty("description", key.description());
      writeShape(json, key.shape());
      json.writeEndObject();
    }
  }

  private static void writeShape(JsonGenerator json, Shape shape) {
    if (shape instanceof Shape.Text) {
      json.writeStringProperty("type", "string");
    } else if (shape instanceof Shape.WholeNumber) {
      json.writeStringProperty("type", "integer");
    } else if (shape instanceof Shape.ListOf list) {
      json.writeStringProperty("type", "array");
      json.writeObjectPropertyStart("items");
      writeShape(json, list.of());
      json.writeEndObject();
    } else if (shape instanceof Shape.ObjectOf object) {
      writeObject(json, ImmutableList.of(), () -> writeKeys(json, object.keys()));
    } else if (shape instanceof Shape.NamedTexts) {
      json.writeStringProperty("type", "object");
      json.writeObjectPropertyStart("additionalProperties");
      json.writeStringProperty("type", "string");
      json.writeEndObject();
    } else {
      throw new IllegalArgumentException("an unknown shape: " + shape.getClass());
    }
  }

  /** Says of the object that is open that it is one with these members and no others. */
  private static void writeObject(JsonGenerator json, List<String> required, Runnable members) {
    json.writeStringProperty("type", "object");
    json.writeBooleanProperty("additionalProperties", false);
    if (!required.isEmpty()) {
      writeArray(json, "required", () -> required.forEach(json::writeString));
    }
    json.writeObjectPropertyStart("properties");
    members.run();
    json.writeEndObject();
  }

  private static void writeArray(JsonGenerator json, String name, Runnable entries) {
    json.writeArrayPropertyStart(name);
    entries.run();
    json.writeEndArray();
  }
}
