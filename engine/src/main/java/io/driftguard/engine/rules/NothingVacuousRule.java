package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.LIVE_PLACE_NOT_READ;
import static io.driftguard.engine.refusal.RefusalCode.LIVE_VSCHEMA_NOT_READ;
import static io.driftguard.engine.refusal.RefusalCode.NOTHING_IN_SCOPE;
import static io.driftguard.engine.refusal.RefusalCode.TOPOLOGY_EMPTY;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.DesiredFact;
import io.driftguard.api.rule.DispatchFact;
import io.driftguard.api.rule.LiveFact;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.api.rule.TopologyFact;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two empty sides are equal. So it is checked that they are empty because there is nothing to
 * change, and not because nothing was looked at: everything in the scope that the desired schema
 * manages was read from the live deployment.
 */
@Rule(
    id = "nothing-vacuous",
    title = "The live schema was read wherever the dispatch could change it, and that is somewhere",
    recovery = "check the location of the live side, and what its account may see")
public final class NothingVacuousRule {

  public RuleOutcome evaluate(
      DispatchFact dispatched,
      ScopeFact scoped,
      TopologyFact known,
      DesiredFact wanted,
      LiveFact read) {
    Scope scope = scoped.scope();
    LiveSchema live = read.live();
    Findings findings = new Findings();
    if (known.topology().namespaces().isEmpty()) {
      findings.add(TOPOLOGY_EMPTY, "the topology", "at least one namespace", "none");
    }
    ScopeExtent extent = ScopeExtent.of(scope, known.topology(), wanted.desired());
    if (extent.isEmpty() && !isForShards(dispatched.dispatch(), scope, known.topology())) {
      findings.add(
          NOTHING_IN_SCOPE,
          "the " + scope,
          "something that the desired schema manages",
          "nothing of its namespaces " + Quoted.sorted(wanted.desired().namespaces().keySet()));
    }
    for (Place place : Sets.difference(extent.places(), live.tables().keySet())) {
      findings.add(
          LIVE_PLACE_NOT_READ, place.toString(), "the tables that are there", "nothing was read");
    }
    for (Namespace namespace : Sets.difference(extent.vschemas(), live.vschemas().keySet())) {
      findings.add(
          LIVE_VSCHEMA_NOT_READ,
          "the VSchema of namespace " + namespace,
          "the document that is there",
          "nothing was read");
    }
    return findings.orSatisfied(
        extent.places().size()
            + " places and "
            + extent.vschemas().size()
            + " VSchemas were read for the "
            + scope);
  }

  /**
   * Whether the dispatch changes tables of a namespace that is sharded here without naming a shard.
   * It is refused for that, which is drift and certain; that its scope holds nothing follows.
   */
  private static boolean isForShards(Dispatch dispatch, Scope scope, Topology topology) {
    return scope.kind() == ScopeKind.WHOLE_DEPLOYMENT
        && dispatch.changes().stream()
            .anyMatch(
                change ->
                    change instanceof ReviewedChange.Table
                        && topology.isSharded(change.namespace()));
  }

  /**
   * Everything that the scope touches and the desired schema manages.
   *
   * @param places where tables could change
   * @param vschemas the namespaces whose VSchema could change
   */
  private record ScopeExtent(
      ImmutableSortedSet<Place> places, ImmutableSortedSet<Namespace> vschemas) {

    static ScopeExtent of(Scope scope, Topology topology, DesiredSchema desired) {
      ImmutableSortedSet.Builder<Place> places = ImmutableSortedSet.naturalOrder();
      ImmutableSortedSet.Builder<Namespace> vschemas = ImmutableSortedSet.naturalOrder();
      for (Namespace namespace : desired.namespaces().keySet()) {
        placesOf(namespace, topology)
            .filter(place -> scope.coversTables(place.namespace(), place.shard()))
            .forEach(places::add);
        if (desired.vschema(namespace).isPresent() && scope.coversVSchema(namespace)) {
          vschemas.add(namespace);
        }
      }
      return new ScopeExtent(places.build(), vschemas.build());
    }

    private static Stream<Place> placesOf(Namespace namespace, Topology topology) {
      if (!topology.isSharded(namespace)) {
        return Stream.of(new Place(namespace, Optional.empty()));
      }
      return Optional.ofNullable(topology.namespaces().get(namespace)).stream()
          .flatMap(shards -> shards.stream())
          .map(shard -> new Place(namespace, Optional.of(shard)));
    }

    boolean isEmpty() {
      return places.isEmpty() && vschemas.isEmpty();
    }
  }
}
