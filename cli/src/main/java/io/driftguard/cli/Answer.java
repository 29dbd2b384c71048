package io.driftguard.cli;

import com.google.common.collect.ImmutableMap;
import io.driftguard.grammar.DdlRejectedException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * The answer to one question of a batch.
 *
 * @param status what the whole run ends with at best
 * @param members writes what stands beside the id
 */
record Answer(ExitStatus status, Consumer<JsonGenerator> members) {

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

  /**
   * A statement that is understood and refused all the same: its text and the error. It is at fault
   * as a whole.
   */
  static Answer refused(String canonical, DdlRejectedException error) {
    return of(
        json -> {
          json.writeStringProperty("canonical", canonical);
          writeError(
              json,
              error.code().name(),
              String.valueOf(error.getMessage()),
              ImmutableMap.of("line", error.line(), "column", error.column()));
        });
  }

  /** The whole line, line feed included; the id is JSON text already. */
  String line(String id) {
    return Json.object(
        json -> {
          json.writeName("id");
          json.writeRawValue(id);
          members.accept(json);
        });
  }

  private static void writeError(
      JsonGenerator json, String code, String message, ImmutableMap<String, Integer> place) {
    json.writeObjectPropertyStart("error");
    json.writeStringProperty("code", code);
    json.writeStringProperty("message", message);
    place.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }
}
