package io.driftguard.api.rule;

import io.driftguard.api.Namespace;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The VSchemas that the re-plan sets and that the dispatch's scope covers, in normal form.
 *
 * @param byNamespace for each namespace whose VSchema the re-plan changes: the normal form of the
 *     document that it sets
 */
public record ReplannedVSchemas(SortedMap<Namespace, String> byNamespace) implements Fact {
  public ReplannedVSchemas {
    byNamespace = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(byNamespace)));
  }
}
