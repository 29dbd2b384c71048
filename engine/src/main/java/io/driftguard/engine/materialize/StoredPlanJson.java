package io.driftguard.engine.materialize;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.rule.Evidence;
import io.driftguard.api.rule.RuleId;
import io.driftguard.engine.dispatch.DispatchReader;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.dispatch.DispatchWriter;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.guard.PermitRecord;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonNumber;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.json.StrictJson;
import io.driftguard.engine.materialize.StoredPlan.Materialized;
import io.driftguard.engine.materialize.StoredPlan.PlannedHere;
import io.driftguard.engine.refusal.Refusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/** The file form of a stored plan. It is read back as strictly as a dispatch. */
final class StoredPlanJson {

  private static final int FORMAT = 1;

  /** What the origin of a plan is called, in files and in their names. */
  static final String HERE = "here";

  static final String PERMITTED = "permitted";

  private static final String WHOLE = "whole-deployment";
  private static final String SHARD = "single-shard";
  private static final String FINALIZER = "namespace-finalizer";

  private StoredPlanJson() {}

  /**
   * The plan as UTF-8 JSON that reads back as the same plan.
   *
   * @throws PlanStoreException when it would not
   */
  static byte[] write(StoredPlan plan) throws PlanStoreException {
    byte[] document;
    try {
      document = JsonWriter.write(json -> writeTo(json, plan));
    } catch (JacksonException e) {
      throw new PlanStoreException("the plan cannot be written as JSON: " + e.getMessage(), e);
    }
    if (!read(document).equals(plan)) {
      throw new PlanStoreException("the plan, written as JSON and read again, is another plan");
    }
    return document;
  }

  private static void writeTo(JsonGenerator json, StoredPlan plan) {
    json.writeStartObject();
    json.writeNumberProperty("format", FORMAT);
    json.writeStringProperty("origin", plan instanceof Materialized ? PERMITTED : HERE);
    json.writeStringProperty("plan_digest", PlanDigest.of(plan.plan()));
    json.writeName("dispatch");
    DispatchWriter.writeTo(json, plan.plan());
    if (plan instanceof Materialized materialized) {
      json.writeName("permit");
      writeTo(json, materialized.permit());
    }
    json.writeEndObject();
  }

  private static void writeTo(JsonGenerator json, PermitRecord permit) {
    json.writeStartObject();
    json.writeName("scope");
    json.writeStartObject();
    if (permit.scope() instanceof Scope.SingleShard single) {
      json.writeStringProperty("kind", SHARD);
      single.namespace().ifPresent(ns -> json.writeStringProperty("namespace", ns.name()));
      json.writeStringProperty("shard", single.shard().value());
    } else if (permit.scope() instanceof Scope.NamespaceFinalizer finalizer) {
      json.writeStringProperty("kind", FINALIZER);
      json.writeStringProperty("namespace", finalizer.namespace().name());
    } else {
      json.writeStringProperty("kind", WHOLE);
    }
    json.writeEndObject();
    json.writeStringProperty("live_fingerprint", permit.liveFingerprint());
    json.writeStringProperty("canonical_version", permit.canonicalVersion());
    json.writeStringProperty("issued_at", permit.issuedAt().toString());
    json.writeStringProperty("expires_at", permit.expiresAt().toString());
    json.writeName("evidence");
    TreeMap<String, String> evidence = new TreeMap<>();
    permit.evidence().forEach((rule, seen) -> evidence.put(rule.value(), seen.observation()));
    JsonWriter.texts(json, evidence);
    json.writeEndObject();
  }

  /**
   * The plan that a file holds.
   *
   * @throws PlanStoreException when it holds anything else, or was changed since it was written
   */
  static StoredPlan read(byte[] document) throws PlanStoreException {
    List<Refusal> refusals = new ArrayList<>();
    try {
      JsonValue value = new StrictJson(ReadLimits.DEFAULT).read(document);
      StoredPlan plan = new Reading(refusals).plan(value);
      if (refusals.isEmpty()) {
        return plan;
      }
    } catch (JsonRejectedException e) {
      refusals.addAll(e.refusals());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new PlanStoreException("not a stored plan: " + e.getMessage(), e);
    }
    throw new PlanStoreException(
        "not a stored plan: "
            + refusals.stream()
                .map(
                    refusal ->
                        refusal.where()
                            + ": expected "
                            + refusal.expected()
                            + ", but found "
                            + refusal.found())
                .collect(Collectors.joining("; ")));
  }

