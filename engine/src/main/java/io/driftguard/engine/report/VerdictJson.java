package io.driftguard.engine.report;

import io.driftguard.api.Scope;
import io.driftguard.api.rule.Evidence;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.RuleId;
import io.driftguard.engine.explain.ClauseMatch;
import io.driftguard.engine.explain.Difference;
import io.driftguard.engine.explain.Explanation;
import io.driftguard.engine.explain.StatementPair;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.PermitRecord;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.json.JsonWriter;
import io.driftguard.engine.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Renders a verdict as JSON for programs. */
public final class VerdictJson {

  /** The version of the format; it changes when a reader of the last one would be misled. */
  public static final int FORMAT = 1;

  private static final int REPLACEMENT = 0xFFFD;

  /** The verdict as one JSON object on several lines, ending in a newline. */
  public String render(Verdict verdict) {
    return new String(JsonWriter.write(json -> write(json, verdict)), StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator json, Verdict verdict) {
    json.writeStartObject();
    json.writeNumberProperty("format", FORMAT);
    verdict.match(
        permitted -> {
          text(json, "verdict", "permitted");
          json.writeNumberProperty("exit_code", verdict.exitCode());
          writeContext(json, permitted.context());
          writePermit(json, permitted.permit().record());
          json.writeArrayPropertyStart("refusals");
          json.writeEndArray();
          return json;
        },
        refused -> {
          text(json, "verdict", "refused");
          text(json, "kind", refused.kind().name());
          json.writeNumberProperty("exit_code", verdict.exitCode());
          writeContext(json, refused.context());
          json.writeArrayPropertyStart("refusals");
          refused
              .refusals()
              .forEach(refusal -> writeRefusal(json, refusal, refused.explanationOf(refusal)));
          json.writeEndArray();
          return json;
        });
    json.writeEndObject();
  }

  private static void writeContext(JsonGenerator json, CheckContext context) {
    text(json, "checked_at", context.checkedAt().toString());
    context
        .dispatch()
        .ifPresent(
            dispatch -> {
              text(json, "plan_id", dispatch.planId());
              text(json, "database", dispatch.database());
              text(json, "type", dispatch.engine().value());
              text(json, "environment", dispatch.environment());
              text(json, "target", dispatch.target());
            });
    context.scope().ifPresent(scope -> writeScope(json, scope));
    writeChanges(json, "reviewed", context.reviewed());
    writeChanges(json, "replanned", context.replanned());
    writeEvidence(json, context.evidence());
    context.explanations().failure().ifPresent(why -> text(json, "unexplained", why));
  }

  private static void writeScope(JsonGenerator json, Scope scope) {
    json.writeName("scope");
    json.writeStartObject();
    text(json, "kind", scope.kind().name());
    if (scope instanceof Scope.SingleShard single) {
      single.namespace().ifPresent(namespace -> text(json, "namespace", namespace.name()));
      text(json, "shard", single.shard().value());
    } else if (scope instanceof Scope.NamespaceFinalizer finalizer) {
      text(json, "namespace", finalizer.namespace().name());
    }
    json.writeEndObject();
  }

  private static void writeChanges(
      JsonGenerator json, String name, Optional<List<KeyedChange>> changes) {
    changes.ifPresent(
        known -> {
          json.writeArrayPropertyStart(name);
          for (KeyedChange change : known) {
            json.writeStartObject();
            text(json, "namespace", change.key().namespace().name());
            change.key().shard().ifPresent(shard -> text(json, "shard", shard.value()));
            text(json, "table", change.key().table());
            text(json, "operation", change.operation().name());
            text(json, "ddl", change.ddl());
            text(json, "canonical_ddl", change.key().canonicalDdl());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void writeEvidence(JsonGenerator json, Map<RuleId, Evidence> evidence) {
    json.writeName("evidence");
    json.writeStartObject();
    evidence.forEach((rule, seen) -> text(json, rule.value(), seen.observation()));
    json.writeEndObject();
  }

  private static void writePermit(JsonGenerator json, PermitRecord permit) {
    json.writeName("permit");
    json.writeStartObject();
    text(json, "plan_digest", permit.planDigest());
    text(json, "live_fingerprint", permit.liveFingerprint());
    text(json, "canonical_version", permit.canonicalVersion());
    text(json, "issued_at", permit.issuedAt().toString());
    text(json, "expires_at", permit.expiresAt().toString());
    json.writeEndObject();
  }

  private static void writeRefusal(
      JsonGenerator json, Refusal refusal, Optional<Explanation> explanation) {
    json.writeStartObject();
    text(json, "code", refusal.code());
    text(json, "kind", refusal.kind().name());
    text(json, "where", refusal.where());
    text(json, "expected", refusal.expected());
    text(json, "found", refusal.found());
    text(json, "recovery", refusal.recovery());
    refusal.rule().ifPresent(rule -> text(json, "rule", rule.value()));
    explanation.ifPresent(known -> writeExplanation(json, known.difference()));
    json.writeEndObject();
  }

  private static void writeExplanation(JsonGenerator json, Difference difference) {
    json.writeObjectPropertyStart("explanation");
    text(json, "class", difference.driftClass().name());
    text(json, "title", difference.driftClass().title());
    text(json, "meaning", difference.driftClass().meaning());
    text(json, "recovery", difference.driftClass().recovery());
    json.writeArrayPropertyStart("statements");
    for (StatementPair pair : difference.statements()) {
      json.writeStartObject();
      pair.expected().ifPresent(expected -> text(json, "expected", expected));
      pair.found().ifPresent(found -> text(json, "found", found));
      json.writeArrayPropertyStart("differences");
      for (ClauseMatch clause : pair.differences()) {
        json.writeStartObject();
        text(json, "kind", clause.kind().name());
        text(json, "subject", clause.subject());
        clause.expected().ifPresent(expected -> text(json, "expected", expected));
        clause.found().ifPresent(found -> text(json, "found", found));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("effect");
    text(json, "kind", difference.effect().kind().name());
    text(json, "detail", difference.effect().detail());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Half of a character, which JSON cannot carry, must not keep a refusal from being told. */
  private static void text(JsonGenerator json, String name, String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
        .forEach(whole::appendCodePoint);
    json.writeStringProperty(name, whole.toString());
  }
}
