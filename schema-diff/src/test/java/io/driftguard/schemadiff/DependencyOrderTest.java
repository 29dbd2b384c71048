package io.driftguard.schemadiff;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.schemadiff.DependencyOrder.Edge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyOrderTest {

  /** Names, edges as {@code first>second}, the order, and the edges that are given up. */
  @ParameterizedTest
  @CsvSource({
    "c b a,         '',               a b c,   ''",
    "a b c,         c>b b>a,          c b a,   ''",
    "a b c,         c>a,              b c a,   ''",
    "a b,           a>b b>a,          a b,     b>a",
    "a b c d,       a>b b>c c>a c>d,  a b c d, c>a",
    "a b z,         a>b b>a b>z,      a b z,   b>a",
    "a,             a>a,              a,       ''",
    "a b,           x>a b>y,          a b,     ''",
    "a b c,         a>b a>b b>a,      c a b,   b>a",
  })
  void ordersAndBreaksCircles(String names, String edges, String order, String givenUp) {
    List<String> abandoned = new ArrayList<>();
    List<Edge> parsed = new ArrayList<>();
    for (String edge : words(edges)) {
      int sign = edge.indexOf('>');
      parsed.add(
          new Edge(edge.substring(0, sign), edge.substring(sign + 1), () -> abandoned.add(edge)));
    }

    assertThat(DependencyOrder.of(words(names), parsed)).isEqualTo(words(order));
    assertThat(abandoned).isEqualTo(words(givenUp));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
  }
}