  /** One file. A value of a wrong form throws, a field of a wrong type is collected. */
  private static final class Reading {

    private final List<Refusal> refusals;

    Reading(List<Refusal> refusals) {
      this.refusals = refusals;
    }

    StoredPlan plan(JsonValue value) {
      JsonFields fields = object(value);
      String format =
          fields
              .value("format")
              .filter(JsonNumber.class::isInstance)
              .map(number -> ((JsonNumber) number).spelling())
              .orElse("none");
      if (!format.equals(String.valueOf(FORMAT))) {
        throw new IllegalArgumentException(
            "the format " + FORMAT + " was expected, but found " + format);
      }
      String digest = required(fields, "plan_digest");
      Dispatch dispatch = dispatch(fields);
      if (!PlanDigest.of(dispatch).equals(digest)) {
        throw new IllegalArgumentException(
            "the content has the digest "
                + PlanDigest.of(dispatch)
                + ", but was stored as "
                + digest);
      }
      String origin = required(fields, "origin");
      Optional<PermitRecord> permit =
          fields.value("permit").map(record -> permit(record, dispatch, digest));
      fields.refuseUnknown();
      if (origin.equals(HERE) && permit.isEmpty()) {
        return new PlannedHere(dispatch);
      }
      if (origin.equals(PERMITTED) && permit.isPresent()) {
        return new Materialized(dispatch, permit.get());
      }
      throw new IllegalArgumentException(
          "the origin "
              + Quoted.text(origin)
              + " does not go with "
              + (permit.isPresent() ? "a permit" : "no permit"));
    }

    private Dispatch dispatch(JsonFields fields) {
      JsonValue value =
          fields
              .value("dispatch")
              .orElseThrow(() -> new IllegalArgumentException("there is no dispatch"));
      return new DispatchReader()
          .read(value)
          .match(
              DispatchReading.Read::dispatch,
              rejected -> {
                throw new IllegalArgumentException(rejected.refusals().toString());
              });
    }

    private PermitRecord permit(JsonValue value, Dispatch dispatch, String digest) {
      JsonFields fields = object(value);
      JsonValue scope =
          fields
              .value("scope")
              .orElseThrow(() -> new IllegalArgumentException("the permit has no scope"));
      SortedMap<RuleId, Evidence> evidence = new TreeMap<>();
      fields
          .stringMap("evidence")
          .forEach((rule, seen) -> evidence.put(new RuleId(rule), new Evidence(seen)));
      PermitRecord permit =
          new PermitRecord(
              dispatch.planId(),
              scope(scope),
              digest,
              required(fields, "live_fingerprint"),
              required(fields, "canonical_version"),
              Instant.parse(required(fields, "issued_at")),
              Instant.parse(required(fields, "expires_at")),
              evidence);
      fields.refuseUnknown();
      return permit;
    }

    private Scope scope(JsonValue value) {
      JsonFields fields = object(value);
      String kind = required(fields, "kind");
      Optional<Namespace> namespace =
          fields.string("namespace").map(JsonString::value).map(Namespace::new);
      Optional<ShardName> shard = fields.string("shard").map(JsonString::value).map(ShardName::new);
      fields.refuseUnknown();
      boolean named = namespace.isPresent();
      if (kind.equals(SHARD) && shard.isPresent()) {
        return new Scope.SingleShard(namespace, shard.get());
      }
      if (kind.equals(FINALIZER) && named && shard.isEmpty()) {
        return new Scope.NamespaceFinalizer(namespace.get());
      }
      if (kind.equals(WHOLE) && !named && shard.isEmpty()) {
        return new Scope.WholeDeployment();
      }
      throw new IllegalArgumentException("a scope was expected, but found " + value);
    }

    private JsonFields object(JsonValue value) {
      return JsonFields.of(value, refusals::add)
          .orElseThrow(() -> new IllegalArgumentException(value.place() + " is no object"));
    }

    private static String required(JsonFields fields, String name) {
      return fields
          .string(name)
          .map(JsonString::value)
          .filter(text -> !text.isBlank())
          .orElseThrow(() -> new IllegalArgumentException(fields.place() + " has no text " + name));
    }
  }
}
