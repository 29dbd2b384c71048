package io.driftguard.engine.report;

import io.driftguard.engine.audit.Audit;
import io.driftguard.engine.audit.AuditState;
import io.driftguard.engine.audit.AuditedDeployment;
import io.driftguard.engine.audit.AuditedPlace;
import io.driftguard.engine.audit.AuditedTable;
import io.driftguard.engine.audit.Coverage;
import io.driftguard.engine.audit.TableForm;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Renders an audit as JSON for programs. */
public final class AuditJson {

  /** The version of the format; it changes when a reader of the last one would be misled. */
  public static final int FORMAT = 1;

  private static final int REPLACEMENT = 0xFFFD;

  /** The audit as one JSON object on several lines, ending in a newline. */
  public String render(Audit audit) {
    return new String(JsonWriter.writeAscii(json -> write(json, audit)), StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator json, Audit audit) {
    json.writeStartObject();
    json.writeNumberProperty("format", FORMAT);
    json.writeNumberProperty("exit_code", audit.exitCode());
    text(json, "audited_at", audit.auditedAt().toString());
    text(json, "type", audit.engine().value());
    json.writeArrayPropertyStart("deployments");
    audit.deployments().forEach(deployment -> write(json, deployment));
    json.writeEndArray();
    json.writeArrayPropertyStart("tables");
    audit.tables().forEach(table -> write(json, table));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, AuditedDeployment deployment) {
    json.writeStartObject();
    text(json, "name", deployment.name());
    json.writeNumberProperty("places", deployment.places());
    write(json, "problems", deployment.problems());
    deployment
        .coverage()
        .ifPresent(
            coverage -> {
              json.writeObjectPropertyStart("coverage");
              write(json, coverage);
              json.writeEndObject();
            });
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Coverage coverage) {
    json.writeBooleanProperty("exact", coverage.isExact());
    write(json, "gaps", coverage.gaps());
    json.writeArrayPropertyStart("dispatches");
    for (Coverage.JudgedDispatch each : coverage.dispatches()) {
      json.writeStartObject();
      text(json, "name", each.name());
      json.writeNumberProperty("exit_code", each.verdict().exitCode());
      write(
          json,
          "refusals",
          each.verdict().match(permitted -> List.of(), Verdict.Refused::refusals));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, List<Refusal> refusals) {
    json.writeArrayPropertyStart(name);
    refusals.forEach(refusal -> write(json, refusal));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, AuditedTable table) {
    json.writeStartObject();
    text(json, "namespace", table.namespace().name());
    table.table().ifPresent(name -> text(json, "table", name));
    text(json, "state", table.state().name());
    json.writeArrayPropertyStart("forms");
    table.forms().forEach(form -> write(json, form));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, TableForm form) {
    json.writeStartObject();
    text(json, "state", form.state().name());
    form.difference().ifPresent(difference -> text(json, "class", difference.driftClass().name()));
    json.writeNumberProperty("count", form.places().size());
    // Where all is well the number says it, and a thousand shards stay readable.
    if (form.state() != AuditState.AS_DESIRED) {
      json.writeArrayPropertyStart("places");
      for (AuditedPlace place : form.places()) {
        json.writeStartObject();
        text(json, "deployment", place.deployment());
        place.shard().ifPresent(shard -> text(json, "shard", shard.value()));
        json.writeEndObject();
      }
      json.writeEndArray();
      form.live().ifPresent(live -> text(json, "live", live));
      texts(json, "statements", form.statements());
      texts(json, "problems", form.problems());
    }
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(text -> json.writeString(whole(text)));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Refusal refusal) {
    json.writeStartObject();
    text(json, "code", refusal.code());
    text(json, "kind", refusal.kind().name());
    text(json, "where", refusal.where());
    text(json, "expected", refusal.expected());
    text(json, "found", refusal.found());
    text(json, "recovery", refusal.recovery());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String text) {
    json.writeStringProperty(name, whole(text));
  }

  /** Half of a character, which JSON cannot carry, must not keep an audit from being told. */
  private static String whole(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
