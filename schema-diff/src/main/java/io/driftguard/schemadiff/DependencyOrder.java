package io.driftguard.schemadiff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names in an order that keeps to what must come before what, and by name where nothing must. */
final class DependencyOrder {

  /**
   * One thing that must come before another.
   *
   * @param first what comes before
   * @param second what comes after
   * @param giveUp what makes the order of the two indifferent
   */
  record Edge(String first, String second, Runnable giveUp) {}

  private final Map<String, List<Edge>> incoming = new HashMap<>();
  private final Map<String, List<Edge>> outgoing = new HashMap<>();
  private final TreeMap<String, Integer> waiting = new TreeMap<>();
  private final TreeSet<String> ready = new TreeSet<>();

  private DependencyOrder(Collection<String> names, List<Edge> edges) {
    Set<String> all = new HashSet<>(names);
    names.forEach(name -> waiting.put(name, 0));
    for (Edge edge : edges) {
      if (!edge.first().equals(edge.second())
          && all.contains(edge.first())
          && all.contains(edge.second())) {
        incoming.computeIfAbsent(edge.second(), name -> new ArrayList<>()).add(edge);
        outgoing.computeIfAbsent(edge.first(), name -> new ArrayList<>()).add(edge);
        waiting.merge(edge.second(), 1, Integer::sum);
      }
    }
    waiting.forEach(
        (name, count) -> {
          if (count == 0) {
            ready.add(name);
          }
        });
  }

  /** The names in order. Edges that go in a circle are given up, as few as need be. */
  static List<String> of(Collection<String> names, List<Edge> edges) {
    return new DependencyOrder(names, edges).sort();
  }

  private List<String> sort() {
    List<String> order = new ArrayList<>();
    while (!waiting.isEmpty()) {
      if (ready.isEmpty()) {
        breakCircle();
      } else {
        String name = ready.pollFirst();
        waiting.remove(name);
        order.add(name);
        outgoing.getOrDefault(name, List.of()).forEach(this::release);
      }
    }
    return order;
  }

  private void release(Edge edge) {
    Integer left = waiting.computeIfPresent(edge.second(), (name, count) -> count - 1);
    if (left != null && left == 0) {
      ready.add(edge.second());
    }
  }

  /** Every name waits for another: going from one to the next ends in a circle. */
  private void breakCircle() {
    Set<String> seen = new HashSet<>();
    String name = waiting.firstKey();
    while (seen.add(name)) {
      name = waitedFor(name);
    }
    String first = waitedFor(name);
    List<Edge> edges = incoming.getOrDefault(name, List.of());
    List<Edge> between = edges.stream().filter(edge -> edge.first().equals(first)).toList();
    edges.removeAll(between);
    outgoing.getOrDefault(first, List.of()).removeAll(between);
    between.forEach(edge -> edge.giveUp().run());
    between.forEach(this::release);
  }

  private String waitedFor(String name) {
    return incoming.getOrDefault(name, List.of()).stream()
        .map(Edge::first)
        .filter(waiting::containsKey)
        .sorted()
        .findFirst()
        .orElseThrow();
  }
}
