package io.driftguard.api.engine;

/** Where the live side of a check is read from. */
public sealed interface LiveSource {

  /**
   * A recorded deployment that is at hand in full.
   *
   * @param snapshot the record
   */
  record Recorded(Snapshot snapshot) implements LiveSource {}

  /**
   * A running deployment.
   *
   * @param location its address without credentials, {@code jdbc:mysql://host:port/} or {@code
   *     vtctld://host:port}
   */
  record Running(String location) implements LiveSource {}
}
