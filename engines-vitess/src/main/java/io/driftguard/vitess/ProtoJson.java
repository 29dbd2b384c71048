package io.driftguard.vitess;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.driftguard.api.Quoted;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a protobuf message as JSON: fields under their protobuf names, absent ones left out, maps
 * by key. What the generated classes do not know would be left out too, so it is refused.
 */
final class ProtoJson {

  /** A message that says something that the generated classes do not know. */
  static final class UnknownPartException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownPartException(String message) {
      super(message);
    }
  }

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;

  private ProtoJson(JsonGenerator out) {
    this.out = out;
  }

  /**
   * The message as JSON on one line.
   *
   * @throws UnknownPartException when the message has a field or an enum value that is not known
   */
  static String of(Message message) throws UnknownPartException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      new ProtoJson(generator).message(message);
    }
    return text.toString();
  }

  private void message(Message message) throws UnknownPartException {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new UnknownPartException(
          "expected the fields of "
              + message.getDescriptorForType().getFullName()
              + " that are known here, but found the field numbers "
              + new TreeMap<>(message.getUnknownFields().asMap()).keySet());
    }
    out.writeStartObject();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      out.writeName(field.getKey().getName());
      field(field.getKey(), field.getValue());
    }
    out.writeEndObject();
  }

  private void field(FieldDescriptor field, Object value) throws UnknownPartException {
    if (field.isMapField()) {
      FieldDescriptor values = field.getMessageType().findFieldByName("value");
      TreeMap<String, Object> entries = new TreeMap<>();
      for (Object entry : (List<?>) value) {
        Message pair = (Message) entry;
        Object key = pair.getField(field.getMessageType().findFieldByName("key"));
        entries.put(String.valueOf(key), pair.getField(values));
      }
      out.writeStartObject();
      for (Map.Entry<String, Object> entry : entries.entrySet()) {
        out.writeName(entry.getKey());
        value(values, entry.getValue());
      }
      out.writeEndObject();
    } else if (field.isRepeated()) {
      out.writeStartArray();
      for (Object each : (List<?>) value) {
        value(field, each);
      }
      out.writeEndArray();
    } else {
      value(field, value);
    }
  }

  private void value(FieldDescriptor field, Object value) throws UnknownPartException {
    switch (field.getJavaType()) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INT -> out.writeNumber((Integer) value);
      case STRING -> out.writeString((String) value);
      case ENUM -> out.writeString(name(field, (EnumValueDescriptor) value));
      case MESSAGE -> message((Message) value);
      case LONG, FLOAT, DOUBLE, BYTE_STRING ->
          throw new UnknownPartException(
              "expected no field of the type "
                  + field.getType()
                  + ", but found "
                  + Quoted.text(field.getName()));
    }
  }

  private static String name(FieldDescriptor field, EnumValueDescriptor value)
      throws UnknownPartException {
    // A number that the enum does not have gets a descriptor that was made for it.
    if (value.getIndex() < 0) {
      throw new UnknownPartException(
          "expected a value of "
              + field.getEnumType().getFullName()
              + " that is known here as "
              + Quoted.text(field.getName())
              + ", but found "
              + value.getNumber());
    }
    return value.getName();
  }
}
