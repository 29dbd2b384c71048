package io.driftguard.api.engine;

/** The version of the engine SPI. */
public final class SpiVersion {

  /**
   * The version that an adapter was compiled against. It is a compile-time constant on purpose: a
   * plug-in that returns it from {@link EngineAdapter#spiVersion} carries the number of the version
   * that it was built with, not of the one that it meets at run time.
   */
  public static final int CURRENT = 1;

  private SpiVersion() {}
}
