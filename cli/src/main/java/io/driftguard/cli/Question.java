package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Quoted;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * One line of a batch: a JSON object. Its members are kept as they were written, so that a member
 * with a strict reader of its own reaches that reader unrepaired.
 */
final class Question {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(Batch.MAX_LINE_BYTES)
                  .build())
          .build();

  /** What a member of a question looks like, and how it is read. */
  @FunctionalInterface
  interface Shape<T> {

    /**
     * Reads the value whose first token is the current one, up to its last token.
     *
     * @throws MalformedLineException when the value is of another shape
     */
    T read(JsonParser json) throws MalformedLineException;
  }

  /** A JSON string. */
  static final Shape<String> TEXT =
      json -> {
        require(json, JsonToken.VALUE_STRING, "a string");
        return json.getString();
      };

  /** A JSON array whose elements are of one shape. */
  static <T> Shape<ImmutableList<T>> listOf(Shape<T> shape) {
    return json -> {
      require(json, JsonToken.START_ARRAY, "an array");
      ImmutableList.Builder<T> values = ImmutableList.builder();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        values.add(shape.read(json));
      }
      return values.build();
    };
  }

  /** A JSON object whose names are data, and whose values are of one shape. */
  static <T> Shape<ImmutableSortedMap<String, T>> mapOf(Shape<T> shape) {
    return json -> {
      require(json, JsonToken.START_OBJECT, "an object");
      ImmutableSortedMap.Builder<String, T> values = ImmutableSortedMap.naturalOrder();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        values.put(name, shape.read(json));
      }
      return values.buildOrThrow();
    };
  }

  private final SortedMap<String, String> members;

  private Question(SortedMap<String, String> members) {
    this.members = members;
  }

  /**
   * Reads a line.
   *
   * @throws MalformedLineException when it is not exactly one JSON object, or a name stands twice
   *     in one object
   */
  static Question read(String line) throws MalformedLineException {
    SortedMap<String, String> members = new TreeMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      require(json, JsonToken.START_OBJECT, "a JSON object");
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        members.put(name, asWritten(json, line));
      }
      if (json.nextToken() != null) {
        throw new MalformedLineException(
            "expected the end of the line after the JSON object, but found " + found(json));
      }
    } catch (JacksonException e) {
      throw notJson(e);
    }
    return new Question(members);
  }

  /**
   * The JSON text of the question's id.
   *
   * @throws MalformedLineException when there is none, or it is an array or an object
   */
  String id() throws MalformedLineException {
    String id = raw("id");
    if (id.startsWith("{") || id.startsWith("[")) {
      throw new MalformedLineException(
          "expected a string, a number, true, false or null as \"id\", but found "
              + (id.startsWith("{") ? "an object" : "an array"));
    }
    return id;
  }

  /**
   * Refuses a question that says more than it is asked for.
   *
   * @throws MalformedLineException when there is a member beside the id and these fields
   */
  void requireOnly(Set<String> fields) throws MalformedLineException {
    for (String name : members.keySet()) {
      if (!name.equals("id") && !fields.contains(name)) {
        throw new MalformedLineException(
            "expected no fields but id, "
                + String.join(", ", fields)
                + ", but found "
                + Quoted.text(name));
      }
    }
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /**
   * A member as it was written.
   *
   * @throws MalformedLineException when there is none of that name
   */
  String raw(String name) throws MalformedLineException {
    String raw = members.get(name);
    if (raw == null) {
      throw new MalformedLineException("the field \"" + name + "\" is missing");
    }
    return raw;
  }

  /**
   * A member that there must be.
   *
   * @throws MalformedLineException when there is none of that name, or it is of another shape
   */
  <T> T read(String name, Shape<T> shape) throws MalformedLineException {
    String raw = raw(name);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), raw)) {
      json.nextToken();
      return shape.read(json);
    } catch (JacksonException e) {
      throw notJson(e);
    } catch (MalformedLineException e) {
      throw new MalformedLineException("field \"" + name + "\": " + e.getMessage());
    }
  }

  /**
   * A member that may be left out. {@code null} is not the same as leaving it out.
   *
   * @throws MalformedLineException when it is of another shape
   */
  <T> Optional<T> readOptional(String name, Shape<T> shape) throws MalformedLineException {
    return has(name) ? Optional.of(read(name, shape)) : Optional.empty();
  }

  private static String asWritten(JsonParser json, String line) {
    JsonToken token = json.currentToken();
    if (token.isNumeric()) {
      return json.getString();
    }
    int start = offset(json.currentTokenLocation().getCharOffset());
    json.skipChildren();
    // A string is read to its end only when somebody asks for it.
    json.finishToken();
    return line.substring(start, offset(json.currentLocation().getCharOffset()));
  }

  private static int offset(long characters) {
    return Math.toIntExact(characters);
  }

  static void require(JsonParser json, JsonToken token, String what) throws MalformedLineException {
    if (json.currentToken() != token) {
      throw new MalformedLineException("expected " + what + ", but found " + found(json));
    }
  }

  private static String found(JsonParser json) {
    @Nullable JsonToken token = json.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + json.getString();
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> token.asString();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          token.toString();
    };
  }

  private static MalformedLineException notJson(JacksonException e) {
    // A limit that is exceeded has no place.
    @Nullable TokenStreamLocation place = e.getLocation();
    return new MalformedLineException(
        "expected JSON, but "
            + (place == null ? "" : "at column " + place.getColumnNr() + ": ")
            + e.getOriginalMessage());
  }
}
