package io.driftguard.engine.rules;

import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_NOT_REPLANNED;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_NOT_REVIEWED;

import io.driftguard.api.Namespace;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.DispatchedVSchemas;
import io.driftguard.api.rule.LiveFact;
import io.driftguard.api.rule.ReplannedVSchemas;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaEdit;
import io.driftguard.vschema.VSchemaException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A VSchema is compared by its whole content, never by a flag that says that it changes. */
@Rule(
    id = "vschema-parity",
    title = "Reviewed and re-planned VSchemas are equal, namespace by namespace",
    recovery = "re-plan against the current schema to refresh the reviewed plan, then re-apply",
    scopes = {ScopeKind.WHOLE_DEPLOYMENT, ScopeKind.NAMESPACE_FINALIZER})
public final class VSchemaParityRule {

  /** How many places of a difference a finding names; the rest is counted. */
  private static final int SHOWN = 20;

  public RuleOutcome evaluate(
      DispatchedVSchemas dispatched, ReplannedVSchemas replanned, LiveFact read) {
    SortedMap<Namespace, String> reviewed = dispatched.byNamespace();
    SortedMap<Namespace, String> planned = replanned.byNamespace();
    SortedMap<Namespace, String> live = read.live().vschemas();
    TreeSet<Namespace> namespaces = new TreeSet<>(reviewed.keySet());
    namespaces.addAll(planned.keySet());
    Findings findings = new Findings();
    for (Namespace namespace : namespaces) {
      judge(
          namespace,
          Optional.ofNullable(reviewed.get(namespace)),
          Optional.ofNullable(planned.get(namespace)),
          Optional.ofNullable(live.get(namespace)),
          findings);
    }
    return reviewed.equals(planned)
        ? RuleOutcome.satisfied(reviewed.size() + " VSchemas are equal")
        : findings.violated();
  }

  private static void judge(
      Namespace namespace,
      Optional<String> reviewed,
      Optional<String> planned,
      Optional<String> live,
      Findings findings) {
    String where = "the VSchema of namespace " + namespace;
    if (planned.isEmpty()) {
      findings.add(
          VSCHEMA_NOT_REPLANNED,
          where,
          "the reviewed VSchema change in the re-plan",
          "no VSchema change there"
              + difference(
                  live,
                  reviewed,
                  "; the live VSchema is the reviewed one already",
                  "; from the live VSchema to the reviewed one: "));
    } else if (reviewed.isEmpty()) {
      findings.add(
          VSCHEMA_NOT_REVIEWED,
          where,
          "no VSchema change that was not reviewed",
          "a re-planned change" + difference(live, planned, "", " of the live VSchema: "));
    } else if (!reviewed.equals(planned)) {
      findings.add(
          VSCHEMA_DIFFERS,
          where,
          "the reviewed VSchema in the re-plan",
          "another one" + difference(reviewed, planned, "", "; from the reviewed one to it: "));
    }
  }

  /**
   * Where the one differs from the other.
   *
   * @param equal what is said when they do not
   * @param lead what is said before the places
   * @return nothing when one of them cannot be had
   */
  private static String difference(
      Optional<String> from, Optional<String> to, String equal, String lead) {
    if (from.isEmpty() || to.isEmpty()) {
      return "";
    }
    List<VSchemaEdit> edits;
    try {
      edits = VSchema.read(from.get()).editsTo(VSchema.read(to.get()));
    } catch (VSchemaException e) {
      // It is refused where it is read; here it only cannot be explained.
      return "";
    }
    if (edits.isEmpty()) {
      return equal;
    }
    String shown =
        edits.stream().limit(SHOWN).map(VSchemaEdit::toString).collect(Collectors.joining("; "));
    return lead + shown + (edits.size() > SHOWN ? "; and " + (edits.size() - SHOWN) + " more" : "");
  }
}
