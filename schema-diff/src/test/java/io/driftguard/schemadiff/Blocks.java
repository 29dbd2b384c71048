package io.driftguard.schemadiff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads tables of cases: blocks of lines between empty lines, without comments. */
final class Blocks {

  private Blocks() {}

  /**
   * A line of a block.
   *
   * @param number its number in the file, counted from 1
   * @param word its first word; empty when the line starts with a space
   * @param rest what follows
   */
  record Line(int number, String word, String rest) {}

  /** The blocks of a resource beside this class. */
  static List<List<Line>> read(String resource) {
    List<List<Line>> blocks = new ArrayList<>();
    List<Line> block = new ArrayList<>();
    int number = 0;
    for (String text : lines(resource)) {
      number++;
      if (text.isBlank() && !block.isEmpty()) {
        blocks.add(block);
        block = new ArrayList<>();
      }
      if (!text.isBlank() && !text.startsWith("#")) {
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        block.add(new Line(number, word, text.substring(word.length()).strip()));
      }
    }
    if (!block.isEmpty()) {
      blocks.add(block);
    }
    return blocks;
  }

  private static List<String> lines(String resource) {
    InputStream in = Objects.requireNonNull(Blocks.class.getResourceAsStream(resource), resource);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
