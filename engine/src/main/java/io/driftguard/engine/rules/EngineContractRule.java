package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.REPLAN_LABEL_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.REPLAN_NAMESPACE_NOT_DESIRED;
import static io.driftguard.engine.refusal.RefusalCode.REPLAN_NAMESPACE_UNKNOWN;
import static io.driftguard.engine.refusal.RefusalCode.REPLAN_SHARD_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.REPLAN_SHARD_UNKNOWN;
import static io.driftguard.engine.refusal.RefusalCode.REPLAN_VSCHEMA_NOT_DESIRED;
import static io.driftguard.engine.refusal.RefusalCode.REPLAN_VSCHEMA_REPEATED;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_UNREADABLE;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.Topology;
import io.driftguard.api.rule.DesiredFact;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.TopologyFact;
import io.driftguard.api.rule.WholeReplan;
import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The whole re-plan is judged, not only what the scope covers: a change that the adapter labels
 * wrongly would otherwise fall out of the scope, and the re-plan would look smaller than it is.
 */
@Rule(
    id = "engine-contract",
    title = "The re-plan keeps the contract of the engine SPI",
    recovery = "report it to the adapter's vendor; if the topology was just changed, check again")
public final class EngineContractRule {

  public RuleOutcome evaluate(WholeReplan replan, TopologyFact known, DesiredFact wanted) {
    Findings findings = new Findings();
    Set<Namespace> vschemas = new HashSet<>();
    for (PlannedChange change : replan.changes()) {
      judgeNamespace(change.namespace(), known.topology(), wanted.desired(), findings);
      if (change instanceof TableChange table) {
        judgeShard(table, known.topology(), findings);
      } else if (change instanceof VSchemaChange vschema) {
        if (!vschemas.add(vschema.namespace())) {
          findings.add(
              REPLAN_VSCHEMA_REPEATED,
              where(vschema),
              "one VSchema change a namespace",
              "another one");
        }
        judgeContent(vschema, wanted.desired(), findings);
      } else {
        throw new IllegalArgumentException("an unknown kind of change: " + change.getClass());
      }
    }
    replan.keyed().forEach(change -> judgeLabels(change, findings));
    return findings.orSatisfied(replan.changes().size() + " re-planned changes keep the contract");
  }

  private static void judgeNamespace(
      Namespace namespace, Topology topology, DesiredSchema desired, Findings findings) {
    if (!topology.knows(namespace)) {
      findings.add(
          REPLAN_NAMESPACE_UNKNOWN,
          "the re-plan",
          "one of " + Quoted.sorted(topology.namespaces().keySet()),
          Quoted.text(namespace.name()));
    }
    if (!desired.namespaces().containsKey(namespace)) {
      findings.add(
          REPLAN_NAMESPACE_NOT_DESIRED,
          "the re-plan",
          "one of " + Quoted.sorted(desired.namespaces().keySet()),
          Quoted.text(namespace.name()));
    }
  }

  private static void judgeShard(TableChange change, Topology topology, Findings findings) {
    String where = where(change) + ", table " + Quoted.text(change.table());
    boolean sharded = topology.isSharded(change.namespace());
    if (sharded && change.shard().isEmpty()) {
      findings.add(REPLAN_SHARD_MISSING, where, "the shard of a sharded namespace", "no shard");
    }
    if (change.shard().isPresent()
        && !topology.hasShard(change.namespace(), change.shard().get())) {
      findings.add(
          REPLAN_SHARD_UNKNOWN,
          where,
          sharded
              ? "one of "
                  + Quoted.sorted(
                      Optional.ofNullable(topology.namespaces().get(change.namespace()))
                          .orElseThrow())
              : "no shard",
          Quoted.text(change.shard().get().value()));
    }
  }

  private static void judgeContent(VSchemaChange change, DesiredSchema desired, Findings findings) {
    Optional<String> document = desired.vschema(change.namespace());
    if (document.isEmpty()) {
      findings.add(
          REPLAN_VSCHEMA_NOT_DESIRED,
          where(change),
          "no change of a VSchema that is not managed",
          "a VSchema change");
      return;
    }
    try {
      String wanted = VSchema.read(document.get()).normalForm();
      String planned = VSchema.read(change.content()).normalForm();
      if (!wanted.equals(planned)) {
        findings.add(REPLAN_VSCHEMA_NOT_DESIRED, where(change), "the desired " + wanted, planned);
      }
    } catch (VSchemaException e) {
      findings.add(VSCHEMA_UNREADABLE, where(change) + ", " + e.path(), e.expected(), e.found());
    }
  }

  private static void judgeLabels(KeyedChange change, Findings findings) {
    LabelMismatch.of(change)
        .forEach(
            mismatch ->
                findings.add(
                    REPLAN_LABEL_DIFFERS,
                    "re-planned statement " + change.position(),
                    "the labelled " + mismatch.label().word() + " " + mismatch.claimed(),
                    mismatch.found() + " in " + Quoted.text(change.ddl())));
  }

  private static String where(PlannedChange change) {
    return "the re-plan, namespace " + change.namespace();
  }
}
