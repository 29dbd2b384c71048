package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import java.util.List;
import java.util.function.Predicate;

/**
 * The clauses of one {@code ALTER TABLE}, by kind. They are one change, not a sequence: the server
 * collects what is dropped, changed and added before it looks at the table; only among what is
 * added or moved does the order of the clauses matter.
 */
record AlterRequest(List<AlterClause> clauses) {

  AlterRequest {
    clauses = List.copyOf(clauses);
  }

  /** The clauses of one kind, in order. */
  <C extends AlterClause> List<C> all(Class<C> kind) {
    return clauses.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  boolean has(Class<? extends AlterClause> kind) {
    return clauses.stream().anyMatch(kind::isInstance);
  }

  boolean any(Predicate<AlterClause> test) {
    return clauses.stream().anyMatch(test);
  }
}
