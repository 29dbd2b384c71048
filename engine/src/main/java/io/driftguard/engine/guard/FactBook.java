package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.ENGINE_ANSWER_INCOMPLETE;
import static io.driftguard.engine.refusal.RefusalCode.REPLAN_STATEMENT_UNREADABLE;
import static io.driftguard.engine.refusal.RefusalCode.REPLAN_VSCHEMA_REPEATED;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_UNREADABLE;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_WITHOUT_CONTENT;

import com.google.common.collect.ImmutableClassToInstanceMap;
import com.google.common.collect.ImmutableList;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.DesiredFact;
import io.driftguard.api.rule.DispatchFact;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.DispatchedVSchemas;
import io.driftguard.api.rule.Fact;
import io.driftguard.api.rule.FactSource;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.LiveFact;
import io.driftguard.api.rule.ReplannedChanges;
import io.driftguard.api.rule.ReplannedVSchemas;
import io.driftguard.api.rule.ScopeFact;
import io.driftguard.api.rule.TopologyFact;
import io.driftguard.api.rule.WholeReplan;
import io.driftguard.engine.guard.ChangeKeys.Labelled;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that is known of one check, and why the rest is not. A fact that could not be gathered
 * has refusals, and the check has them too, whether or not a rule asks for the fact.
 */
final class FactBook implements FactSource {

  private final ImmutableClassToInstanceMap<Fact> facts;
  private final ImmutableList<Refusal> refusals;
  private final ChangeKeys keys;

  private FactBook(
      ImmutableClassToInstanceMap<Fact> facts, ImmutableList<Refusal> refusals, ChangeKeys keys) {
    this.facts = facts;
    this.refusals = refusals;
    this.keys = keys;
  }

  /** Gathers what can be known. Asks the adapter for its topology, and once for its re-plan. */
  static FactBook gather(
      Dispatch dispatch,
      Gathered<DesiredSchema> desired,
      Gathered<EngineAdapter> adapter,
      Progress progress,
      LiveSource source,
      ChangeKeys keys,
      Duration deadline) {
    try (AdapterThread calls = new AdapterThread(deadline)) {
      return new Gathering(dispatch, desired, keys, calls).gather(adapter, progress, source);
    }
  }

  @Override
  public <F extends Fact> F get(Class<F> type) throws FactUnavailableException {
    return find(type).orElseThrow(() -> new FactUnavailableException(type));
  }

  <F extends Fact> Optional<F> find(Class<F> type) {
    return Optional.ofNullable(facts.getInstance(type));
  }

  /** Why facts could not be gathered; none when all are known. */
  ImmutableList<Refusal> refusals() {
    return refusals;
  }

  /** The keys that both sides were given, by what the servers say of themselves. */
  ChangeKeys keys() {
    return keys;
  }

  /** One pass from the dispatch to the facts. */
  private static final class Gathering {

    private final Dispatch dispatch;
    private final Gathered<DesiredSchema> desired;
    private ChangeKeys keys;
    private final AdapterThread calls;
    private final ImmutableClassToInstanceMap.Builder<Fact> facts =
        ImmutableClassToInstanceMap.builder();
    private final Set<Refusal> refusals = new LinkedHashSet<>();

    Gathering(
        Dispatch dispatch, Gathered<DesiredSchema> desired, ChangeKeys keys, AdapterThread calls) {
      this.dispatch = dispatch;
      this.desired = desired;
      this.keys = keys;
      this.calls = calls;
    }

    FactBook gather(Gathered<EngineAdapter> adapter, Progress progress, LiveSource source) {
      enter(DispatchFact.class, Gathered.known(new DispatchFact(dispatch)));
      enter(DesiredFact.class, desired.map(DesiredFact::new));
      enter(DispatchedVSchemas.class, desired.then(this::dispatchedVSchemas));
      Gathered<Deployment> deployment =
          adapter.then(
              found ->
                  calls.call(
                      "opening the deployment with adapter " + Providers.nameOf(found),
                      () -> found.open(source, progress)));
      if (deployment.value().isPresent()) {
        Deployment open = deployment.value().get();
        try {
          gatherLive(Gathered.known(open));
        } finally {
          refusals.addAll(calls.close("closing the deployment", open).refusals());
        }
      } else {
        gatherLive(deployment);
      }
      return new FactBook(facts.build(), ImmutableList.copyOf(refusals), keys);
    }

