package io.driftguard.engine.json;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes JSON for people and programs: indented, the same bytes for the same values. */
public final class JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(new Indented(), bytes)) {
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
}
