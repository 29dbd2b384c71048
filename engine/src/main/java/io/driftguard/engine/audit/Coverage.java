package io.driftguard.engine.audit;

import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;

/**
 * Whether a set of dispatches is exactly what one deployment needs: each dispatch is permitted, and
 * each change of the re-plan is in the scope of one dispatch and of no other.
 *
 * @param dispatches the dispatches with the guard's verdicts on them
 * @param gaps what is covered by none of them, or by more than one, sorted
 */
public record Coverage(List<JudgedDispatch> dispatches, List<Refusal> gaps) {

  public Coverage {
    dispatches = List.copyOf(dispatches);
    gaps = gaps.stream().distinct().sorted().toList();
  }

  /**
   * A dispatch of the set.
   *
   * @param name the dispatch as the caller named it: a file
   * @param verdict the guard's verdict; it is for the audit only, and its permit is not handed out
   */
  public record JudgedDispatch(String name, Verdict verdict) {}

  /** Whether all is covered, once, by dispatches that are permitted. */
  public boolean isExact() {
    return gaps.isEmpty() && dispatches.stream().allMatch(each -> each.verdict().exitCode() == 0);
  }
}
