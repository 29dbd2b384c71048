package io.driftguard.propertytests.contract;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was met while a clause was judged, so that a judgement about nothing is noticed. */
public final class Tally {

  private final TreeMap<String, Integer> counts = new TreeMap<>();

  /** Counts one thing that was met. */
  public void saw(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** How often something was met. */
  public int of(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** Everything that was met, and how often. */
  public SortedMap<String, Integer> counts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
