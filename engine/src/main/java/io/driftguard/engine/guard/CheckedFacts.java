package io.driftguard.engine.guard;

import io.driftguard.api.Scope;

/**
 * What a permit binds itself to.
 *
 * @param planId the plan
 * @param scope the part of the deployment that was checked
 * @param planDigest the digest of the ordered reviewed statements
 * @param liveFingerprint the fingerprint of the live schema that was seen
 * @param canonicalVersion the version of the canonical form
 */
record CheckedFacts(
    String planId,
    Scope scope,
    String planDigest,
    String liveFingerprint,
    String canonicalVersion) {}
