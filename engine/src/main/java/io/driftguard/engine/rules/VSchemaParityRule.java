package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_NOT_REPLANNED;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_NOT_REVIEWED;

import io.driftguard.api.Namespace;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.DispatchedVSchemas;
import io.driftguard.api.rule.ReplannedVSchemas;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** A VSchema is compared by its whole content, never by a flag that says that it changes. */
@Rule(
    id = "vschema-parity",
    title = "Reviewed and re-planned VSchemas are equal, namespace by namespace",
    recovery = "re-plan against the current schema to refresh the reviewed plan, then re-apply",
    scopes = {ScopeKind.WHOLE_DEPLOYMENT, ScopeKind.NAMESPACE_FINALIZER})
public final class VSchemaParityRule {

  public RuleOutcome evaluate(DispatchedVSchemas dispatched, ReplannedVSchemas replanned) {
    SortedMap<Namespace, String> reviewed = dispatched.byNamespace();
    SortedMap<Namespace, String> planned = replanned.byNamespace();
    TreeSet<Namespace> namespaces = new TreeSet<>(reviewed.keySet());
    namespaces.addAll(planned.keySet());
    Findings findings = new Findings();
    for (Namespace namespace : namespaces) {
      judge(
          namespace,
          Optional.ofNullable(reviewed.get(namespace)),
          Optional.ofNullable(planned.get(namespace)),
          findings);
    }
    return reviewed.equals(planned)
        ? RuleOutcome.satisfied(reviewed.size() + " VSchemas are equal")
        : findings.violated();
  }

  private static void judge(
      Namespace namespace, Optional<String> reviewed, Optional<String> planned, Findings findings) {
    String where = "the VSchema of namespace " + namespace;
    if (planned.isEmpty()) {
      findings.add(
          VSCHEMA_NOT_REPLANNED,
          where,
          "the reviewed " + reviewed.orElse("VSchema"),
          "no VSchema change in the re-plan");
    } else if (reviewed.isEmpty()) {
      findings.add(
          VSCHEMA_NOT_REVIEWED,
          where,
          "no VSchema change that was not reviewed",
          "the re-planned " + planned.get());
    } else if (!reviewed.equals(planned)) {
      findings.add(
          VSCHEMA_DIFFERS,
          where,
          "the reviewed " + reviewed.get(),
          "the re-planned " + planned.get());
    }
  }
}
