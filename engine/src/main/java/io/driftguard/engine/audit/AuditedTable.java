package io.driftguard.engine.audit;

import io.driftguard.api.Namespace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A table of a namespace, or the VSchema of a namespace, in all places that were looked at.
 *
 * @param namespace the namespace
 * @param table the table; empty for the VSchema
 * @param forms its forms: those that most places have first. Many places are no argument: what is
 *     right is what is desired
 */
public record AuditedTable(Namespace namespace, Optional<String> table, List<TableForm> forms)
    implements Comparable<AuditedTable> {

  private static final Comparator<AuditedTable> ORDER =
      Comparator.comparing(AuditedTable::namespace)
          .thenComparing(each -> each.table().isPresent())
          .thenComparing(each -> each.table().orElse(""));

  private static final Comparator<TableForm> COMMON_FIRST =
      Comparator.comparing((TableForm form) -> -form.places().size())
          .thenComparing(TableForm::state)
          .thenComparing(form -> form.places().first());

  /**
   * @throws IllegalArgumentException when there is no form
   */
  public AuditedTable {
    forms = forms.stream().sorted(COMMON_FIRST).toList();
    if (forms.isEmpty()) {
      throw new IllegalArgumentException("what was looked at has a form");
    }
  }

  /** The form that more than half of the places have, if there is one. */
  public Optional<TableForm> majority() {
    TableForm first = forms.get(0);
    int all = forms.stream().mapToInt(form -> form.places().size()).sum();
    return 2 * first.places().size() > all ? Optional.of(first) : Optional.empty();
  }

  /** How the worst of its places stands. */
  public AuditState state() {
    return forms.stream()
        .map(TableForm::state)
        .max(Comparator.naturalOrder())
        .orElse(AuditState.UNVERIFIABLE);
  }

  /** What it is, for people. */
  public String title() {
    return table.map(name -> namespace + "." + name).orElse("VSchema of " + namespace);
  }

  @Override
  public int compareTo(AuditedTable other) {
    return ORDER.compare(this, other);
  }
}
