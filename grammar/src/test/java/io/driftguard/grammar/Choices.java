package io.driftguard.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Decisions, each known by its place, so that one can be changed while all others stay. */
final class Choices {

  private static final int TRIES = 100;

  private final long seed;
  private final Map<String, Integer> changed;
  private final List<Asked> asked = new ArrayList<>();

  private record Asked(String place, int among) {}

  private Choices(long seed, Map<String, Integer> changed) {
    this.seed = seed;
    this.changed = Map.copyOf(changed);
  }

  static Choices of(long seed) {
    return new Choices(seed, Map.of());
  }

  /** A number from 0 that is less than another one, the same whenever this place is asked. */
  int below(String place, int bound) {
    asked.add(new Asked(place, bound));
    return decide(place, bound);
  }

  boolean oneIn(String place, int bound) {
    return below(place, bound) == 0;
  }

  /** The same decisions except for one that was asked, which is another one. */
  Choices withOneChanged(Random random) {
    Map<String, Integer> more = new HashMap<>(changed);
    for (int i = 0; i < TRIES; i++) {
      Asked one = asked.get(random.nextInt(asked.size()));
      int other = random.nextInt(one.among());
      if (other != decide(one.place(), one.among())) {
        more.put(one.place(), other);
        break;
      }
    }
    return new Choices(seed, more);
  }

  private int decide(String place, int bound) {
    Integer decided = changed.get(place);
    if (decided != null) {
      return decided % bound;
    }
    long hash = seed * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < place.length(); i++) {
      hash = (hash ^ place.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return (int) Math.floorMod((hash ^ (hash >>> 29)) >>> 3, (long) bound);
  }
}