    private void gatherLive(Gathered<Deployment> deployment) {
      Gathered<Topology> topology =
          deployment.then(open -> calls.call("reading the topology", open::topology));
      Gathered<Scope> scope = topology.map(known -> ScopeResolver.resolve(dispatch, known));
      Gathered<Map<Namespace, ServerProfile>> servers =
          deployment.then(
              open -> topology.then(known -> scope.then(part -> servers(open, known, part))));
      servers.value().ifPresent(known -> keys = keys.withServers(known));
      refusals.addAll(servers.refusals());
      Gathered<Replan> replan =
          deployment
              .then(
                  open ->
                      desired.then(
                          wanted ->
                              scope.then(
                                  known ->
                                      servers.then(
                                          asked ->
                                              calls.call(
                                                  "re-planning",
                                                  () -> open.replan(wanted, known))))))
              .then(Gathering::complete);
      // Both sides are keyed by the tables of the one live schema that was read for the re-plan.
      Optional<LiveSchema> live = replan.value().map(Replan::live);
      enter(TopologyFact.class, topology.map(TopologyFact::new));
      enter(ScopeFact.class, scope.map(ScopeFact::new));
      enter(LiveFact.class, replan.map(known -> new LiveFact(known.live())));
      Gathered<WholeReplan> whole = replan.then(known -> wholeReplan(known, keys.side(live)));
      enter(WholeReplan.class, whole);
      Gathered<ReplannedChanges> replanned =
          whole.then(all -> scope.map(known -> restricted(all, known)));
      enter(ReplannedChanges.class, replanned);
      enter(
          DispatchedChanges.class,
          dispatchedChanges(keys.side(live))
              .map(changes -> underPolicy(changes, live, replanned.value())));
      enter(
          ReplannedVSchemas.class,
          replan.then(all -> scope.then(known -> replannedVSchemas(all, known))));
    }

    private DispatchedChanges underPolicy(
        DispatchedChanges dispatched,
        Optional<LiveSchema> live,
        Optional<ReplannedChanges> replanned) {
      return live.isPresent() && replanned.isPresent()
          ? keys.options()
              .effectPolicy()
              .apply(dispatched, live.get(), replanned.get(), keys.explainer())
          : dispatched;
    }

    /** What the servers of all namespaces that the check is about say of themselves. */
    private Gathered<Map<Namespace, ServerProfile>> servers(
        Deployment deployment, Topology topology, Scope scope) {
      TreeSet<Namespace> concerned = new TreeSet<>();
      dispatch.changes().forEach(change -> concerned.add(change.namespace()));
      desired.value().ifPresent(wanted -> concerned.addAll(wanted.namespaces().keySet()));
      concerned.removeIf(namespace -> !topology.knows(namespace));
      return calls.call(
          "asking what the server reads statements by",
          () -> {
            TreeMap<Namespace, ServerProfile> servers = new TreeMap<>();
            deployment
                .inputs(concerned, scope)
                .forEach((namespace, inputs) -> servers.put(namespace, profile(inputs)));
            return servers;
          });
    }

    private static ServerProfile profile(ServerInputs inputs) {
      return ServerProfile.of(
          inputs.version(),
          inputs.sqlModes(),
          inputs.lowerCaseTableNames(),
          inputs.characterSet(),
          inputs.collation(),
          inputs.timeZone());
    }

    private <F extends Fact> void enter(Class<F> type, Gathered<F> fact) {
      fact.value().ifPresent(value -> facts.put(type, value));
      refusals.addAll(fact.refusals());
    }

    /** The vocabulary's records do not all look for null; whoever fills them may have left some. */
    private static Gathered<Replan> complete(Replan replan) {
      List<Refusal> incomplete = new ArrayList<>();
      if (replan.live() == null) {
        incomplete.add(nullIn("the live schema"));
      }
      for (PlannedChange change : replan.changes()) {
        boolean whole =
            change.match(
                table ->
                    table.namespace() != null && table.shard() != null && table.operation() != null,
                vschema -> vschema.namespace() != null && vschema.content() != null);
        if (!whole) {
          incomplete.add(nullIn("a change"));
        }
      }
      return Gathered.of(replan, incomplete);
    }

    private static Refusal nullIn(String what) {
      return Refusal.of(ENGINE_ANSWER_INCOMPLETE, "re-planning", "a value", "null in " + what);
    }

