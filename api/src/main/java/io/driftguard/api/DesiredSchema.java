package io.driftguard.api;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schema that the reviewed plan leads to.
 *
 * @param namespaces the managed namespaces; one that is not named here is not managed
 */
public record DesiredSchema(SortedMap<Namespace, NamespaceFiles> namespaces) {

  public DesiredSchema {
    namespaces = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(namespaces)));
  }

  /**
   * The files of one namespace.
   *
   * @param sql file name to text: one or more {@code CREATE} statements each
   * @param vschema the VSchema document; empty means that the VSchema of the namespace is not
   *     managed
   */
  public record NamespaceFiles(SortedMap<String, String> sql, Optional<String> vschema) {
    public NamespaceFiles {
      sql = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(sql)));
    }
  }

  /**
   * The VSchema document that a namespace is to have; empty when the namespace or its VSchema is
   * not managed.
   */
  public Optional<String> vschema(Namespace namespace) {
    return Optional.ofNullable(namespaces.get(namespace)).flatMap(NamespaceFiles::vschema);
  }
}
