package io.driftguard.cli;

import com.google.common.collect.ImmutableMap;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * The answer to one question of a batch.
 *
 * @param status what the whole run ends with at best
 * @param members writes what stands beside the id
 */
record Answer(ExitStatus status, Consumer<JsonGenerator> members) {

  // Escaped, no character of an answer can be damaged by a reader that takes it for another
  // charset.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  static Answer of(Consumer<JsonGenerator> members) {
    return new Answer(ExitStatus.OK, members);
  }

  /** An error that has no place in a text. */
  static Answer error(ExitStatus status, String code, String message) {
    return new Answer(status, json -> writeError(json, code, message, ImmutableMap.of()));
  }

  /** An error at a place in a text; line and column count from 1. */
  static Answer errorAt(String code, String message, int line, int column) {
    return of(
        json -> writeError(json, code, message, ImmutableMap.of("line", line, "column", column)));
  }

  private static void writeError(
      JsonGenerator json, String code, String message, ImmutableMap<String, Integer> place) {
    json.writeObjectPropertyStart("error");
    json.writeStringProperty("code", code);
    json.writeStringProperty("message", message);
    place.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  /** The whole line, line feed included; the id is JSON text already. */
  String line(String id) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName("id");
      json.writeRawValue(id);
      members.accept(json);
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }
}
