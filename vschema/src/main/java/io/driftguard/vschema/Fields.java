package io.driftguard.vschema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Quoted;
import io.driftguard.vschema.VSchemaException.Code;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one protobuf message in its JSON form. Each is asked for by its protobuf name and
 * found under that or under its lowerCamelCase spelling; {@link #requireNoOther} refuses what
 * nobody asked for.
 */
final class Fields {

  /** Reads one value of a repeated field or of a map. */
  interface Reading<T> {
    T read(JsonNode value, JsonPath at) throws VSchemaException;
  }

  /** A JSON number as protobuf's JSON allows it within a string. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,16})?([eE][+-]?[0-9]{1,3})?");

  private final ObjectNode object;
  private final JsonPath at;
  private final Set<String> asked = new HashSet<>();

  private Fields(ObjectNode object, JsonPath at) {
    this.object = object;
    this.at = at;
  }

  static Fields of(JsonNode value, JsonPath at) throws VSchemaException {
    if (value instanceof ObjectNode object) {
      return new Fields(object, at);
    }
    throw wrongType(value, at, "an object");
  }

  boolean flag(String name) throws VSchemaException {
    return optionalFlag(name).orElse(false);
  }

  Optional<Boolean> optionalFlag(String name) throws VSchemaException {
    JsonNode value = find(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw wrongType(value, at.key(name), "true or false");
    }
    return Optional.of(value.booleanValue());
  }

  String text(String name) throws VSchemaException {
    JsonNode value = find(name);
    return value == null ? "" : text(value, at.key(name));
  }

  int int32(String name) throws VSchemaException {
    JsonNode value = find(name);
    return value == null ? 0 : int32(value, at.key(name));
  }

  <E extends Enum<E> & ProtoEnum> E choice(String name, E[] values) throws VSchemaException {
    JsonNode value = find(name);
    if (value == null) {
      return values[0];
    }
    JsonPath place = at.key(name);
    if (value.isString()) {
      for (E each : values) {
        if (each.protoName().equals(value.stringValue())) {
          return each;
        }
      }
    } else if (value.isNumber()) {
      int number = int32(value, place);
      for (E each : values) {
        if (each.number() == number) {
          return each;
        }
      }
    } else {
      throw wrongType(value, place, "the name or number of an enum value");
    }
    throw new VSchemaException(
        Code.UNKNOWN_ENUM_VALUE,
        place.text(),
        "one of " + names(values) + ", or its number",
        shown(value));
  }

  <T> Optional<T> message(String name, Reading<T> reading) throws VSchemaException {
    JsonNode value = find(name);
    return value == null ? Optional.empty() : Optional.of(reading.read(value, at.key(name)));
  }

  <T> ImmutableList<T> list(String name, Reading<T> reading) throws VSchemaException {
    JsonNode value = find(name);
    if (value == null) {
      return ImmutableList.of();
    }
    JsonPath place = at.key(name);
    if (!value.isArray()) {
      throw wrongType(value, place, "a list");
    }
    ImmutableList.Builder<T> list = ImmutableList.builder();
    int index = 0;
    for (JsonNode each : value.values()) {
      list.add(reading.read(each, place.index(index++)));
    }
    return list.build();
  }

  <T> ImmutableSortedMap<String, T> map(String name, Reading<T> reading) throws VSchemaException {
    JsonNode value = find(name);
    if (value == null) {
      return ImmutableSortedMap.of();
    }
    JsonPath place = at.key(name);
    if (!value.isObject()) {
      throw wrongType(value, place, "an object that maps names to values");
    }
    ImmutableSortedMap.Builder<String, T> map = ImmutableSortedMap.naturalOrder();
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      map.put(each.getKey(), reading.read(each.getValue(), place.key(each.getKey())));
    }
    return map.buildOrThrow();
  }

  /** Refuses the fields that were not asked for; {@code message} is what the object is. */
  void requireNoOther(String message) throws VSchemaException {
    for (String key : object.propertyNames()) {
      if (!asked.contains(key)) {
        throw new VSchemaException(
            Code.UNKNOWN_FIELD, at.key(key).text(), "a field of " + message, Quoted.text(key));
      }
    }
  }

  static String text(JsonNode value, JsonPath at) throws VSchemaException {
    if (!value.isString()) {
      throw wrongType(value, at, "a string");
    }
    return value.stringValue();
  }

  private static int int32(JsonNode value, JsonPath at) throws VSchemaException {
    BigDecimal number;
    if (value.isNumber()) {
      number = value.decimalValue();
    } else if (value.isString() && NUMBER.matcher(value.stringValue()).matches()) {
      number = new BigDecimal(value.stringValue());
    } else {
      throw wrongType(value, at, "a whole number, or a string that holds one");
    }
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new VSchemaException(
          Code.NUMBER_OUT_OF_RANGE, at.text(), "a whole number of 32 bits", shown(value));
    }
  }

  private @Nullable JsonNode find(String name) throws VSchemaException {
    String camel = lowerCamel(name);
    asked.add(name);
    asked.add(camel);
    if (!camel.equals(name) && object.has(name) && object.has(camel)) {
      throw new VSchemaException(
          Code.DUPLICATE_KEY,
          at.text(),
          "each field once",
          "both " + Quoted.text(name) + " and " + Quoted.text(camel));
    }
    return object.has(name) ? object.get(name) : object.get(camel);
  }

  private static String lowerCamel(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        i++;
        out.append(Character.toUpperCase(name.charAt(i)));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static <E extends ProtoEnum> String names(E[] values) {
    StringBuilder out = new StringBuilder();
    for (E each : values) {
      out.append(out.isEmpty() ? "" : ", ").append(each.protoName());
    }
    return out.toString();
  }

  private static VSchemaException wrongType(JsonNode value, JsonPath at, String expected) {
    return new VSchemaException(Code.WRONG_TYPE, at.text(), expected, shown(value));
  }

  private static String shown(JsonNode value) {
    if (value.isObject()) {
      return "an object";
    }
    if (value.isArray()) {
      return "a list";
    }
    return value.isString() ? "the string " + Quoted.text(value.stringValue()) : value.toString();
  }
}
