package io.driftguard.engine.json;

import static io.driftguard.engine.refusal.RefusalCode.FIELD_SPELLED_TWICE;
import static io.driftguard.engine.refusal.RefusalCode.NULL_VALUE;
import static io.driftguard.engine.refusal.RefusalCode.UNKNOWN_FIELD;
import static io.driftguard.engine.refusal.RefusalCode.WRONG_TYPE;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.driftguard.api.Quoted;
import io.driftguard.engine.json.JsonValue.JsonArray;
import io.driftguard.engine.json.JsonValue.JsonBoolean;
import io.driftguard.engine.json.JsonValue.JsonNull;
import io.driftguard.engine.json.JsonValue.JsonObject;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The fields of one object, taken one after the other. What has not been taken when all known
 * fields have been is unknown, and refused. A field may be spelled in snake_case or in
 * lowerCamelCase, but not in both.
 */
public final class JsonFields {

  private final JsonPlace place;
  private final Map<String, JsonValue> members;
  private final Consumer<Refusal> refusals;
  private final TreeSet<String> known = new TreeSet<>();

  private JsonFields(JsonPlace place, Map<String, JsonValue> members, Consumer<Refusal> refusals) {
    this.place = place;
    this.members = members;
    this.refusals = refusals;
  }

  /** The fields of a value that must be an object; empty when it is another value. */
  public static Optional<JsonFields> of(JsonValue value, Consumer<Refusal> refusals) {
    return typed(value, JsonObject.class, "an object", refusals)
        .map(object -> new JsonFields(object.place(), object.members(), refusals));
  }

  /** Where the object stands. */
  public JsonPlace place() {
    return place;
  }

  /** The field's value; empty when it is absent. A null is refused, and then empty too. */
  public Optional<JsonValue> value(String name) {
    return nullableValue(name).filter(value -> !isNull(value, refusals));
  }

  /** The field's value, null included; empty when it is absent. */
  public Optional<JsonValue> nullableValue(String name) {
    String camel = CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name);
    known.add(name);
    known.add(camel);
    Optional<JsonValue> snakeValue = Optional.ofNullable(members.get(name));
    Optional<JsonValue> camelValue = Optional.ofNullable(members.get(camel));
    if (!camel.equals(name) && snakeValue.isPresent() && camelValue.isPresent()) {
      refusals.accept(
          Refusal.of(
              FIELD_SPELLED_TWICE,
              place.toString(),
              Quoted.text(name) + " or " + Quoted.text(camel),
              "both"));
    }
    return snakeValue.or(() -> camelValue);
  }

  /** The field's text; empty when it is absent. */
  public Optional<JsonString> string(String name) {
    return value(name).flatMap(value -> typed(value, JsonString.class, "a string", refusals));
  }

  /** The field's truth value; empty when it is absent. */
  public Optional<Boolean> bool(String name) {
    return value(name)
        .flatMap(value -> typed(value, JsonBoolean.class, "true or false", refusals))
        .map(JsonBoolean::value);
  }

  /** The elements of the field; none when it is absent. */
  public List<JsonValue> array(String name) {
    return value(name).map(value -> elements(value, refusals)).orElse(ImmutableList.of());
  }

  /** The members of the field, whose keys are data and not names of fields; none when absent. */
  public Map<String, JsonValue> map(String name) {
    return value(name).map(value -> members(value, refusals)).orElse(ImmutableMap.of());
  }

  /** The members of the field as texts; none when absent. */
  public Map<String, String> stringMap(String name) {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    map(name)
        .forEach(
            (key, value) ->
                typed(value, JsonString.class, "a string", refusals)
                    .ifPresent(text -> texts.put(key, text.value())));
    return texts.buildOrThrow();
  }

  /** Refuses every field that was not asked for. */
  public void refuseUnknown() {
    members.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            refusals.accept(
                Refusal.of(
                    UNKNOWN_FIELD,
                    value.place().toString(),
                    "one of " + Quoted.sorted(known),
                    Quoted.text(name)));
          }
        });
  }

  /** The elements of a value that must be an array; none when it is another value. */
  public static List<JsonValue> elements(JsonValue value, Consumer<Refusal> refusals) {
    return typed(value, JsonArray.class, "an array", refusals)
        .map(JsonArray::elements)
        .orElse(ImmutableList.of());
  }

  /** The members of a value that must be an object whose keys are data. */
  public static Map<String, JsonValue> members(JsonValue value, Consumer<Refusal> refusals) {
    return typed(value, JsonObject.class, "an object", refusals)
        .map(JsonObject::members)
        .orElse(ImmutableMap.of());
  }

  /** The text of a value that must be a string; empty when it is another value. */
  public static Optional<JsonString> text(JsonValue value, Consumer<Refusal> refusals) {
    return typed(value, JsonString.class, "a string", refusals);
  }

  private static <V extends JsonValue> Optional<V> typed(
      JsonValue value, Class<V> type, String expected, Consumer<Refusal> refusals) {
    if (isNull(value, refusals)) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      refusals.accept(Refusal.of(WRONG_TYPE, value.place().toString(), expected, value.type()));
      return Optional.empty();
    }
    return Optional.of(type.cast(value));
  }

  private static boolean isNull(JsonValue value, Consumer<Refusal> refusals) {
    if (value instanceof JsonNull) {
      refusals.accept(
          Refusal.of(NULL_VALUE, value.place().toString(), "a value, or no such field", "null"));
      return true;
    }
    return false;
  }
}
