package io.driftguard.engine.report;

/**
 * What a terminal can show.
 *
 * @param width its columns; 0 when lines are not to be broken
 * @param colours whether it shows colours
 */
public record TextStyle(int width, boolean colours) {

  /** A file or a pipe: lines as they are, no colours. */
  public static final TextStyle PLAIN = new TextStyle(0, false);

  /** Narrower than this, lines are left to the terminal. */
  static final int MIN_WIDTH = 40;

  /** A colour or weight, as ANSI escape codes. */
  enum Paint {
    GOOD("\u001b[1;32m"),
    BAD("\u001b[1;31m"),
    STRONG("\u001b[1m"),
    TAKEN("\u001b[31m"),
    ADDED("\u001b[32m"),
    FAINT("\u001b[2m");

    private static final String OFF = "\u001b[0m";

    private final String on;

    Paint(String on) {
      this.on = on;
    }
  }

  String paint(Paint paint, String text) {
    return colours && !text.isEmpty() ? paint.on + text + Paint.OFF : text;
  }
}
