package io.driftguard.engine.report;

import static java.util.Objects.requireNonNull;

import io.driftguard.api.rule.RefusalKind;
import java.util.List;

/**
 * One thing that is wrong, and every place where exactly this is wrong.
 *
 * @param code its code
 * @param kind what kind of refusal it is
 * @param places where: at least one, sorted; a path into the dispatch, a namespace, shard or table
 * @param fields what is said about it
 */
public record ReportProblem(
    String code, RefusalKind kind, List<String> places, List<ReportField> fields) {

  /**
   * @throws IllegalArgumentException when there is no place
   */
  public ReportProblem {
    requireNonNull(kind, "a problem has a kind");
    places = places.stream().distinct().sorted().toList();
    fields = List.copyOf(fields);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a problem is somewhere, but " + code + " is nowhere");
    }
  }
}
