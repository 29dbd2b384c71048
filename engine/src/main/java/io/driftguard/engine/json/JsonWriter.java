package io.driftguard.engine.json;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes JSON for people and programs: indented, the same bytes for the same values. */
public final class JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonFactory ASCII =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .characterEscapes(new AlsoDelete())
          .build();

  private JsonWriter() {}

  /** Writes one value. */
  @FunctionalInterface
  public interface Content {
    void writeTo(JsonGenerator json);
  }

  /**
   * The content as UTF-8, ending in a newline.
   *
   * @throws tools.jackson.core.JacksonException when a text holds half of a character
   */
  public static byte[] write(Content content) {
    return write(FACTORY, content);
  }

  /**
   * The content as printable ASCII, ending in a newline: what is printed on a terminal must not
   * reach it as a character that it acts on.
   *
   * @throws tools.jackson.core.JacksonException when a text holds half of a character
   */
  public static byte[] writeAscii(Content content) {
    return write(ASCII, content);
  }

  /** The content as printable ASCII on one line, as small as it gets. */
  public static byte[] writeCompact(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = ASCII.createGenerator(ObjectWriteContext.empty(), bytes)) {
      content.writeTo(json);
    }
    return bytes.toByteArray();
  }

  private static byte[] write(JsonFactory factory, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(new Indented(), bytes)) {
      content.writeTo(json);
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  /** Writes the texts as one object. */
  public static void texts(JsonGenerator json, Map<String, String> texts) {
    json.writeStartObject();
    texts.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  /** Indents by two spaces and ends lines with a newline on every platform. */
  private static final class Indented extends ObjectWriteContext.Base {

    private final DefaultIndenter lines = new DefaultIndenter("  ", "\n");

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }
  }

  /** The escapes of JSON, and the one control character of ASCII that JSON lets stand. */
  private static final class AlsoDelete extends CharacterEscapes {

    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return null;
    }
  }
}
