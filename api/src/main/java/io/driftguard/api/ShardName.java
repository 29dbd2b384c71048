package io.driftguard.api;

/**
 * The name of a shard, compared exactly: never trimmed, never folded.
 *
 * <p>The guard never derives a shard name. It takes the one that the dispatch gives and the ones
 * that the engine adapter gives, and compares them.
 *
 * @param value the name as the topology spells it: not blank, not padded, no control characters
 */
public record ShardName(String value) implements Comparable<ShardName> {

  /**
   * @throws IllegalArgumentException when the name is blank, padded or holds a control character
   */
  public ShardName {
    Names.requirePlain("shard name", value);
  }

  @Override
  public int compareTo(ShardName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
