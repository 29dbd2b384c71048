package io.driftguard.api.rule;

import io.driftguard.api.Namespace;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The VSchemas that the dispatch sets, in normal form.
 *
 * @param byNamespace for each namespace with a reviewed VSchema change: the normal form of the
 *     document that it sets
 */
public record DispatchedVSchemas(SortedMap<Namespace, String> byNamespace) implements Fact {
  public DispatchedVSchemas {
    byNamespace = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(byNamespace)));
  }
}
