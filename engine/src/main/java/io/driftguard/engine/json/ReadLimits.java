package io.driftguard.engine.json;

/**
 * How much a document may ask for before it is refused.
 *
 * @param maxBytes bytes of the document
 * @param maxDepth nested objects and arrays
 */
public record ReadLimits(int maxBytes, int maxDepth) {

  /** 32 MiB and 16 levels; the dispatch format itself needs five. */
  public static final ReadLimits DEFAULT = new ReadLimits(32 << 20, 16);

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public ReadLimits {
    if (maxBytes <= 0 || maxDepth <= 0) {
      throw new IllegalArgumentException(
          "limits are positive, but found " + maxBytes + " bytes and " + maxDepth + " levels");
    }
  }
}
