package io.driftguard.grammar;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tables of cases, as text files beside the tests. A line that starts with two number signs is a
 * comment.
 */
final class Table {

  private Table() {}

  /** The lines of a table that are neither empty nor comments. */
  static List<String> lines(String name) {
    return read(name).lines().filter(line -> !line.isBlank() && !isComment(line)).toList();
  }

  /**
   * The cases of a table whose cases have several lines: each ends at an empty line, and has its
   * parts before and after a line with {@code =>}.
   */
  static List<Case> cases(String name) {
    List<Case> cases = new ArrayList<>();
    for (String block : Splitter.on("\n\n").split(read(name))) {
      String text =
          String.join("\n", block.lines().filter(line -> !isComment(line)).toList()).strip();
      if (!text.isEmpty()) {
        List<String> parts = Splitter.on("\n=>\n").splitToList(text);
        if (parts.size() != 2) {
          throw new IllegalArgumentException("a case has one line with =>, but found: " + text);
        }
        cases.add(new Case(parts.get(0), parts.get(1)));
      }
    }
    return cases;
  }

  /** What goes in, and what comes out. */
  record Case(String input, String expected) {}

  private static boolean isComment(String line) {
    return line.startsWith("##");
  }

  private static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
