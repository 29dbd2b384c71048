package io.driftguard.replan;

/**
 * How much a directory may hold before it is refused.
 *
 * @param entries files and directories in all, ignored ones included
 * @param bytesPerFile bytes of one file
 * @param bytes bytes of all files that are read
 */
public record DirectoryLimits(int entries, int bytesPerFile, long bytes) {

  /** 500,000 entries, 4 MiB a file, 512 MiB in all. */
  public static final DirectoryLimits DEFAULT = new DirectoryLimits(500_000, 4 << 20, 512L << 20);

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public DirectoryLimits {
    if (entries <= 0 || bytesPerFile <= 0 || bytes <= 0) {
      throw new IllegalArgumentException(
          "limits are positive, but found " + entries + ", " + bytesPerFile + ", " + bytes);
    }
  }
}
