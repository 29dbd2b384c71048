package io.driftguard.engine.dispatch;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.ReviewedChange;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.refusal.Refusal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Writes a dispatch as the JSON that {@link DispatchReader} reads back to an equal dispatch. */
public final class DispatchWriter {

  /**
   * The dispatch as indented UTF-8 JSON, the same bytes for equal dispatches.
   *
   * @throws IllegalArgumentException when the dispatch would be read back as another one, or not at
   *     all
   */
  public byte[] write(Dispatch dispatch) {
    DispatchReader.ofValue(dispatch)
        .match(
            read -> read,
            rejected -> {
              throw new IllegalArgumentException(
                  "the dispatch cannot be sent: "
                      + rejected.refusals().stream()
                          .map(Refusal::toString)
                          .collect(Collectors.joining("; ")));
            });
    return encode(dispatch);
  }

  /** The dispatch as it stands, whether or not it can be read back. */
  static byte[] encode(Dispatch dispatch) {
    return JsonWriter.write(json -> writeTo(json, dispatch));
  }

  /** Writes the dispatch as one object of another document. */
  public static void writeTo(JsonGenerator json, Dispatch dispatch) {
    json.writeStartObject();
    json.writeStringProperty("plan_id", dispatch.planId());
    json.writeStringProperty("database", dispatch.database());
    json.writeStringProperty("type", dispatch.engine().value());
    if (!dispatch.environment().isEmpty()) {
      json.writeStringProperty("environment", dispatch.environment());
    }
    if (!dispatch.target().isEmpty()) {
      json.writeStringProperty("target", dispatch.target());
    }
    if (dispatch.declaredEmpty()) {
      json.writeName("options");
      JsonWriter.texts(json, Map.of(DispatchReader.EXPECT_NO_CHANGES, "true"));
    }
    dispatch
        .targetShard()
        .ifPresent(
            target -> {
              json.writeArrayPropertyStart("target_shards");
              json.writeString(TargetShardReader.spelling(target));
              json.writeEndArray();
            });
    json.writeArrayPropertyStart("ddl_changes");
    dispatch.changes().forEach(change -> write(json, change));
    json.writeEndArray();
    dispatch.schemaFiles().ifPresent(files -> write(json, files));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ReviewedChange change) {
    json.writeStartObject();
    json.writeStringProperty("namespace", change.namespace().name());
    if (change instanceof ReviewedChange.Table table) {
      json.writeStringProperty("table_name", table.table());
      json.writeStringProperty("change_type", ChangeType.of(table.claim()).protocolName());
      json.writeStringProperty("ddl", table.ddl());
    } else if (change instanceof ReviewedChange.VSchema vschema) {
      json.writeStringProperty("table_name", ChangeReader.vschemaLabel(vschema.namespace()));
      json.writeStringProperty("change_type", ChangeType.VSCHEMA.protocolName());
    } else {
      throw new IllegalArgumentException("an unknown kind of change: " + change.getClass());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, DesiredSchema desired) {
    json.writeName("schema_files");
    json.writeStartObject();
    desired
        .namespaces()
        .forEach(
            (namespace, files) -> {
              TreeMap<String, String> texts = new TreeMap<>(files.sql());
              files.vschema().ifPresent(text -> texts.put(SchemaFilesReader.VSCHEMA_FILE, text));
              json.writeName(namespace.name());
              json.writeStartObject();
              json.writeName("files");
              JsonWriter.texts(json, texts);
              json.writeEndObject();
            });
    json.writeEndObject();
  }
}
