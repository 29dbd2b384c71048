package io.driftguard.propertytests.contract;

import static io.driftguard.propertytests.contract.EngineLaws.CHANGE;
import static io.driftguard.propertytests.contract.EngineLaws.CHANGE_OF_SHARD;
import static io.driftguard.propertytests.contract.EngineLaws.CHANGE_WITHOUT_SHARD;
import static io.driftguard.propertytests.contract.EngineLaws.UNMANAGED;
import static io.driftguard.propertytests.contract.EngineLaws.VSCHEMA_CHANGE;
import static io.driftguard.propertytests.contract.EngineLaws.guard;
import static io.driftguard.propertytests.contract.EngineLaws.inLines;
import static io.driftguard.propertytests.contract.EngineLaws.require;
import static io.driftguard.propertytests.contract.EngineLaws.requireLacking;
import static io.driftguard.propertytests.contract.EngineLaws.shown;
import static io.driftguard.propertytests.contract.EngineLaws.tables;
import static io.driftguard.propertytests.contract.TroubleLaws.trouble;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.propertytests.PlanModel;
import io.driftguard.propertytests.ReferenceEngine;
import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The shape of a re-plan: what each of its changes has to be. */
final class ShapeLaws {

  private ShapeLaws() {}

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
}
