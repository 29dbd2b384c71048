package io.driftguard.schemadiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The most names that can stay where they are when a list is put into another order. */
final class LongestCommonOrder {

  private LongestCommonOrder() {}

  /**
   * The longest set of names whose order is the same in both lists. Where several are longest, the
   * answer is always the same one.
   *
   * @param from the names in their old order, each once
   * @param to the same names in their new order
   */
  static Set<String> of(List<String> from, List<String> to) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < from.size(); i++) {
      places.put(from.get(i), i);
    }
    int[] order = to.stream().mapToInt(places::get).toArray();
    Set<String> stay = new HashSet<>();
    for (int at : longestIncreasing(order)) {
      stay.add(from.get(order[at]));
    }
    return stay;
  }

  /** Positions of a longest increasing subsequence: patience sorting, n log n. */
  private static List<Integer> longestIncreasing(int[] values) {
    int[] tails = new int[values.length];
    int[] previous = new int[values.length];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values[tails[middle]] < values[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[i] = low == 0 ? -1 : tails[low - 1];
      tails[low] = i;
      length = Math.max(length, low + 1);
    }
    List<Integer> positions = new ArrayList<>();
    for (int at = length == 0 ? -1 : tails[length - 1]; at >= 0; at = previous[at]) {
      positions.add(at);
    }
    Collections.reverse(positions);
    return positions;
  }
}
