package io.driftguard.engine.signing;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_OF_ANOTHER_KIND;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.json.StrictJson;
import io.driftguard.engine.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An in-toto statement, version 1: what is said, and about which things.
 *
 * @param subjects what it is about: at least one, each with a digest
 * @param predicateType what kind of thing is said
 * @param predicate what is said
 */
public record InTotoStatement(List<Subject> subjects, String predicateType, JsonValue predicate) {

  /** The payload type of every in-toto statement in a DSSE envelope. */
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  /** The type of every statement of this version. */
  public static final String TYPE = "https://in-toto.io/Statement/v1";

  private static final String WHERE = "the signed statement";

  public InTotoStatement {
    subjects = List.copyOf(subjects);
    requireNonNull(predicate, "a statement says something");
  }

  /**
   * One thing that a statement is about.
   *
   * @param name a name for people, when there is one; it proves nothing
   * @param digests its digests by the names of their algorithms; at least one
   */
  public record Subject(Optional<String> name, SortedMap<String, String> digests) {

    /**
     * @throws IllegalArgumentException when there is no digest: nothing else ties a statement to
     *     what it is about
     */
    public Subject {
      digests = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(digests)));
      if (digests.isEmpty()) {
        throw new IllegalArgumentException("a subject without a digest is about anything");
      }
    }

    /** A thing with one digest. */
    public static Subject of(Optional<String> name, String algorithm, String digest) {
      return new Subject(name, new TreeMap<>(Map.of(algorithm, digest)));
    }
  }

  /**
   * A statement as JSON, ending in a newline.
   *
   * @param predicate writes one object
   * @throws IllegalArgumentException when it is about nothing
   */
  public static byte[] write(
      List<Subject> subjects, String predicateType, JsonWriter.Content predicate) {
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException("a statement is about something, but no subject is given");
    }
    return JsonWriter.writeAscii(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("_type", TYPE);
          json.writeArrayPropertyStart("subject");
          for (Subject subject : subjects) {
            json.writeStartObject();
            subject.name().ifPresent(name -> json.writeStringProperty("name", name));
            json.writeName("digest");
            JsonWriter.texts(json, subject.digests());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringProperty("predicateType", predicateType);
          json.writeName("predicate");
          predicate.writeTo(json);
          json.writeEndObject();
        });
  }

  /**
   * The statement that a payload holds.
   *
   * @throws JsonRejectedException when it holds anything else
   */
  static InTotoStatement read(byte[] payload, ReadLimits limits) throws JsonRejectedException {
    List<Refusal> problems = new ArrayList<>();
    JsonFields fields = Envelope.fields(new StrictJson(limits).read(payload), problems);
    Optional<String> type = fields.string("_type").map(JsonString::value);
    if (!type.equals(Optional.of(TYPE))) {
      problems.add(other("_type " + Quoted.text(TYPE), type.map(Quoted::text).orElse("no _type")));
    }
    String predicateType = Envelope.text(fields, "predicate_type", problems);
    Optional<JsonValue> predicate = fields.value("predicate");
    if (predicate.isEmpty()) {
      problems.add(other("a predicate", "none"));
    }
    ImmutableList<Subject> subjects = subjects(fields.array("subject"), problems);
    fields.refuseUnknown();
    if (subjects.isEmpty()) {
      problems.add(other("a subject with a digest", "none"));
    }
    if (predicate.isEmpty() || !problems.isEmpty()) {
      throw new JsonRejectedException(problems);
    }
    return new InTotoStatement(subjects, predicateType, predicate.get());
  }

  private static ImmutableList<Subject> subjects(List<JsonValue> values, List<Refusal> problems)
      throws JsonRejectedException {
    ImmutableList.Builder<Subject> subjects = ImmutableList.builder();
    for (JsonValue value : values) {
      JsonFields subject = Envelope.fields(value, problems);
      Optional<String> name = subject.string("name").map(JsonString::value);
      Map<String, String> digests = subject.stringMap("digest");
      subject.refuseUnknown();
      if (digests.isEmpty()) {
        problems.add(other("a digest of every subject", "a subject without one"));
      } else {
        subjects.add(new Subject(name, new TreeMap<>(digests)));
      }
    }
    return subjects.build();
  }

  /** The digests of that kind that the subjects have. */
  public ImmutableList<String> digests(String algorithm) {
    return subjects.stream()
        .flatMap(subject -> Optional.ofNullable(subject.digests().get(algorithm)).stream())
        .collect(toImmutableList());
  }

  private static Refusal other(String expected, String found) {
    return Refusal.of(SIGNATURE_OF_ANOTHER_KIND, WHERE, expected, found);
  }
}
