package io.driftguard.api.engine;

/**
 * Is told how far a long reading has come, for people who wait. Several threads may call it. It
 * decides nothing: whatever it is told, only the answer of the adapter counts.
 */
@FunctionalInterface
public interface Progress {

  /** Nobody waits. */
  Progress NONE = (what, done, total) -> {};

  /**
   * One more step is done.
   *
   * @param what what is being read: {@code "shards"}, for instance
   * @param done how many of them are read
   * @param total how many there are
   */
  void at(String what, int done, int total);
}
