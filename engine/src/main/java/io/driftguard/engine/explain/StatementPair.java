package io.driftguard.engine.explain;

import java.util.List;
import java.util.Optional;

/**
 * A reviewed statement and the re-planned statement on the same table that comes closest; one of
 * them alone where the other side has none.
 *
 * @param expected the reviewed statement in canonical form
 * @param found the re-planned statement in canonical form
 * @param clauses their clauses side by side, those that are the same included
 */
public record StatementPair(
    Optional<String> expected, Optional<String> found, List<ClauseMatch> clauses) {

  public StatementPair {
    clauses = List.copyOf(clauses);
  }

  /** The clauses that differ: the smallest difference of the two statements. */
  public List<ClauseMatch> differences() {
    return clauses.stream().filter(clause -> clause.kind() != ClauseMatch.Kind.SAME).toList();
  }
}
