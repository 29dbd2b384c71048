package io.driftguard.engine.report;

import static io.driftguard.engine.refusal.RefusalCode.VERDICT_UNREADABLE;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonNumber;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.report.ReportKey.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads the report of a verdict back from JSON, by the same list of fields that it is written by.
 * What differs in a statement is not marked any more, and the map is not there.
 */
final class ReportReader {

  private final List<Refusal> problems = new ArrayList<>();

  private ReportReader() {}

  /**
   * The report of a verdict on a dispatch.
   *
   * @throws JsonRejectedException when it is anything else, or contradicts itself
   */
  static Report read(JsonValue value) throws JsonRejectedException {
    ReportReader reader = new ReportReader();
    Optional<Report> report = reader.report(value);
    if (report.isEmpty() || !reader.problems.isEmpty()) {
      throw new JsonRejectedException(reader.problems);
    }
    return report.get();
  }

  private Optional<Report> report(JsonValue value) {
    Optional<JsonFields> object = JsonFields.of(value, problems::add);
    if (object.isEmpty()) {
      return Optional.empty();
    }
    JsonFields json = object.get();
    OptionalLong format = number(json, "format");
    if (format.isEmpty() || format.getAsLong() != ReportJson.FORMAT) {
      problem(json, "format " + ReportJson.FORMAT, found(format));
      return Optional.empty();
    }
    String verdict = text(json, "verdict");
    OptionalLong exitCode = number(json, "exit_code");
    Optional<String> kind = json.string("kind").map(JsonString::value);
    ImmutableList<ReportField> facts = fields(json, ReportKey.OF_A_REPORT);
    ImmutableList<ReportProblem> refusals = problems(json);
    json.refuseUnknown();
    return outcome(json, verdict, kind, exitCode, refusals)
        .map(outcome -> new Report(outcome, "", facts, refusals, Optional.empty()));
  }

  /** What came of it, when everything that says so says the same. */
  private Optional<Outcome> outcome(
      JsonFields json,
      String verdict,
      Optional<String> kind,
      OptionalLong exitCode,
      List<ReportProblem> refusals) {
    Outcome outcome;
    if (refusals.isEmpty()) {
      outcome = Outcome.permitted();
    } else {
      boolean drift = refusals.stream().allMatch(refusal -> refusal.kind() == RefusalKind.DRIFT);
      outcome = Outcome.refused(refusals.get(0).kind(), drift ? 1 : 2);
    }
    Optional<String> first = refusals.stream().map(problem -> problem.kind().name()).findFirst();
    if (!verdict.equals(outcome.word())
        || !exitCode.equals(OptionalLong.of(outcome.exitCode()))
        || !kind.equals(first)) {
      problem(
          json,
          "the verdict, its kind and its exit status as the "
              + refusals.size()
              + " refusals make them: "
              + Quoted.text(outcome.word())
              + first.map(name -> " " + name).orElse("")
              + ", "
              + outcome.exitCode(),
          Quoted.text(verdict) + kind.map(name -> " " + name).orElse("") + ", " + found(exitCode));
      return Optional.empty();
    }
    return Optional.of(outcome);
  }

  private ImmutableList<ReportProblem> problems(JsonFields json) {
    ImmutableList.Builder<ReportProblem> read = ImmutableList.builder();
    if (json.value("refusals").isEmpty()) {
      problem(json, "a list of refusals", "none");
    }
    for (JsonValue value : json.array("refusals")) {
      JsonFields.of(value, problems::add).flatMap(this::problem).ifPresent(read::add);
    }
    return read.build();
  }

  private Optional<ReportProblem> problem(JsonFields json) {
    String code = text(json, "code");
    String named = text(json, "kind");
    Optional<RefusalKind> kind =
        Arrays.stream(RefusalKind.values()).filter(known -> known.name().equals(named)).findFirst();
    List<String> places = new ArrayList<>();
    for (JsonValue place : json.array(ReportKey.WHERE.name())) {
      JsonFields.text(place, problems::add).map(JsonString::value).ifPresent(places::add);
    }
    ImmutableList<ReportField> fields = fields(json, ReportKey.OF_A_PROBLEM);
    json.refuseUnknown();
    if (kind.isEmpty() || places.isEmpty()) {
      problem(json, "a kind of refusal, and where it is", Quoted.text(named));
      return Optional.empty();
    }
    return Optional.of(new ReportProblem(code, kind.get(), places, fields));
  }

  private ImmutableList<ReportField> fields(JsonFields json, List<ReportKey> keys) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    for (ReportKey key : keys) {
      json.value(key.name())
          .flatMap(value -> value(value, key.shape()))
          .ifPresent(value -> fields.add(new ReportField(key, value)));
    }
    return fields.build();
  }

  private Optional<ReportValue> value(JsonValue json, Shape shape) {
    if (shape instanceof Shape.Text) {
      return JsonFields.text(json, problems::add).map(JsonString::value).map(ReportValue::code);
    }
    if (shape instanceof Shape.WholeNumber) {
      OptionalLong number = number(json);
      return number.isPresent()
          ? Optional.of(ReportValue.amount(number.getAsLong()))
          : Optional.empty();
    }
    if (shape instanceof Shape.ListOf list) {
      ImmutableList.Builder<ReportValue> entries = ImmutableList.builder();
      for (JsonValue entry : JsonFields.elements(json, problems::add)) {
        value(entry, list.of()).ifPresent(entries::add);
      }
      return Optional.of(ReportValue.entries(entries.build()));
    }
    if (shape instanceof Shape.ObjectOf object) {
      return JsonFields.of(json, problems::add)
          .map(
              members -> {
                ReportValue fields = ReportValue.fields(fields(members, object.keys()));
                members.refuseUnknown();
                return fields;
              });
    }
    if (shape instanceof Shape.NamedTexts) {
      Map<String, String> texts = new TreeMap<>();
      JsonFields.members(json, problems::add)
          .forEach(
              (name, value) ->
                  JsonFields.text(value, problems::add)
                      .ifPresent(text -> texts.put(name, text.value())));
      return Optional.of(new ReportValue.NamedTexts(new TreeMap<>(texts)));
    }
    throw new IllegalArgumentException("an unknown shape: " + shape.getClass());
  }

  private String text(JsonFields json, String name) {
    Optional<String> text = json.string(name).map(JsonString::value);
    if (text.isEmpty()) {
      problem(json, "a text in " + name, "none");
    }
    return text.orElse("");
  }

  private OptionalLong number(JsonFields json, String name) {
    Optional<JsonValue> value = json.value(name);
    if (value.isEmpty()) {
      problem(json, "a whole number in " + name, "none");
      return OptionalLong.empty();
    }
    return number(value.get());
  }

  private OptionalLong number(JsonValue value) {
    if (value instanceof JsonNumber number) {
      try {
        return OptionalLong.of(Long.parseLong(number.spelling()));
      } catch (NumberFormatException e) {
        problems.add(
            refusal(value.place().toString(), "a whole number", Quoted.text(number.spelling())));
        return OptionalLong.empty();
      }
    }
    problems.add(refusal(value.place().toString(), "a whole number", value.type()));
    return OptionalLong.empty();
  }

  private static String found(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "none";
  }

  private void problem(JsonFields json, String expected, String found) {
    problems.add(refusal(json.place().toString(), expected, found));
  }

  private static Refusal refusal(String where, String expected, String found) {
    return Refusal.of(VERDICT_UNREADABLE, where, expected, found);
  }
}