    /** A reviewed change has the shard of the dispatch, which is the one of its scope. */
    private Gathered<DispatchedChanges> dispatchedChanges(ChangeKeys.Side side) {
      Optional<ShardName> shard = dispatch.targetShard().map(Dispatch.TargetShard::shard);
      List<KeyedChange> changes = new ArrayList<>();
      List<Refusal> rejected = new ArrayList<>();
      int index = 0;
      for (ReviewedChange change : dispatch.changes()) {
        if (change instanceof ReviewedChange.Table table) {
          Labelled labelled =
              new Labelled(
                  table.namespace(),
                  shard,
                  table.table(),
                  table.claim().name(),
                  operation -> table.claim().agreesWith(operation),
                  table.ddl());
          try {
            changes.add(side.key(labelled, changes.size() + 1));
          } catch (StatementRejectedException e) {
            rejected.add(
                Refusal.of(e.code(), "$.ddl_changes[" + index + "].ddl", e.expected(), e.found()));
          }
        }
        index++;
      }
      return Gathered.of(new DispatchedChanges(changes), rejected);
    }

    private static Gathered<WholeReplan> wholeReplan(Replan replan, ChangeKeys.Side side) {
      List<KeyedChange> changes = new ArrayList<>();
      List<Refusal> rejected = new ArrayList<>();
      for (PlannedChange change : replan.changes()) {
        if (change instanceof TableChange table) {
          Labelled labelled =
              new Labelled(
                  table.namespace(),
                  table.shard(),
                  table.table(),
                  table.operation().name(),
                  table.operation()::equals,
                  table.ddl());
          int position = changes.size() + rejected.size() + 1;
          try {
            changes.add(side.key(labelled, position));
          } catch (StatementRejectedException e) {
            rejected.add(
                Refusal.of(
                    REPLAN_STATEMENT_UNREADABLE,
                    "re-planned statement " + position,
                    e.expected(),
                    e.code() + ": " + e.found()));
          }
        }
      }
      return Gathered.of(new WholeReplan(replan.changes(), changes), rejected);
    }

    /** The scope is the only restriction, whatever the adapter made of the hint. */
    private static ReplannedChanges restricted(WholeReplan whole, Scope scope) {
      return new ReplannedChanges(
          whole.keyed().stream()
              .filter(change -> scope.coversTables(change.key().namespace(), change.key().shard()))
              .toList());
    }

    private Gathered<DispatchedVSchemas> dispatchedVSchemas(DesiredSchema wanted) {
      TreeMap<Namespace, String> normal = new TreeMap<>();
      List<Refusal> rejected = new ArrayList<>();
      int index = 0;
      for (ReviewedChange change : dispatch.changes()) {
        if (change instanceof ReviewedChange.VSchema vschema) {
          String where = "$.ddl_changes[" + index + "], VSchema of " + vschema.namespace();
          Optional<String> document = wanted.vschema(vschema.namespace());
          if (document.isEmpty()) {
            rejected.add(
                Refusal.of(
                    VSCHEMA_WITHOUT_CONTENT,
                    where,
                    "vschema.json of that namespace in the desired schema",
                    "none"));
          } else {
            Gathered<String> form = normalForm(where, document.get());
            form.value().ifPresent(text -> normal.put(vschema.namespace(), text));
            rejected.addAll(form.refusals());
          }
        }
        index++;
      }
      return Gathered.of(new DispatchedVSchemas(normal), rejected);
    }

    private static Gathered<ReplannedVSchemas> replannedVSchemas(Replan replan, Scope scope) {
      TreeMap<Namespace, String> normal = new TreeMap<>();
      List<Refusal> rejected = new ArrayList<>();
      for (PlannedChange change : replan.changes()) {
        if (!(change instanceof VSchemaChange vschema) || !scope.covers(change)) {
          continue;
        }
        String where = "the re-plan, namespace " + vschema.namespace();
        Gathered<String> form = normalForm(where, vschema.content());
        rejected.addAll(form.refusals());
        if (form.value().isPresent()
            && normal.put(vschema.namespace(), form.value().get()) != null) {
          rejected.add(
              Refusal.of(
                  REPLAN_VSCHEMA_REPEATED, where, "one VSchema change a namespace", "another one"));
        }
      }
      return Gathered.of(new ReplannedVSchemas(normal), rejected);
    }

    private static Gathered<String> normalForm(String where, String document) {
      try {
        return Gathered.known(VSchema.read(document).normalForm());
      } catch (VSchemaException e) {
        return Gathered.unknown(
            Refusal.of(VSCHEMA_UNREADABLE, where + ", " + e.path(), e.expected(), e.found()));
      }
    }
  }
}
