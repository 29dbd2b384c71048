package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.stream.Stream;

/** The tables of pairs of tables that have one form, or two. */
final class CanonicalPairs {

  /** What stands before and after an expression that is a row of its table. */
  static final String EXPRESSION =
      "create table t (a int, b int, s varchar(20), d datetime, e date, j json, g int as (";

  private CanonicalPairs() {}

  /** A row of a table of pairs, as two whole statements. */
  record Pair(String left, String right) {}

  /**
   * The pairs of tables.
   *
   * @param kind {@code equal} or {@code different}
   */
  static Stream<Pair> of(String kind) {
    return Stream.of(
            read(kind + "-columns.txt", "create table t (c ", ")"),
            read(kind + "-tables.txt", "create table t ", ""),
            read(kind + "-expressions.txt", EXPRESSION, "))"))
        .flatMap(List::stream);
  }

  /** All pairs, those of other statements included. */
  static Stream<Pair> all(String kind) {
    return Stream.concat(of(kind), read(kind + "-statements.txt", "", "").stream());
  }

  /** A pair as it is written where it is an exception. */
  static String row(String left, String right) {
    return left + " == " + right;
  }

  private static List<Pair> read(String file, String before, String after) {
    return Table.lines("canonical/" + file).stream()
        .filter(line -> !line.startsWith("#"))
        .map(
            row -> {
              List<String> cells = Splitter.on(" == ").splitToList(row);
              assertWithMessage(row).that(cells).hasSize(2);
              return new Pair(before + cells.get(0) + after, before + cells.get(1) + after);
            })
        .toList();
  }
}
