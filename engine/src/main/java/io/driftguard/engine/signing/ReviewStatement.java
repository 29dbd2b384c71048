package io.driftguard.engine.signing;

import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_OF_ANOTHER_KIND;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.json.StrictJson;
import io.driftguard.engine.refusal.Quoted;
import io.driftguard.engine.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reviewer signs: an in-toto statement (version 1) that exactly these ordered statements for
 * exactly this scope were reviewed.
 *
 * @param planDigest the digest of the reviewed dispatch
 */
record ReviewStatement(String planDigest) {

  /** The payload type of every in-toto statement. */
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE_TYPE = "urn:driftguard:review:1";

  /** The name of the digest: it is of the plan's meaning, not of a file's bytes. */
  private static final String DIGEST = "driftguardPlan1";

  static byte[] write(Dispatch complete) {
    return JsonWriter.writeAscii(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("_type", STATEMENT_TYPE);
          json.writeArrayPropertyStart("subject");
          json.writeStartObject();
          json.writeStringProperty("name", complete.planId());
          json.writeObjectPropertyStart("digest");
          json.writeStringProperty(DIGEST, PlanDigest.of(complete));
          json.writeEndObject();
          json.writeEndObject();
          json.writeEndArray();
          json.writeStringProperty("predicateType", PREDICATE_TYPE);
          json.writeObjectPropertyStart("predicate");
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /**
   * The statement that a payload holds.
   *
   * @throws JsonRejectedException when it holds anything else
   */
  static ReviewStatement read(byte[] payload) throws JsonRejectedException {
    List<Refusal> problems = new ArrayList<>();
    JsonFields fields = Envelope.fields(new StrictJson(ReadLimits.DEFAULT).read(payload), problems);
    require(fields, "_type", STATEMENT_TYPE, problems);
    require(fields, "predicate_type", PREDICATE_TYPE, problems);
    fields.value("predicate");
    List<JsonValue> subjects = fields.array("subject");
    fields.refuseUnknown();
    Optional<String> digest = Optional.empty();
    if (subjects.size() == 1) {
      JsonFields subject = Envelope.fields(subjects.get(0), problems);
      subject.string("name");
      Map<String, String> digests = subject.stringMap("digest");
      subject.refuseUnknown();
      digest = Optional.ofNullable(digests.get(DIGEST));
    }
    if (digest.isEmpty()) {
      problems.add(other("one subject with the digest " + DIGEST, subjects.size() + " subjects"));
    }
    if (!problems.isEmpty()) {
      throw new JsonRejectedException(problems);
    }
    return new ReviewStatement(digest.orElse(""));
  }

  private static void require(
      JsonFields fields, String name, String wanted, List<Refusal> problems) {
    Optional<String> text = fields.string(name).map(JsonString::value);
    if (!text.equals(Optional.of(wanted))) {
      problems.add(
          other(name + " " + Quoted.text(wanted), text.map(Quoted::text).orElse("no " + name)));
    }
  }

  private static Refusal other(String expected, String found) {
    return Refusal.of(SIGNATURE_OF_ANOTHER_KIND, "the signed statement", expected, found);
  }
}
