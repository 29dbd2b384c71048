package io.driftguard.api.engine;

import io.driftguard.api.EngineId;

/**
 * The bridge to one kind of database. Implementations are registered with
 * {@code @AutoService(EngineAdapter.class)}, found by {@link java.util.ServiceLoader}, and need a
 * public constructor without parameters. The guard refuses when two adapters give one id.
 */
public interface EngineAdapter {

  /** The id that dispatches name in {@code type}. */
  EngineId id();

  /** The SPI version that the adapter was compiled against: {@code return SpiVersion.CURRENT;}. */
  int spiVersion();

  /** One sentence for people who list the adapters that were found. */
  String description();

  /**
   * Opens a deployment for reading. Nothing is ever written to it.
   *
   * @throws EngineException when the source is not one that this adapter reads, or cannot be
   *     reached or understood
   */
  Deployment open(LiveSource source) throws EngineException;

  /**
   * Opens a deployment for reading, and says how far the readings have come. An adapter that has
   * nothing to say of them leaves this method as it is.
   *
   * @throws EngineException as {@link #open(LiveSource)}
   */
  default Deployment open(LiveSource source, Progress progress) throws EngineException {
    return open(source);
  }
}
