package io.driftguard.propertytests.contract;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.fanout.FanOut;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Laws;
import io.driftguard.propertytests.PlanModel;
import io.driftguard.propertytests.ReferenceEngine;
import io.driftguard.propertytests.TableModel.Spelling;
import io.driftguard.propertytests.TableSet;
import io.driftguard.propertytests.Topologies;
import io.driftguard.propertytests.contract.Asking.Open;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The laws behind the clauses, one method each. */
final class EngineLaws {

  private static final String CHANGE_OF_SHARD = "a change of a shard";
  private static final String CHANGE_WITHOUT_SHARD = "a change in a namespace without shards";
  private static final String VSCHEMA_CHANGE = "a change of a VSchema";
  private static final String DRIFTED = "a place that is not as desired";
  private static final String NOT_DRIFTED = "a place that is as desired";
  private static final String CHANGE = "a change";
  private static final String UNMANAGED = "a namespace that is not managed";
  private static final String PERMITTED = "a dispatch";
  private static final String OUT_OF_SCOPE = "a change that a scope leaves out";
  private static final String SILENT = "a deployment that does not answer";
  private static final String IN_SCOPE = "a change that a scope covers";

  /** What has to be met while a clause is judged, or the judgement is about nothing. */
  static final Map<Clause, List<Sight>> SIGHTS = sights();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);

  private static final int THREADS = 4;

  private EngineLaws() {}

  private static Map<Clause, List<Sight>> sights() {
    EnumMap<Clause, List<Sight>> sights = new EnumMap<>(Clause.class);
    sights.put(Clause.E6, List.of(new Sight(CHANGE_OF_SHARD, Trait.SHARDED_NAMESPACES)));
    sights.put(Clause.E7, List.of(new Sight(CHANGE_WITHOUT_SHARD, Trait.UNSHARDED_NAMESPACES)));
    sights.put(Clause.E8, List.of(new Sight(CHANGE)));
    sights.put(Clause.E9, List.of(new Sight(CHANGE)));
    sights.put(Clause.E10, List.of(new Sight(CHANGE), new Sight(UNMANAGED)));
    sights.put(Clause.E11, List.of(new Sight(VSCHEMA_CHANGE, Trait.VSCHEMAS)));
    sights.put(Clause.E12, List.of(new Sight(DRIFTED), new Sight(NOT_DRIFTED)));
    sights.put(Clause.E13, List.of(new Sight(DRIFTED)));
    sights.put(
        Clause.E14,
        List.of(new Sight(IN_SCOPE), new Sight(OUT_OF_SCOPE, Trait.SHARDED_NAMESPACES)));
    sights.put(Clause.E15, List.of(new Sight(PERMITTED)));
    sights.put(Clause.E16, List.of(new Sight(NOT_DRIFTED)));
    sights.put(Clause.E17, List.of(new Sight(CHANGE)));
    return Collections.unmodifiableMap(sights);
  }

  // Identity.

  static void spiVersion(Subject subject, Tally tally) {
    int version = Asking.answer("the SPI version", () -> subject.adapter().spiVersion());
    require(
        version == SpiVersion.CURRENT,
        "expected SPI version " + SpiVersion.CURRENT + ", found " + version);
  }

  static void identity(Subject subject, Tally tally) {
    EngineAdapter adapter = subject.adapter();
    EngineId id = Asking.answer("the id", adapter::id);
    String description = Asking.answer("the description", adapter::description);
    require(
        !description.isBlank() && description.lines().count() == 1,
        "expected a description in one line, found \"" + description + "\"");
    EngineId again = Asking.answer("the id", adapter::id);
    require(id.equals(again), "expected id \"" + id + "\" again, found \"" + again + "\"");
    String said = Asking.answer("the description", adapter::description);
    require(
        description.equals(said),
        "expected the description \"" + description + "\" again, found \"" + said + "\"");
  }

  static void registration(Subject subject, Tally tally) {
    EngineId id = Asking.answer("the id", () -> subject.adapter().id());
    List<String> found =
        subject.registered().stream()
            .filter(registered -> id.equals(Asking.answer("the id", registered::id)))
            .map(registered -> registered.getClass().getName())
            .toList();
    String own = subject.adapter().getClass().getName();
    require(
        found.equals(List.of(own)),
        "expected " + own + " alone for the id \"" + id + "\", found " + found);
  }

  // Topology.

  static void topologyIsStable(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Topology first =
              Asking.open(
                  subject,
                  source,
                  open -> {
                    Topology known = open.topology();
                    requireSame("a second call", known, open.topology());
                    return known;
                  });
          requireSame(
              "another opening", first, Asking.open(subject, source, open -> open.topology()));
          return true;
        });
  }

  private static void requireSame(String when, Topology first, Topology other) {
    require(
        first.equals(other),
        "expected " + first.namespaces() + " again in " + when + ", found " + other.namespaces());
  }

  static void topologyIsTheDeployments(Subject subject, Tally tally) {
    Topology expected = subject.deployments().topology(subject.model());
    Topology found = Asking.open(subject, open -> open.topology());
    require(
        expected.equals(found),
        "expected " + expected.namespaces() + ", found " + found.namespaces());
  }

  // The shape of a re-plan.

  static void shardsOfTheTopology(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          requireLacking(Trait.SHARDED_NAMESPACES, subject, topology);
          for (TableChange change : tables(open.whole().changes())) {
            if (!topology.isSharded(change.namespace())) {
              continue;
            }
            tally.saw(CHANGE_OF_SHARD);
            require(
                change
                    .shard()
                    .filter(shard -> topology.hasShard(change.namespace(), shard))
                    .isPresent(),
                "expected one of "
                    + topology.namespaces().get(change.namespace())
                    + ", found "
                    + change.shard().map(ShardName::value).orElse("no shard")
                    + " in "
                    + shown(change));
          }
          return true;
        });
  }

  static void noShardIsMadeUp(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          requireLacking(Trait.UNSHARDED_NAMESPACES, subject, topology);
          for (TableChange change : tables(open.whole().changes())) {
            if (topology.knows(change.namespace()) && !topology.isSharded(change.namespace())) {
              tally.saw(CHANGE_WITHOUT_SHARD);
              require(change.shard().isEmpty(), "expected no shard, found one in " + shown(change));
            }
          }
          return true;
        });
  }

  static void oneStatementAChange(Subject subject, Tally tally) {
    requireNone(subject, tally, RefusalCode.REPLAN_STATEMENT_UNREADABLE);
  }

  static void labelsAreTrue(Subject subject, Tally tally) {
    requireNone(subject, tally, RefusalCode.REPLAN_LABEL_DIFFERS);
  }

  /** The guard is asked, so that nobody reads a statement in another way than it does. */
  private static void requireNone(Subject subject, Tally tally, RefusalCode code) {
    PlanModel plan =
        Asking.open(subject, open -> new PlanModel(open.topology(), open.whole().changes()));
    tables(plan.changes()).forEach(change -> tally.saw(CHANGE));
    Dispatch nothing =
        new Dispatch(
            "plan-1",
            "conformance",
            ReferenceEngine.ID,
            "",
            "",
            Optional.empty(),
            List.of(),
            Optional.empty(),
            true);
    Verdict verdict =
        guard(ReferenceEngine.planningEverything(plan))
            .check(
                CheckRequest.of(
                    nothing, Optional.of(subject.desired()), subject.deployments().foreign()));
    List<Refusal> refusals =
        verdict.match(
            permitted -> List.of(),
            refused ->
                refused.refusals().stream().filter(r -> r.code().equals(code.name())).toList());
    require(refusals.isEmpty(), refusals.stream().map(EngineLaws::shown).collect(inLines()));
  }

  static void onlyDesiredNamespaces(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          Set<Namespace> desired = subject.desired().namespaces().keySet();
          if (!desired.containsAll(topology.namespaces().keySet())) {
            tally.saw(UNMANAGED);
          }
          List<PlannedChange> changes = new ArrayList<>(open.whole().changes());
          for (Scope scope : Asking.scopesOf(topology)) {
            changes.addAll(open.replan(scope).changes());
          }
          for (PlannedChange change : changes) {
            tally.saw(CHANGE);
            require(
                desired.contains(change.namespace()),
                "expected changes of " + desired + " alone, found " + shown(change));
            require(
                topology.knows(change.namespace()),
                "expected a namespace of the topology, found " + shown(change));
          }
          return true;
        });
  }

  static void desiredVSchemas(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          requireLacking(Trait.VSCHEMAS, subject, open.topology());
          Set<Namespace> seen = new HashSet<>();
          for (PlannedChange change : open.whole().changes()) {
            if (change instanceof VSchemaChange vschema) {
              tally.saw(VSCHEMA_CHANGE);
              Optional<String> wanted = subject.desired().vschema(vschema.namespace());
              require(wanted.isPresent(), "expected none to be desired, found " + shown(change));
              require(
                  normalForm(wanted.orElseThrow()).equals(normalForm(vschema.content())),
                  "expected the content " + wanted.orElseThrow() + ", found " + vschema.content());
              require(seen.add(vschema.namespace()), "expected one, found two of " + shown(change));
            }
          }
          if (subject.lacks().contains(Trait.VSCHEMAS)) {
            EngineException unused =
                trouble(
                    subject,
                    open.source(),
                    withVSchemas(subject.desired()),
                    new Scope.WholeDeployment(),
                    "a desired VSchema, which the engine lacks");
          }
          return true;
        });
  }

  private static DesiredSchema withVSchemas(DesiredSchema desired) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>(desired.namespaces());
    namespaces.replaceAll((namespace, files) -> new NamespaceFiles(files.sql(), Optional.of("{}")));
    return new DesiredSchema(namespaces);
  }

  private static String normalForm(String document) {
    try {
      return VSchema.read(document).normalForm();
    } catch (VSchemaException e) {
      throw new BrokenLawException("expected a VSchema, found " + document + ": " + e.getMessage());
    }
  }

  // The content of a re-plan.

  static void whatDiffersIsPlanned(Subject subject, Tally tally) {
    DeploymentModel model = subject.model();
    List<PlannedChange> changes = Asking.open(subject, open -> open.whole().changes());
    for (Place place : Topologies.placesOf(model.topology())) {
      if (!model.desired().containsKey(place.namespace())) {
        continue;
      }
      boolean drifted = model.hasDrifted(place);
      tally.saw(drifted ? DRIFTED : NOT_DRIFTED);
      List<TableChange> planned =
          tables(changes).stream().filter(change -> isAt(place, change)).toList();
      require(
          drifted != planned.isEmpty(),
          drifted
              ? "expected a change of " + place + ", which is not as desired, found none"
              : "expected no change of "
                  + place
                  + ", which is as desired, found "
                  + planned.stream().map(EngineLaws::shown).collect(inLines()));
    }
    for (Namespace namespace : model.liveVSchemas().keySet()) {
      boolean drifted = model.vschemaHasDrifted(namespace);
      boolean planned =
          changes.stream()
              .anyMatch(
                  change ->
                      change instanceof VSchemaChange && change.namespace().equals(namespace));
      require(
          drifted == planned,
          "expected "
              + (drifted ? "a" : "no")
              + " change of the VSchema of "
              + namespace
              + ", found "
              + (planned ? "one" : "none"));
    }
  }

  static void leadsToTheDesiredTables(Subject subject, Tally tally) {
    DeploymentModel model = subject.model();
    List<PlannedChange> changes = Asking.open(subject, open -> open.whole().changes());
    for (Place place : Topologies.placesOf(model.topology())) {
      NamespaceFiles wanted = subject.desired().namespaces().get(place.namespace());
      if (wanted == null) {
        continue;
      }
      if (model.hasDrifted(place)) {
        tally.saw(DRIFTED);
      }
      Schema schema = schema(model.at(place).files(Spelling.PRINTED));
      List<TableChange> planned =
          tables(changes).stream().filter(change -> isAt(place, change)).toList();
      for (TableChange change : planned) {
        schema = applied(schema, change);
      }
      Schema desired = schema(wanted.sql());
      require(
          schema.equals(desired),
          "expected the tables "
              + desired.texts()
              + " in "
              + place
              + " after "
              + planned.stream().map(EngineLaws::shown).collect(inLines())
              + "\nfound "
              + schema.texts());
    }
  }

  private static Schema schema(SortedMap<String, String> files) {
    try {
      return Schema.parseAll(files, ServerProfile.DEFAULT);
    } catch (SchemaException e) {
      throw new IllegalStateException("the model's own tables were not understood", e);
    }
  }

  private static Schema applied(Schema schema, TableChange change) {
    try {
      return Simulator.apply(schema, new DdlParser().parse(change.ddl()));
    } catch (SimulationException | DdlRejectedException e) {
      throw new BrokenLawException(
          "expected that "
              + shown(change)
              + " can be run on "
              + schema.texts()
              + ", found "
              + e.getMessage());
    }
  }

  static void restriction(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          List<PlannedChange> whole = open.whole().changes();
          for (Scope scope : Asking.scopesOf(topology)) {
            List<PlannedChange> answer = open.replan(scope).changes();
            List<PlannedChange> expected = covered(scope, whole);
            List<PlannedChange> found = covered(scope, answer);
            tally.saw(expected.isEmpty() ? "a scope without changes" : IN_SCOPE);
            if (expected.size() < whole.size()) {
              tally.saw(OUT_OF_SCOPE);
            }
            require(
                byPlace(expected).equals(byPlace(found)),
                "expected for the "
                    + scope
                    + "\n"
                    + expected.stream().map(EngineLaws::shown).collect(inLines())
                    + "\nfound\n"
                    + found.stream().map(EngineLaws::shown).collect(inLines()));
            List<PlannedChange> more = new ArrayList<>(answer);
            more.removeAll(whole);
            require(
                more.isEmpty(),
                "expected for the "
                    + scope
                    + " nothing that no other question brings, found\n"
                    + more.stream().map(EngineLaws::shown).collect(inLines()));
          }
          return true;
        });
  }

  /** The order between two places means nothing: no statement of one depends on the other. */
  private static Map<String, List<PlannedChange>> byPlace(List<PlannedChange> changes) {
    return changes.stream()
        .collect(
            Collectors.groupingBy(
                change ->
                    change.match(
                        table -> "tables of " + new Place(table.namespace(), table.shard()),
                        vschema -> "VSchema of " + vschema.namespace()),
                TreeMap::new,
                Collectors.toList()));
  }

  static void fanOutIsPermitted(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          List<Dispatch> dispatches =
              Asking.open(
                  subject,
                  source,
                  open ->
                      FanOut.of(
                          open.whole(),
                          open.topology(),
                          new FanOut.Template(
                              "plan-1",
                              "conformance",
                              subject.adapter().id(),
                              "conformance",
                              "conformance"),
                          subject.desired()));
          for (Dispatch dispatch : dispatches) {
            tally.saw(PERMITTED);
            Verdict verdict =
                guard(subject.adapter())
                    .check(new CheckRequest(Laws.arrives(dispatch), Optional.empty(), source));
            require(
                Laws.isPermitted(verdict),
                "expected a permit for " + shown(dispatch) + "\nfound " + Laws.explained(verdict));
          }
          return true;
        });
  }

  static void whatWasReadIsTold(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          List<Place> managed =
              Topologies.placesOf(topology).stream()
                  .filter(place -> subject.desired().namespaces().containsKey(place.namespace()))
                  .toList();
          for (Scope scope : Asking.scopesOf(topology)) {
            Replan replan = open.replan(scope);
            for (Place place : managed) {
              if (scope.coversTables(place.namespace(), place.shard())) {
                if (!subject.model().hasDrifted(place)) {
                  tally.saw(NOT_DRIFTED);
                }
                require(
                    replan.live().tables().containsKey(place),
                    "expected the tables of "
                        + place
                        + " in live() of the re-plan of the "
                        + scope
                        + ", found those of "
                        + replan.live().tables().keySet());
              }
            }
            for (Namespace namespace : subject.desired().namespaces().keySet()) {
              if (scope.coversVSchema(namespace)
                  && subject.desired().vschema(namespace).isPresent()) {
                require(
                    replan.live().vschemas().containsKey(namespace),
                    "expected the VSchema of "
                        + namespace
                        + " in live() of the re-plan of the "
                        + scope
                        + ", found those of "
                        + replan.live().vschemas().keySet());
              }
            }
          }
          return true;
        });
  }

  // Behaviour.

  static void healthyDeploymentsAreAnswered(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          boolean whole =
              topology.namespaces() != null
                  && Asking.scopesOf(topology).stream()
                      .noneMatch(scope -> open.replan(scope) == null);
          require(whole, "expected answers without null, found a null topology");
          // Whoever asks a deployment something asks for its topology again.
          Replan unused = open.whole();
          return whole;
        });
  }

  static void deterministic(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Map<Scope, Replan> first =
              Asking.open(
                  subject,
                  source,
                  open -> {
                    List<Scope> scopes = Asking.scopesOf(open.topology());
                    Map<Scope, Replan> answers = answers(open, scopes);
                    Collections.reverse(scopes);
                    requireSame("asked again, in another order", answers, answers(open, scopes));
                    return answers;
                  });
          first.values().forEach(replan -> replan.changes().forEach(change -> tally.saw(CHANGE)));
          // A guard that knows its scope already does not ask for the topology.
          Map<Scope, Replan> other =
              Asking.open(subject, source, open -> answers(open, List.copyOf(first.keySet())));
          requireSame("in another opening", first, other);
          return true;
        });
  }

  private static Map<Scope, Replan> answers(Open open, List<Scope> scopes) {
    Map<Scope, Replan> answers = new LinkedHashMap<>();
    for (Scope scope : scopes) {
      answers.put(scope, open.replan(scope));
    }
    return answers;
  }

  private static void requireSame(
      String when, Map<Scope, Replan> first, Map<Scope, Replan> second) {
    first.forEach(
        (scope, expected) -> {
          Replan found = second.get(scope);
          require(
              expected.equals(found),
              "expected the same re-plan of the "
                  + scope
                  + " "
                  + when
                  + ":\n"
                  + shown(expected)
                  + "\nfound\n"
                  + (found == null ? "none" : shown(found)));
        });
  }

  static void closing(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Deployment one = Asking.answer("the deployment", () -> subject.adapter().open(source));
          Deployment other = Asking.answer("the deployment", () -> subject.adapter().open(source));
          try {
            Topology topology = Asking.answer("the topology", other::topology);
            close("close()", one);
            close("a second close()", one);
            Topology after;
            try {
              after = other.topology();
            } catch (EngineException | RuntimeException e) {
              throw new BrokenLawException(
                  "expected that another deployment stays open, found " + e);
            }
            require(
                topology.equals(after),
                "expected that another deployment stays as it was, found " + after);
          } finally {
            Asking.quietlyClose(one);
            Asking.quietlyClose(other);
          }
          return true;
        });
  }

  private static void close(String what, Deployment deployment) {
    try {
      deployment.close();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new BrokenLawException("expected that " + what + " throws nothing, found " + e);
    }
  }

  static void severalAtOnce(Subject subject, Tally tally) {
    if (subject.deployments().canHoldSeveral()) {
      twoInOneThread(subject);
    }
    Asking.<Boolean>on(
        subject,
        source -> {
          Map<Scope, Replan> alone =
              Asking.open(subject, source, open -> answers(open, Asking.scopesOf(open.topology())));
          List<Scope> scopes = List.copyOf(alone.keySet());
          CyclicBarrier together = new CyclicBarrier(THREADS);
          List<Callable<Boolean>> tasks = new ArrayList<>();
          for (int i = 0; i < THREADS; i++) {
            List<Scope> turned = new ArrayList<>(scopes);
            Collections.rotate(turned, i);
            tasks.add(
                () -> {
                  together.await();
                  requireSame(
                      "asked by " + THREADS + " threads at once",
                      alone,
                      Asking.open(subject, source, open -> answers(open, turned)));
                  return true;
                });
          }
          for (Threads.Outcome<Boolean> outcome : Threads.runAll(tasks)) {
            outcome.orElseThrow(
                failure -> {
                  throw new BrokenLawException(
                      "expected the same answers when "
                          + THREADS
                          + " threads ask at once, found "
                          + failure);
                });
          }
          return true;
        });
  }

  private static void twoInOneThread(Subject subject) {
    DeploymentModel as = subject.model();
    TreeMap<Place, TableSet> places = new TreeMap<>(as.live());
    places.replaceAll(
        (place, tables) -> {
          TableSet wanted = as.desired().get(place.namespace());
          return wanted == null ? tables : wanted;
        });
    Subject migrated =
        new Subject(
            subject.adapter(),
            subject.registered(),
            subject.deployments(),
            as.withLive(places),
            subject.desired(),
            subject.lacks());
    Asking.<Boolean>open(
        subject,
        one -> {
          Replan before = one.replan(new Scope.WholeDeployment());
          Replan after =
              Asking.open(
                  migrated,
                  other -> {
                    Replan ofOther = other.replan(new Scope.WholeDeployment());
                    require(
                        tables(ofOther.changes()).isEmpty(),
                        "expected no change of a second deployment, which is as desired, found\n"
                            + shown(ofOther));
                    return one.replan(new Scope.WholeDeployment());
                  });
          require(
              before.equals(after),
              "expected the same re-plan while a second deployment is open:\n"
                  + shown(before)
                  + "\nfound\n"
                  + shown(after));
          return true;
        });
  }

  static void interruption(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Replan expected =
              Asking.open(subject, source, open -> open.replan(new Scope.WholeDeployment()));
          requireCalm(
              Threads.interrupted(() -> replanOf(subject, source), patience(subject)),
              Optional.of(expected));
          return true;
        });
    Optional<LiveSource> silent = subject.deployments().silent();
    // Not at each try: an adapter that waits uninterruptibly may do so until its deadline.
    if (silent.isPresent() && tally.of(SILENT) == 0) {
      tally.saw(SILENT);
      requireCalm(
          Threads.interrupted(() -> replanOf(subject, silent.get()), patience(subject)),
          Optional.empty());
    }
  }

  private static void requireCalm(Threads.Interrupted<Replan> result, Optional<Replan> allowed) {
    require(result.ended(), "expected an end after the interrupt, found none in time");
    require(
        result.stillInterrupted(),
        "expected that the thread stays interrupted, found that the interrupt was swallowed");
    result
        .outcome()
        .ifPresent(
            outcome ->
                outcome.match(
                    answer -> {
                      require(
                          allowed.filter(answer::equals).isPresent(),
                          "expected EngineException"
                              + allowed.map(whole -> " or\n" + shown(whole)).orElse("")
                              + "\nfound\n"
                              + shown(answer));
                      return true;
                    },
                    failure -> {
                      require(
                          failure instanceof EngineException,
                          "expected EngineException, found " + failure);
                      return true;
                    }));
  }

  static void deadline(Subject subject, Tally tally) {
    Optional<LiveSource> silent = subject.deployments().silent();
    if (silent.isPresent()) {
      tally.saw(SILENT);
      silentIsGivenUp(subject, silent.get());
    } else {
      recordedIsAnswered(subject);
    }
  }

  private static void recordedIsAnswered(Subject subject) {
    Asking.<Boolean>on(
        subject,
        source -> {
          require(
              source instanceof LiveSource.Recorded,
              "expected that deployments() has one that never answers, because the adapter reads"
                  + " running ones, found none");
          Optional<Threads.Outcome<Replan>> outcome =
              Threads.within(() -> replanOf(subject, source), patience(subject));
          require(
              outcome.isPresent(),
              "expected an answer of a recorded deployment within "
                  + patience(subject)
                  + ", found none");
          outcome
              .orElseThrow()
              .orElseThrow(
                  failure -> {
                    throw new UnansweredException(
                        "expected the re-plan of a recorded deployment, but the adapter threw",
                        failure);
                  });
          return true;
        });
  }

  private static void silentIsGivenUp(Subject subject, LiveSource silent) {
    Optional<Threads.Outcome<Replan>> outcome =
        Threads.within(() -> replanOf(subject, silent), patience(subject));
    require(
        outcome.isPresent(),
        "expected an end within "
            + subject.deployments().patience()
            + " though the deployment does not answer, found none");
    outcome
        .orElseThrow()
        .match(
            answer -> {
              throw new BrokenLawException(
                  "expected EngineException from a deployment that does not answer, found\n"
                      + shown(answer));
            },
            failure -> {
              require(
                  failure instanceof EngineException,
                  "expected EngineException from a deployment that does not answer, found "
                      + failure);
              return true;
            });
  }

  private static Duration patience(Subject subject) {
    return subject.deployments().patience();
  }

  private static Replan replanOf(Subject subject, LiveSource source) throws EngineException {
    Deployment deployment = subject.adapter().open(source);
    try {
      Topology unused = deployment.topology();
      return deployment.replan(subject.desired(), new Scope.WholeDeployment());
    } finally {
      Asking.quietlyClose(deployment);
    }
  }

  static void nothingIsWritten(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Object before = subject.deployments().state(source);
          Asking.<Boolean>open(
              subject,
              source,
              open -> {
                Asking.scopesOf(open.topology()).forEach(scope -> open.replan(scope));
                Object during = subject.deployments().state(source);
                require(
                    before.equals(during),
                    "expected the deployment as it was:\n" + before + "\nfound\n" + during);
                return true;
              });
          Object after = subject.deployments().state(source);
          require(
              before.equals(after),
              "expected the deployment as it was, after close():\n" + before + "\nfound\n" + after);
          return true;
        });
  }

  // Trouble.

  static void foreignSourcesAreRefused(Subject subject, Tally tally) {
    LiveSource foreign = subject.deployments().foreign();
    Deployment deployment;
    try {
      deployment = subject.adapter().open(foreign);
    } catch (EngineException e) {
      requireMessage(e);
      return;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      throw new BrokenLawException("expected EngineException for " + foreign + ", found " + e);
    }
    if (deployment != null) {
      Asking.quietlyClose(deployment);
    }
    throw new BrokenLawException(
        "expected EngineException for " + foreign + ", found that open() returned");
  }

  static void missingNamespacesAreTrouble(Subject subject, Tally tally) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>(subject.desired().namespaces());
    namespaces.put(
        new Namespace("driftguard_conformance_nowhere"),
        new NamespaceFiles(
            new TreeMap<>(
                Map.of("t.sql", "CREATE TABLE `t` (`id` int NOT NULL, PRIMARY KEY (`id`))")),
            Optional.empty()));
    EngineException trouble =
        Asking.on(
            subject,
            source ->
                trouble(
                    subject,
                    source,
                    new DesiredSchema(namespaces),
                    new Scope.WholeDeployment(),
                    "a desired namespace that the deployment lacks"));
    require(
        trouble.reason() == EngineException.Reason.NAMESPACE_MISSING,
        "expected the reason NAMESPACE_MISSING, found " + trouble.reason() + ": " + trouble);
  }

  static void unreadableTablesAreTrouble(Subject subject, Tally tally) {
    List<Place> managed =
        Topologies.placesOf(subject.model().topology()).stream()
            .filter(place -> subject.desired().namespaces().containsKey(place.namespace()))
            .toList();
    for (Place place : managed) {
      LiveSource unreadable = subject.deployments().unreadable(subject.model(), place);
      try {
        Scope scope =
            place
                .shard()
                .<Scope>map(shard -> new Scope.SingleShard(Optional.of(place.namespace()), shard))
                .orElseGet(Scope.WholeDeployment::new);
        EngineException unused =
            trouble(
                subject,
                unreadable,
                subject.desired(),
                scope,
                "a table of " + place + " that cannot be read");
      } finally {
        subject.deployments().release(unreadable);
      }
    }
  }

  static void unreadableFilesAreTrouble(Subject subject, Tally tally) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>(subject.desired().namespaces());
    namespaces.replaceAll(
        (namespace, files) -> {
          TreeMap<String, String> sql = new TreeMap<>(files.sql());
          sql.put("unreadable.sql", "CREATE TABLE `unreadable` (`id` int NOT NULL,");
          return new NamespaceFiles(sql, files.vschema());
        });
    DesiredSchema broken = new DesiredSchema(namespaces);
    Asking.<Boolean>on(
        subject,
        source -> {
          for (Scope scope : scopesWithTables(subject)) {
            EngineException unused =
                trouble(subject, source, broken, scope, "a desired file that cannot be understood");
          }
          return true;
        });
  }

  /** The scopes that concern a table of a managed namespace. */
  private static List<Scope> scopesWithTables(Subject subject) {
    Topology topology = subject.model().topology();
    return Asking.scopesOf(topology).stream()
        .filter(
            scope ->
                Topologies.placesOf(topology).stream()
                    .anyMatch(
                        place ->
                            subject.desired().namespaces().containsKey(place.namespace())
                                && scope.coversTables(place.namespace(), place.shard())))
        .toList();
  }

  private static EngineException trouble(
      Subject subject, LiveSource source, DesiredSchema desired, Scope scope, String with) {
    Deployment deployment = null;
    Replan replan;
    try {
      deployment = subject.adapter().open(source);
      Topology unused = deployment.topology();
      replan = deployment.replan(desired, scope);
    } catch (EngineException e) {
      requireMessage(e);
      return e;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      throw new BrokenLawException("expected EngineException for " + with + ", found " + e);
    } finally {
      if (deployment != null) {
        Asking.quietlyClose(deployment);
      }
    }
    throw new BrokenLawException(
        "expected EngineException for "
            + with
            + " in the re-plan of the "
            + scope
            + ", found an answer: "
            + (replan == null ? "null" : shown(replan)));
  }

  private static void requireMessage(EngineException e) {
    String message = e.getMessage();
    require(
        message != null && !message.isBlank() && e.reason() != null,
        "expected an EngineException with a reason and a message, found " + e.reason() + ": " + e);
  }

  // What the laws have in common.

  private static DriftGuard guard(EngineAdapter adapter) {
    return new DriftGuard(
        EngineRegistry.of(List.of(adapter)),
        RuleCatalogs.load(EngineLaws.class.getClassLoader()),
        CLOCK,
        GuardOptions.DEFAULT);
  }

  /** An engine that is said to lack something has it neither in the models nor in its answers. */
  private static void requireLacking(Trait trait, Subject subject, Topology topology) {
    if (subject.lacks().contains(trait)) {
      Optional<String> found = trait.in(subject.model()).or(() -> trait.in(topology));
      require(
          found.isEmpty(),
          "expected no deployment with " + trait + ", as lacks() says, found " + found.orElse(""));
    }
  }

  private static List<TableChange> tables(List<PlannedChange> changes) {
    return changes.stream()
        .filter(TableChange.class::isInstance)
        .map(TableChange.class::cast)
        .toList();
  }

  private static List<PlannedChange> covered(Scope scope, List<PlannedChange> changes) {
    return changes.stream().filter(change -> scope.covers(change)).toList();
  }

  private static boolean isAt(Place place, TableChange change) {
    return change.namespace().equals(place.namespace()) && change.shard().equals(place.shard());
  }

  private static String shown(Replan replan) {
    return replan.changes().isEmpty()
        ? "no change; read: " + replan.live().tables().keySet()
        : replan.changes().stream().map(EngineLaws::shown).collect(inLines())
            + "\nread: "
            + replan.live().tables().keySet();
  }

  private static String shown(PlannedChange change) {
    return change.match(
        table ->
            new Place(table.namespace(), table.shard())
                + "."
                + table.table()
                + " "
                + table.operation()
                + ": "
                + table.ddl(),
        vschema -> "VSchema of " + vschema.namespace() + ": " + vschema.content());
  }

  private static String shown(Dispatch dispatch) {
    return "the dispatch for "
        + dispatch.targetShard().map(target -> "shard " + target.shard()).orElse("the deployment")
        + " "
        + dispatch.changes();
  }

  private static String shown(Refusal refusal) {
    return refusal.where() + ": expected " + refusal.expected() + ", found " + refusal.found();
  }

  private static Collector<CharSequence, ?, String> inLines() {
    return Collectors.joining("\n");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenLawException(otherwise);
    }
  }
}
