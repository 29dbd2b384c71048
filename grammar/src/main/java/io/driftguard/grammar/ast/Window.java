package io.driftguard.grammar.ast;

import io.driftguard.grammar.ast.Query.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * The definition of a window.
 *
 * @param base the window that this one adds to
 * @param partition {@code PARTITION BY}
 * @param order {@code ORDER BY}
 * @param frame the frame
 */
public record Window(
    Optional<String> base, List<Expr> partition, List<SortKey> order, Optional<Frame> frame) {

  public Window {
    partition = List.copyOf(partition);
    order = List.copyOf(order);
  }

  /**
   * The rows around a row.
   *
   * @param unit {@code ROWS}, {@code RANGE} or {@code GROUPS}
   * @param start where it starts
   * @param end where it ends, when that is said
   * @param exclusion what follows {@code EXCLUDE}
   */
  public record Frame(String unit, Bound start, Optional<Bound> end, Optional<String> exclusion) {}

  /**
   * One end of a frame.
   *
   * @param amount how far; empty for {@code UNBOUNDED} and {@code CURRENT ROW}
   * @param words {@code UNBOUNDED PRECEDING}, {@code PRECEDING}, {@code CURRENT ROW}, …
   */
  public record Bound(Optional<Expr> amount, String words) {}
}
