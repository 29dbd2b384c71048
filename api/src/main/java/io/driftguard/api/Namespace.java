package io.driftguard.api;

/**
 * The name of a MySQL schema or of a Vitess keyspace, compared exactly (letter case included).
 *
 * @param name the name as the server spells it: not blank, not padded, no control characters
 */
public record Namespace(String name) implements Comparable<Namespace> {

  /**
   * @throws IllegalArgumentException when the name is blank, padded or holds a control character
   */
  public Namespace {
    Names.requirePlain("namespace", name);
  }

  @Override
  public int compareTo(Namespace other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
