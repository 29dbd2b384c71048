package io.driftguard.engine.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/** A value of a JSON document, with its place. */
public sealed interface JsonValue {

  JsonPlace place();

  /** What the value is, for messages: {@code "a string"}. */
  String type();

  /**
   * An object. No key stands in it twice.
   *
   * @param members the members in the order of the document
   */
  record JsonObject(JsonPlace place, Map<String, JsonValue> members) implements JsonValue {
    public JsonObject {
      members = ImmutableMap.copyOf(members);
    }

    @Override
    public String type() {
      return "an object";
    }
  }

  /** An array. */
  record JsonArray(JsonPlace place, List<JsonValue> elements) implements JsonValue {
    public JsonArray {
      elements = ImmutableList.copyOf(elements);
    }

    @Override
    public String type() {
      return "an array";
    }
  }

  /** A string, unescaped. */
  record JsonString(JsonPlace place, String value) implements JsonValue {
    @Override
    public String type() {
      return "a string";
    }
  }

  /** A number as the document spells it. */
  record JsonNumber(JsonPlace place, String spelling) implements JsonValue {
    @Override
    public String type() {
      return "the number " + spelling;
    }
  }

  /** {@code true} or {@code false}. */
  record JsonBoolean(JsonPlace place, boolean value) implements JsonValue {
    @Override
    public String type() {
      return String.valueOf(value);
    }
  }

  /** {@code null}. */
  record JsonNull(JsonPlace place) implements JsonValue {
    @Override
    public String type() {
      return "null";
    }
  }
}
