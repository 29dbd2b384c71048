package io.driftguard.vschema;

import io.driftguard.api.Quoted;
import io.driftguard.vschema.VSchemaException.Code;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a text as one JSON document, and refuses what a lenient reader lets pass: a key given
 * twice, a second document, excessive size.
 */
final class JsonText {

  /** Characters of one document: some hundred times the largest VSchema that is of use. */
  static final int MAX_LENGTH = 16 << 20;

  /** Nested objects and lists; the deepest field of a VSchema is at level 7. */
  static final int MAX_DEPTH = 16;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonText() {}

  static JsonNode read(String json) throws VSchemaException {
    if (json.length() > MAX_LENGTH) {
      throw new VSchemaException(
          Code.TOO_LARGE,
          JsonPath.ROOT.text(),
          "at most " + MAX_LENGTH + " characters",
          json.length() + " characters");
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw notJson("an empty text");
      }
      JsonNode document = value(parser, first, JsonPath.ROOT, 0);
      requireEnd(parser);
      return document;
    } catch (JacksonException e) {
      throw notJson(where(e.getLocation()) + ": " + firstLine(e.getOriginalMessage()));
    }
  }

  private static void requireEnd(JsonParser parser) throws VSchemaException {
    String found;
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      found = where(parser.currentTokenLocation()) + ": " + Quoted.text(parser.getString());
    } catch (JacksonException e) {
      found = where(e.getLocation()) + ": " + firstLine(e.getOriginalMessage());
    }
    throw new VSchemaException(
        Code.TRAILING_TEXT, JsonPath.ROOT.text(), "nothing after the document", found);
  }

  private static JsonNode value(JsonParser parser, JsonToken token, JsonPath at, int depth)
      throws VSchemaException {
    return switch (token) {
      case START_OBJECT -> object(parser, at, deeper(depth, at));
      case START_ARRAY -> list(parser, at, deeper(depth, at));
      case VALUE_STRING -> NODES.stringNode(text(parser.getString(), at));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL ->
          throw new VSchemaException(
              Code.NULL_VALUE, at.text(), "a value, or no such field", "null");
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw notJson(where(parser.currentTokenLocation()) + ": no value");
    };
  }

  private static ObjectNode object(JsonParser parser, JsonPath at, int depth)
      throws VSchemaException {
    ObjectNode object = NODES.objectNode();
    for (JsonToken token = parser.nextToken();
        token == JsonToken.PROPERTY_NAME;
        token = parser.nextToken()) {
      String key = text(parser.currentName(), at);
      if (object.has(key)) {
        throw new VSchemaException(
            Code.DUPLICATE_KEY,
            at.text(),
            "each key once",
            "the key " + Quoted.text(key) + " twice");
      }
      object.set(key, value(parser, parser.nextToken(), at.key(key), depth));
    }
    return object;
  }

  private static ArrayNode list(JsonParser parser, JsonPath at, int depth) throws VSchemaException {
    ArrayNode list = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(parser, token, at.index(list.size()), depth));
    }
    return list;
  }

  private static int deeper(int depth, JsonPath at) throws VSchemaException {
    if (depth == MAX_DEPTH) {
      throw new VSchemaException(
          Code.TOO_DEEP, at.text(), "at most " + MAX_DEPTH + " levels", "another one");
    }
    return depth + 1;
  }

  private static String text(String value, JsonPath at) throws VSchemaException {
    if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new VSchemaException(
          Code.INVALID_TEXT, at.text(), "whole characters", "half of one in " + Quoted.text(value));
    }
    return value;
  }

  private static VSchemaException notJson(String found) {
    return new VSchemaException(Code.NOT_JSON, JsonPath.ROOT.text(), "one JSON object", found);
  }

  private static String where(TokenStreamLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** Jackson's own words, which repeat parts of the text as they stand. */
  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("not JSON");
    String quoted = Quoted.text(line);
    return quoted.substring(1, quoted.length() - 1);
  }
}
