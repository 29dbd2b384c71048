package io.driftguard.engine.audit;

import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.engine.explain.Difference;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One form that a table has, with all the places that have it: they are alike, and need the same.
 *
 * @param state how these places stand
 * @param live the live definition in canonical form, of a VSchema in normal form; empty where the
 *     table is not there, or was not read
 * @param statements what would bring the form to the desired one, in canonical form and in order;
 *     of a VSchema the document to set
 * @param difference what the statements are made of, when there are any and they could be explained
 * @param problems why the places are unverifiable, when they are
 * @param places where it is so: at least one
 */
public record TableForm(
    AuditState state,
    Optional<String> live,
    List<String> statements,
    Optional<Difference> difference,
    List<String> problems,
    SortedSet<AuditedPlace> places) {

  /**
   * @throws IllegalArgumentException when there is no place
   */
  public TableForm {
    statements = List.copyOf(statements);
    problems = List.copyOf(problems);
    places = ImmutableSortedSet.copyOfSorted(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a form is the form of some place");
    }
  }
}
