package io.driftguard.vitess;

import java.util.Comparator;
import java.util.HexFormat;

/**
 * A range of keyspace ids: from its start to before its end.
 *
 * <p>A bound stands for the bytes that it spells, followed by zero bytes without end. So trailing
 * zero bytes mean nothing, and bounds are kept without them.
 *
 * @param start lower-case hexadecimal without trailing zero bytes; empty for the minimum
 * @param end lower-case hexadecimal without trailing zero bytes; empty for the maximum
 */
record KeyRange(String start, String end) {

  /** By start; the order of hexadecimal text is that of its bytes. */
  static final Comparator<KeyRange> BY_START = Comparator.comparing(KeyRange::start);

  private static final HexFormat HEX = HexFormat.of();

  /** The bound that hexadecimal text spells, in whichever letter case. */
  static String bound(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return HEX.formatHex(bytes, 0, length);
  }

  boolean endsAtMaximum() {
    return end.isEmpty();
  }

  /** Tells whether not one keyspace id is in the range. */
  boolean isEmpty() {
    return !endsAtMaximum() && start.compareTo(end) >= 0;
  }

  @Override
  public String toString() {
    return start + "-" + end;
  }
}
