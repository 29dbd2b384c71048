package io.driftguard.engine.guard;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.Evidence;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.RuleId;
import io.driftguard.engine.explain.Explanations;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one check, for those who explain its verdict. It entitles to nothing.
 *
 * @param checkedAt when the check began
 * @param dispatch the dispatch, when it could be read
 * @param desired the desired schema, when there is exactly one
 * @param topology the topology, when it could be read
 * @param scope the scope of the dispatch, when it could be resolved
 * @param live the live schema that was read, when it could be
 * @param reviewed the reviewed table changes, when all of them could be keyed
 * @param replanned the re-planned table changes that the scope covers, when all could be keyed
 * @param evidence what each satisfied rule saw
 * @param explanations why what was reviewed is not what was re-planned
 */
public record CheckContext(
    Instant checkedAt,
    Optional<Dispatch> dispatch,
    Optional<DesiredSchema> desired,
    Optional<Topology> topology,
    Optional<Scope> scope,
    Optional<LiveSchema> live,
    Optional<List<KeyedChange>> reviewed,
    Optional<List<KeyedChange>> replanned,
    SortedMap<RuleId, Evidence> evidence,
    Explanations explanations) {

  public CheckContext {
    reviewed = reviewed.map(List::copyOf);
    replanned = replanned.map(List::copyOf);
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(evidence)));
  }

  /** The context of a check that ended before anything but the dispatch was known. */
  public static CheckContext unchecked(Instant checkedAt, Optional<Dispatch> dispatch) {
    return new CheckContext(
        checkedAt,
        dispatch,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(),
        Explanations.NONE);
  }
}
