package io.driftguard.engine.json;

import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_BYTE_ORDER_MARK;
import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_INVALID_UTF8;
import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_NOT_JSON;
import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_TOO_DEEP;
import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_TOO_LARGE;
import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_TRAILING_TEXT;
import static io.driftguard.engine.refusal.RefusalCode.DUPLICATE_KEY;
import static io.driftguard.engine.refusal.RefusalCode.UNPAIRED_SURROGATE;

import io.driftguard.api.Quoted;
import io.driftguard.engine.json.JsonValue.JsonArray;
import io.driftguard.engine.json.JsonValue.JsonBoolean;
import io.driftguard.engine.json.JsonValue.JsonNull;
import io.driftguard.engine.json.JsonValue.JsonNumber;
import io.driftguard.engine.json.JsonValue.JsonObject;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads bytes as exactly one JSON value. What lenient readers let pass is refused, because what one
 * reader skips another one may act on: a key given twice, a second value, a byte-order mark, bytes
 * that are not UTF-8, halves of characters.
 */
public final class StrictJson {

  private static final int MAX_NUMBER_LENGTH = 100;

  private final ReadLimits limits;
  private final JsonFactory factory;

  public StrictJson(ReadLimits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    // Nesting is limited here, with the place; the parser's own limit never hits.
                    .maxNestingDepth(limits.maxDepth() + 1)
                    .maxStringLength(limits.maxBytes())
                    .maxNameLength(limits.maxBytes())
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();
  }

  /**
   * The value that the bytes hold.
   *
   * @throws JsonRejectedException when they hold anything else
   */
  public JsonValue read(byte[] bytes) throws JsonRejectedException {
    String text = decode(bytes);
    List<Refusal> refusals = new ArrayList<>();
    JsonValue value;
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw rejected(DISPATCH_NOT_JSON, "the document", "one JSON value", "no value");
      }
      value = new Reading(parser, refusals).value(first, root(parser), 0);
      requireEnd(parser);
    } catch (StreamConstraintsException e) {
      throw rejected(
          DISPATCH_TOO_LARGE, where(e.getLocation()), "a value of bearable size", oneLine(e));
    } catch (JacksonException e) {
      throw rejected(DISPATCH_NOT_JSON, where(e.getLocation()), "one JSON value", oneLine(e));
    }
    if (!refusals.isEmpty()) {
      throw new JsonRejectedException(refusals);
    }
    return value;
  }

  private String decode(byte[] bytes) throws JsonRejectedException {
    if (bytes.length > limits.maxBytes()) {
      throw rejected(
          DISPATCH_TOO_LARGE,
          "the document",
          "at most " + limits.maxBytes() + " bytes",
          bytes.length + " bytes");
    }
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)
        || startsWith(bytes, 0xFE, 0xFF)
        || startsWith(bytes, 0xFF, 0xFE)) {
      throw rejected(
          DISPATCH_BYTE_ORDER_MARK,
          "the document, byte 0",
          "UTF-8 without a byte-order mark",
          "a byte-order mark");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // A character takes at least one byte, so that the buffer cannot overflow.
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (!result.isUnderflow() || !decoder.flush(out).isUnderflow()) {
      throw rejected(
          DISPATCH_INVALID_UTF8,
          "the document, byte " + in.position(),
          "valid UTF-8",
          String.format("the byte 0x%02x", in.hasRemaining() ? in.get() : 0));
    }
    return out.flip().toString();
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static void requireEnd(JsonParser parser) throws JsonRejectedException {
    String where;
    String found;
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      where = where(parser.currentTokenLocation());
      found = Quoted.text(parser.getString());
    } catch (JacksonException e) {
      where = where(e.getLocation());
      found = oneLine(e);
    }
    throw rejected(DISPATCH_TRAILING_TEXT, where, "nothing after the JSON value", found);
  }

  private static JsonPlace root(JsonParser parser) {
    TokenStreamLocation location = parser.currentTokenLocation();
    return new JsonPlace("$", location.getLineNr(), location.getColumnNr());
  }

  private static String where(@Nullable TokenStreamLocation location) {
    if (location == null) {
      return "the document";
    }
    return "the document, line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** The parser's own words repeat parts of the document, so they are escaped. */
  private static String oneLine(JacksonException e) {
    String message = e.getOriginalMessage();
    return Quoted.escaped(message.lines().findFirst().orElse("text that is not JSON"));
  }

  private static JsonRejectedException rejected(
      RefusalCode code, String where, String expected, String found) {
    return new JsonRejectedException(Refusal.of(code, where, expected, found));
  }

  /** One pass over the tokens of one document. */
  private final class Reading {

    private final JsonParser parser;
    private final List<Refusal> refusals;

    Reading(JsonParser parser, List<Refusal> refusals) {
      this.parser = parser;
      this.refusals = refusals;
    }

    JsonValue value(@Nullable JsonToken token, JsonPlace place, int depth)
        throws JsonRejectedException {
      if (token == null) {
        throw rejected(DISPATCH_NOT_JSON, place.toString(), "a JSON value", "the end of the text");
      }
      return switch (token) {
        case START_OBJECT -> object(place, deeper(depth, place));
        case START_ARRAY -> array(place, deeper(depth, place));
        case VALUE_STRING -> new JsonString(place, whole(parser.getString(), place));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(place, parser.getString());
        case VALUE_TRUE -> new JsonBoolean(place, true);
        case VALUE_FALSE -> new JsonBoolean(place, false);
        case VALUE_NULL -> new JsonNull(place);
        case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
            throw rejected(DISPATCH_NOT_JSON, place.toString(), "a JSON value", token.toString());
      };
    }

    private JsonObject object(JsonPlace place, int depth) throws JsonRejectedException {
      Map<String, JsonValue> members = new LinkedHashMap<>();
      for (JsonToken token = parser.nextToken();
          token == JsonToken.PROPERTY_NAME;
          token = parser.nextToken()) {
        String key = whole(parser.currentName(), place);
        TokenStreamLocation keyLocation = parser.currentTokenLocation();
        JsonPlace keyPlace = place.key(key, keyLocation.getLineNr(), keyLocation.getColumnNr());
        JsonToken first = parser.nextToken();
        TokenStreamLocation location = parser.currentTokenLocation();
        JsonValue member =
            value(first, place.key(key, location.getLineNr(), location.getColumnNr()), depth);
        if (members.putIfAbsent(key, member) != null) {
          refusals.add(
              Refusal.of(
                  DUPLICATE_KEY,
                  keyPlace.toString(),
                  "each key once",
                  Quoted.text(key) + " again"));
        }
      }
      return new JsonObject(place, members);
    }

    private JsonArray array(JsonPlace place, int depth) throws JsonRejectedException {
      List<JsonValue> elements = new ArrayList<>();
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        TokenStreamLocation location = parser.currentTokenLocation();
        JsonPlace element =
            place.index(elements.size(), location.getLineNr(), location.getColumnNr());
        elements.add(value(token, element, depth));
      }
      return new JsonArray(place, elements);
    }

    private int deeper(int depth, JsonPlace place) throws JsonRejectedException {
      if (depth == limits.maxDepth()) {
        throw rejected(
            DISPATCH_TOO_DEEP,
            place.toString(),
            "at most " + limits.maxDepth() + " levels",
            "another level");
      }
      return depth + 1;
    }

    private String whole(String text, JsonPlace place) {
      if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
        refusals.add(
            Refusal.of(
                UNPAIRED_SURROGATE, place.toString(), "whole characters", Quoted.text(text)));
      }
      return text;
    }
  }
}
