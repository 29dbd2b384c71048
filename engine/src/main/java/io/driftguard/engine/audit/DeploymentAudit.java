package io.driftguard.engine.audit;

import static io.driftguard.engine.refusal.RefusalCode.CHANGE_COVERED_TWICE;
import static io.driftguard.engine.refusal.RefusalCode.CHANGE_NOT_REVIEWED;
import static io.driftguard.engine.refusal.RefusalCode.DESIRED_SCHEMA_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_NOT_REVIEWED;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.audit.Coverage.JudgedDispatch;
import io.driftguard.engine.explain.Explanation;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The audit of one deployment. */
final class DeploymentAudit {

  private static final String PLAN_ID = "audit";

  private final String name;
  private final LiveSource source;
  private final DesiredSchema desired;
  private final DriftGuard guard;
  private final EngineId engine;
  private final Forms forms;
  private final Progress progress;
  private final List<Refusal> problems = new ArrayList<>();
  private final List<Refusal> gaps = new ArrayList<>();

  DeploymentAudit(
      String name,
      LiveSource source,
      DesiredSchema desired,
      DriftGuard guard,
      EngineId engine,
      Forms forms,
      Progress progress) {
    this.name = name;
    this.source = source;
    this.desired = desired;
    this.guard = guard;
    this.engine = engine;
    this.forms = forms;
    this.progress = progress;
  }

  AuditedDeployment run(Optional<List<AuditedDispatch>> dispatches) {
    Optional<Topology> topology = topology();
    if (topology.isEmpty()) {
      return new AuditedDeployment(name, 0, problems, Optional.empty());
    }
    ImmutableList<JudgedDispatch> judged =
        dispatches.orElse(List.of()).stream()
            .map(each -> new JudgedDispatch(each.name(), judge(each)))
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Part> parts = parts(topology.get());
    int places = 0;
    for (Part part : parts) {
      look(part, dispatches.map(unused -> judged));
      places += part.places().size();
      progress.at("places of " + name, places, places(parts));
    }
    return new AuditedDeployment(
        name, places, problems, dispatches.map(unused -> new Coverage(judged, gaps)));
  }

  /** What is looked at by one check. */
  private record Part(Optional<TargetShard> target, SortedSet<Place> places, boolean vschemas) {}

  private static int places(List<Part> parts) {
    return parts.stream().mapToInt(part -> part.places().size()).sum();
  }

  /** Without a desired schema nothing is re-planned, so that only the topology is read. */
  private Optional<Topology> topology() {
    Verdict verdict =
        guard.check(CheckRequest.of(empty(Optional.empty()), Optional.empty(), source));
    Optional<Topology> topology = verdict.context().topology();
    if (topology.isEmpty()) {
      refusals(verdict).stream()
          .filter(refusal -> !refusal.code().equals(DESIRED_SCHEMA_MISSING.name()))
          .forEach(problems::add);
    }
    return topology;
  }

  private Verdict judge(AuditedDispatch dispatch) {
    return guard.check(new CheckRequest(dispatch.dispatch(), Optional.of(desired), source));
  }

  /** A part for each shard, and one for what belongs to no shard. */
  private ImmutableList<Part> parts(Topology topology) {
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    TreeSet<Place> whole = new TreeSet<>();
    boolean vschemas = false;
    for (Namespace namespace : desired.namespaces().keySet()) {
      vschemas |= desired.vschema(namespace).isPresent();
      if (!topology.isSharded(namespace)) {
        // One that the topology does not know stands here too, so that the rules say so.
        whole.add(new Place(namespace, Optional.empty()));
        continue;
      }
      for (ShardName shard : shards(topology, namespace)) {
        parts.add(
            new Part(
                Optional.of(new TargetShard(Optional.of(namespace), shard)),
                new TreeSet<>(ImmutableSet.of(new Place(namespace, Optional.of(shard)))),
                false));
      }
    }
    if (!whole.isEmpty() || vschemas) {
      parts.add(new Part(Optional.empty(), whole, vschemas));
    }
    return parts.build();
  }

  private static SortedSet<ShardName> shards(Topology topology, Namespace namespace) {
    return Optional.ofNullable(topology.namespaces().get(namespace)).orElseGet(TreeSet::new);
  }

  /** A dispatch that is meant to be empty: all that it lacks is what the place lacks. */
  private Dispatch empty(Optional<TargetShard> target) {
    String database =
        desired.namespaces().isEmpty() ? PLAN_ID : desired.namespaces().firstKey().name();
    return new Dispatch(
        PLAN_ID, database, engine, "", "", target, List.of(), Optional.empty(), true);
  }

