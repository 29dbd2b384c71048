package io.driftguard.grammar;

/**
 * A place in a text.
 *
 * @param line counted from 1; a line ends with a line feed
 * @param column in characters, counted from 1
 */
record Place(int line, int column) {

  /** The place of an offset in UTF-16 code units. */
  static Place of(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new Place(line, text.codePointCount(lineStart, offset) + 1);
  }
}
