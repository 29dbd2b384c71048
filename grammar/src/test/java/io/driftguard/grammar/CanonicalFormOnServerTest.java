package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the canonical form against a real server: two tables have one form if and only if the
 * server prints the same for both, but for the closed list of {@link ShownTable}; and a table has
 * the form of what the server prints for it.
 */
final class CanonicalFormOnServerTest {

  private static final Set<String> NOT_FOLDED = Set.copyOf(Table.lines("oracle/not-folded.txt"));

  /**
   * A table as it was written, its form, what the server's answer means, and that answer's form.
   */
  private record Held(String sql, String form, String meaning, String printedForm) {}

  private static final Set<String> NOT_COMPLETE =
      Set.copyOf(Table.lines("oracle/not-complete.txt"));

  /** Defaults that a table inherits: a character set and a collation of it. */
  @ParameterizedTest
  @CsvSource({
    "utf8mb4, utf8mb4_0900_ai_ci",
    "utf8mb4, utf8mb4_bin",
    "latin1, latin1_swedish_ci",
    "utf8mb3, utf8mb3_general_ci"
  })
  void theServerPrintsTheSameForPairsOfOneFormAndOnlyForThem(String charset, String collation)
      throws Exception {
    try (TablesOnServer tables = TablesOnServer.open(charset, collation)) {
      requireAgreement(tables, "equal", Set.of());
      requireAgreement(tables, "different", NOT_FOLDED);
    }
  }

  /** The forms are those for the version of this server, of which some pairs depend. */
  private static void requireAgreement(TablesOnServer tables, String kind, Set<String> notFolded)
      throws Exception {
    Answers answers = answers(tables, CanonicalPairs.of(kind));
    List<String> disagreeing = new ArrayList<>();
    for (Held[] pair : answers.pairs) {
      String row = CanonicalPairs.row(pair[0].sql(), pair[1].sql());
      boolean oneForm = pair[0].form().equals(pair[1].form());
      boolean oneTable = pair[0].meaning().equals(pair[1].meaning());
      if (oneForm != oneTable && (oneForm || !notFolded.contains(row))) {
        disagreeing.add(row + ": " + pair[0].meaning() + " and " + pair[1].meaning());
      }
    }
    List<String> incomplete = new ArrayList<>();
    for (Held[] pair : answers.pairs) {
      if (notFolded.contains(CanonicalPairs.row(pair[0].sql(), pair[1].sql()))) {
        continue;
      }
      for (Held each : pair) {
        if (!each.form().equals(each.printedForm()) && !NOT_COMPLETE.contains(each.sql())) {
          incomplete.add(each.sql() + ": " + each.form() + " and " + each.printedForm());
        }
      }
    }
    assertThat(disagreeing).isEmpty();
    assertThat(incomplete).isEmpty();
    answers.requireMost();
  }

  /** Pairs that the server takes, and how many it does not. */
  private static final class Answers {

    private final List<Held[]> pairs = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    void requireMost() {
      assertWithMessage("refused by the server: " + refused)
          .that(refused.size() * 4)
          .isLessThan(pairs.size());
      assertThat(pairs.size()).isGreaterThan(150);
    }
  }

  private static Answers answers(TablesOnServer tables, Stream<CanonicalPairs.Pair> pairs)
      throws Exception {
    Answers answers = new Answers();
    for (CanonicalPairs.Pair pair : pairs.toList()) {
      Optional<Held> left = answer(tables, pair.left());
      Optional<Held> right = answer(tables, pair.right());
      if (left.isPresent() && right.isPresent()) {
        answers.pairs.add(new Held[] {left.get(), right.get()});
      } else {
        answers.refused.add(pair.left() + " == " + pair.right() + ": " + tables.lastRefusal());
      }
    }
    return answers;
  }

  private static Optional<Held> answer(TablesOnServer tables, String sql) throws Exception {
    Optional<String> shown = tables.show(sql);
    return shown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Held(
                sql,
                tables.form(sql),
                tables.meaning(shown.get()),
                tables.printedForm(shown.get())));
  }
}
