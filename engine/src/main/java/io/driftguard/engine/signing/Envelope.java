package io.driftguard.engine.signing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.json.StrictJson;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A DSSE envelope (Dead Simple Signing Envelope, version 1): a payload, its type, and signatures of
 * both.
 */
final class Envelope {

  /** More signatures than reviewers could have given are not tried one by one. */
  static final int MAX_SIGNATURES = 100;

  private final String payloadType;
  private final byte[] payload;
  private final ImmutableList<Signature> signatures;

  /**
   * @param payloadType what the payload is
   * @param payload the payload
   * @param signatures the signatures
   */
  Envelope(String payloadType, byte[] payload, List<Signature> signatures) {
    this.payloadType = payloadType;
    this.payload = payload.clone();
    this.signatures = ImmutableList.copyOf(signatures);
  }

  String payloadType() {
    return payloadType;
  }

  byte[] payload() {
    return payload.clone();
  }

  ImmutableList<Signature> signatures() {
    return signatures;
  }

  /** One signature. */
  static final class Signature {

    private final Optional<String> keyId;
    private final byte[] bytes;

    /**
     * @param keyId the id of the signer's key; it is a hint and proves nothing
     * @param bytes the signature
     */
    Signature(Optional<String> keyId, byte[] bytes) {
      this.keyId = keyId;
      this.bytes = bytes.clone();
    }

    Optional<String> keyId() {
      return keyId;
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }

  /**
   * The envelope that a text holds.
   *
   * @throws JsonRejectedException when it holds anything else
   */
  static Envelope read(byte[] json, ReadLimits limits) throws JsonRejectedException {
    List<Refusal> problems = new ArrayList<>();
    JsonFields fields = fields(new StrictJson(limits).read(json), problems);
    String payloadType = text(fields, "payload_type", problems);
    byte[] payload = base64(fields, "payload", problems);
    ImmutableList.Builder<Signature> signatures = ImmutableList.builder();
    List<JsonValue> values = fields.array("signatures");
    if (values.size() > MAX_SIGNATURES) {
      problems.add(
          unreadable(
              fields, "at most " + MAX_SIGNATURES + " signatures", String.valueOf(values.size())));
      throw new JsonRejectedException(problems);
    }
    for (JsonValue value : values) {
      JsonFields signature = fields(value, problems);
      signatures.add(
          new Signature(
              signature.string("keyid").map(JsonString::value),
              base64(signature, "sig", problems)));
      signature.refuseUnknown();
    }
    fields.refuseUnknown();
    if (signatures.build().isEmpty()) {
      problems.add(unreadable(fields, "at least one signature", "none"));
    }
    if (!problems.isEmpty()) {
      throw new JsonRejectedException(problems);
    }
    return new Envelope(payloadType, payload, signatures.build());
  }

  static JsonFields fields(JsonValue value, List<Refusal> problems) throws JsonRejectedException {
    Optional<JsonFields> fields = JsonFields.of(value, problems::add);
    if (fields.isEmpty()) {
      throw new JsonRejectedException(problems);
    }
    return fields.get();
  }

  /** A text that has to be there. */
  static String text(JsonFields fields, String name, List<Refusal> problems) {
    Optional<String> text = fields.string(name).map(JsonString::value);
    if (text.isEmpty()) {
      problems.add(unreadable(fields, "a text in " + name, "none"));
    }
    return text.orElse("");
  }

  private static byte[] base64(JsonFields fields, String name, List<Refusal> problems) {
    String text = text(fields, name, problems);
    try {
      // The protocol lets signers write either alphabet, and readers take both.
      boolean forUrls = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
      return (forUrls ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    } catch (IllegalArgumentException e) {
      problems.add(unreadable(fields, "base64 in " + name, "other text"));
      return new byte[0];
    }
  }

  private static Refusal unreadable(JsonFields fields, String expected, String found) {
    return Refusal.of(RefusalCode.SIGNATURE_UNREADABLE, fields.place().toString(), expected, found);
  }

  /** This envelope with one more signature behind the others. */
  Envelope with(Signature signature) {
    return new Envelope(
        payloadType,
        payload,
        ImmutableList.<Signature>builder().addAll(signatures).add(signature).build());
  }

  /**
   * What is signed: type and payload, each with its length, so that neither can lend to the other.
   */
  static byte[] toBeSigned(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    return Bytes.concat(
        ("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8),
        type,
        (" " + payload.length + " ").getBytes(StandardCharsets.UTF_8),
        payload);
  }

  /** The envelope as JSON, ending in a newline. */
  byte[] toJson() {
    return JsonWriter.writeAscii(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("payloadType", payloadType);
          json.writeStringProperty("payload", Base64.getEncoder().encodeToString(payload));
          json.writeArrayPropertyStart("signatures");
          for (Signature signature : signatures) {
            json.writeStartObject();
            signature.keyId().ifPresent(id -> json.writeStringProperty("keyid", id));
            json.writeStringProperty("sig", Base64.getEncoder().encodeToString(signature.bytes()));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
