package io.driftguard.cli;

import com.google.common.collect.ImmutableMap;
import io.driftguard.api.EngineId;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.VisibleText;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.Replan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Prints a plan for people and for programs. */
final class PlanText {

  /** The version of the JSON form. */
  private static final int FORMAT = 1;

  private static final Pattern BACKQUOTES = Pattern.compile("`+");

  private PlanText() {}

  /**
   * The plan as a script whose comments say where its statements belong. Shards that need the same
   * statements stand together, so that one that differs is seen.
   */
  static String text(Replan replan) {
    return text(replan.changes()) + leftOut(replan.live());
  }

  /**
   * The same script for a comment on a pull request: a heading, and a block in which nothing acts.
   */
  static String markdown(Replan replan) {
    String script = text(replan);
    int longest =
        BACKQUOTES.matcher(script).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(Math.max(3, longest + 1));
    long places = replan.changes().stream().map(PlanText::place).distinct().count();
    return "### driftguard: "
        + (places == 0
            ? "nothing to do"
            : counted(replan.changes().size(), "change") + " in " + counted(places, "place"))
        + "\n\n"
        + fence
        + "sql\n"
        + script
        + fence
        + "\n";
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String leftOut(LiveSchema live) {
    StringBuilder lines = new StringBuilder();
    live.leftOut()
        .forEach(
            (place, names) ->
                names.forEach(
                    (name, why) ->
                        lines
                            .append("-- not compared: ")
                            .append(VisibleText.of(place + "." + name + ", " + why))
                            .append('\n')));
    return lines.isEmpty() ? "" : "\n" + lines;
  }

  private static String text(List<PlannedChange> changes) {
    Map<String, List<String>> byPlace = new LinkedHashMap<>();
    for (PlannedChange change : changes) {
      byPlace
          .computeIfAbsent(place(change), place -> new ArrayList<>())
          .add(change.match(PlanText::statement, PlanText::document));
    }
    Map<List<String>, List<String>> placesByContent = new LinkedHashMap<>();
    byPlace.forEach(
        (place, content) ->
            placesByContent.computeIfAbsent(content, same -> new ArrayList<>()).add(place));
    if (placesByContent.isEmpty()) {
      return "-- nothing to do\n";
    }
    return placesByContent.entrySet().stream()
        .map(
            group ->
                "-- "
                    + String.join(", ", group.getValue())
                    + "\n"
                    + String.join("\n", group.getKey()))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String place(PlannedChange change) {
    return VisibleText.of(
        change.match(
            table -> table.namespace() + table.shard().map(shard -> "/" + shard).orElse(""),
            vschema -> "VSchema of " + vschema.namespace()));
  }

  private static String statement(TableChange change) {
    String ddl = change.ddl().strip();
    return visibleLines(ddl.endsWith(";") ? ddl : ddl + ";", "");
  }

  private static String document(VSchemaChange change) {
    return visibleLines(change.content().strip(), "--   ");
  }

  /** The lines of a text that comes from elsewhere, each with a prefix. */
  private static String visibleLines(String text, String prefix) {
    return text.lines()
        .map(line -> prefix + VisibleText.of(line))
        .collect(Collectors.joining("\n"));
  }

  /** The plan as one JSON object. */
  static String json(EngineId engine, Replan replan) {
    return Json.object(
        json -> {
          json.writeNumberProperty("format", FORMAT);
          json.writeStringProperty("engine", engine.value());
          json.writeArrayPropertyStart("changes");
          for (PlannedChange change : replan.changes()) {
            json.writeStartObject();
            json.writeStringProperty("namespace", change.namespace().name());
            write(json, change);
            json.writeEndObject();
          }
          json.writeEndArray();
          writeLeftOut(json, replan.live());
        });
  }

  private static void writeLeftOut(JsonGenerator json, LiveSchema live) {
    json.writeArrayPropertyStart("not_compared");
    live.leftOut()
        .forEach(
            (place, names) ->
                names.forEach(
                    (name, why) -> {
                      json.writeStartObject();
                      json.writeStringProperty("namespace", place.namespace().name());
                      place
                          .shard()
                          .ifPresent(shard -> json.writeStringProperty("shard", shard.value()));
                      json.writeStringProperty("name", name);
                      json.writeStringProperty("why", why);
                      json.writeEndObject();
                    }));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, PlannedChange change) {
    SortedMap<String, String> members =
        change.match(
            table -> {
              SortedMap<String, String> of = new TreeMap<>();
              table.shard().ifPresent(shard -> of.put("shard", shard.value()));
              of.put("table", table.table());
              of.put("operation", table.operation().name());
              of.put("ddl", table.ddl());
              return of;
            },
            vschema -> new TreeMap<>(ImmutableMap.of("vschema", vschema.content())));
    members.forEach(json::writeStringProperty);
  }
}