  private void look(Part part, Optional<ImmutableList<JudgedDispatch>> judged) {
    Verdict verdict =
        guard.check(CheckRequest.of(empty(part.target()), Optional.of(desired), source));
    List<Refusal> wrong =
        refusals(verdict).stream().filter(refusal -> !isDifference(refusal)).toList();
    problems.addAll(wrong);
    CheckContext context = verdict.context();
    boolean unverifiable =
        wrong.stream().anyMatch(refusal -> refusal.kind() != RefusalKind.DRIFT)
            || context.live().isEmpty()
            || context.replanned().isEmpty();
    if (unverifiable) {
      List<String> why = wrong.stream().map(DeploymentAudit::words).distinct().toList();
      part.places().forEach(place -> forms.addUnverifiable(name, place, why));
      if (part.vschemas()) {
        forms.addUnverifiableVSchemas(name, why);
      }
      return;
    }
    for (Place place : part.places()) {
      List<KeyedChange> changes =
          context.replanned().orElseThrow().stream()
              .filter(change -> place.equals(placeOf(change)))
              .toList();
      AuditState state = standing(place, changes, judged);
      List<Explanation> explanations =
          context.explanations().all().stream()
              .filter(
                  each ->
                      each.namespace().equals(place.namespace())
                          && each.shard().equals(place.shard()))
              .toList();
      forms.add(name, place, context.live().orElseThrow(), changes, state, explanations);
    }
    if (part.vschemas()) {
      vschemas(verdict, judged);
    }
  }

  private void vschemas(Verdict verdict, Optional<ImmutableList<JudgedDispatch>> judged) {
    for (Namespace namespace : desired.namespaces().keySet()) {
      if (desired.vschema(namespace).isEmpty()) {
        continue;
      }
      String where = "the VSchema of namespace " + namespace;
      Optional<Refusal> difference =
          refusals(verdict).stream()
              .filter(
                  refusal ->
                      refusal.code().equals(VSCHEMA_NOT_REVIEWED.name())
                          && refusal.where().equals(where))
              .findFirst();
      AuditState state = AuditState.AS_DESIRED;
      if (difference.isPresent()) {
        state =
            covered(
                judged,
                scope -> scope.coversVSchema(namespace),
                where,
                VSCHEMA_NOT_REVIEWED.name(),
                "its change");
      }
      forms.addVSchema(
          name,
          namespace,
          verdict
              .context()
              .live()
              .flatMap(live -> Optional.ofNullable(live.vschemas().get(namespace))),
          difference.map(Refusal::found),
          state);
    }
  }

  /** How a place stands whose tables need these changes. */
  private AuditState standing(
      Place place, List<KeyedChange> changes, Optional<ImmutableList<JudgedDispatch>> judged) {
    return changes.isEmpty()
        ? AuditState.AS_DESIRED
        : covered(
            judged,
            scope -> scope.coversTables(place.namespace(), place.shard()),
            place.toString(),
            CHANGE_NOT_REVIEWED.name(),
            "the changes of "
                + Quoted.sorted(
                    changes.stream().map(change -> change.key().table()).distinct().toList()));
  }

  /** Whether exactly one dispatch is for it and permitted; what is not so is a gap. */
  private AuditState covered(
      Optional<ImmutableList<JudgedDispatch>> judged,
      Predicate<Scope> isFor,
      String where,
      String codeOfNone,
      String toDo) {
    if (judged.isEmpty()) {
      return AuditState.DRIFTED;
    }
    List<JudgedDispatch> covering =
        judged.get().stream()
            .filter(each -> each.verdict().context().scope().map(isFor::test).orElse(false))
            .toList();
    if (covering.size() == 1) {
      return covering.get(0).verdict().exitCode() == 0 ? AuditState.PENDING : AuditState.DRIFTED;
    }
    if (covering.isEmpty()) {
      boolean vschema = codeOfNone.equals(VSCHEMA_NOT_REVIEWED.name());
      gaps.add(
          Refusal.of(
              vschema ? VSCHEMA_NOT_REVIEWED : CHANGE_NOT_REVIEWED,
              where,
              "a dispatch of the set that is for " + toDo,
              "none"));
    } else {
      gaps.add(
          Refusal.of(
              CHANGE_COVERED_TWICE,
              where,
              "one dispatch of the set that is for it",
              Quoted.sorted(covering.stream().map(JudgedDispatch::name).toList())));
    }
    return AuditState.DRIFTED;
  }

  private static boolean isDifference(Refusal refusal) {
    return refusal.rule().isPresent()
        && (refusal.code().equals(CHANGE_NOT_REVIEWED.name())
            || refusal.code().equals(VSCHEMA_NOT_REVIEWED.name()));
  }

  private static Place placeOf(KeyedChange change) {
    return new Place(change.key().namespace(), change.key().shard());
  }

  private static String words(Refusal refusal) {
    return refusal.code()
        + ": "
        + refusal.where()
        + ": expected "
        + refusal.expected()
        + ", but found "
        + refusal.found();
  }

  private static List<Refusal> refusals(Verdict verdict) {
    return verdict.match(permitted -> List.of(), Verdict.Refused::refusals);
  }
}
