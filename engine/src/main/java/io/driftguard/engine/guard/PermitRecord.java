package io.driftguard.engine.guard;

import io.driftguard.api.Scope;
import io.driftguard.api.rule.Evidence;
import io.driftguard.api.rule.RuleId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a permit says, to be shown and stored. It entitles to nothing: only an {@link ApplyPermit}
 * does, and the guard makes one of a record only by checking again.
 *
 * @param planId the plan
 * @param scope the part of the deployment that was checked
 * @param planDigest the digest of the ordered reviewed statements
 * @param liveFingerprint the fingerprint of the live schema that was seen
 * @param canonicalVersion the version of the canonical form that both sides were compared in
 * @param issuedAt when it was issued
 * @param expiresAt the first instant at which it is no longer valid
 * @param evidence what each required rule saw
 */
public record PermitRecord(
    String planId,
    Scope scope,
    String planDigest,
    String liveFingerprint,
    String canonicalVersion,
    Instant issuedAt,
    Instant expiresAt,
    SortedMap<RuleId, Evidence> evidence) {

  public PermitRecord {
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(evidence)));
  }
}
