package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the canonical form against a real server: two tables have one form if and only if the
 * server prints the same for both, but for the closed list of {@link ShownTable}.
 */
final class CanonicalFormOnServerTest {

  private static final TablesOnServer TABLES = TablesOnServer.open();

  @AfterAll
  static void close() throws SQLException {
    TABLES.close();
  }

  /** A table as it was written, its form, and what the server's answer means. */
  private record Held(String sql, String form, String meaning) {}

  @Test
  void theServerPrintsTheSameForPairsOfOneForm() throws Exception {
    requireAgreement("equal", Set.of());
  }

  @Test
  void theServerPrintsDifferentTablesForPairsOfDifferentForms() throws Exception {
    requireAgreement("different", Set.copyOf(Table.lines("oracle/not-folded.txt")));
  }

  /** The forms are those for the version of this server, of which some pairs depend. */
  private static void requireAgreement(String kind, Set<String> notFolded) throws Exception {
    Answers answers = answers(CanonicalPairs.of(kind));
    List<String> disagreeing = new ArrayList<>();
    for (Held[] pair : answers.pairs) {
      String row = CanonicalPairs.row(pair[0].sql(), pair[1].sql());
      boolean oneForm = pair[0].form().equals(pair[1].form());
      boolean oneTable = pair[0].meaning().equals(pair[1].meaning());
      if (oneForm != oneTable && (oneForm || !notFolded.contains(row))) {
        disagreeing.add(row);
      }
    }
    assertThat(disagreeing).isEmpty();
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

  private static Answers answers(Stream<CanonicalPairs.Pair> pairs) throws Exception {
    Answers answers = new Answers();
    for (CanonicalPairs.Pair pair : pairs.toList()) {
      Optional<Held> left = answer(pair.left());
      Optional<Held> right = answer(pair.right());
      if (left.isPresent() && right.isPresent()) {
        answers.pairs.add(new Held[] {left.get(), right.get()});
      } else {
        answers.refused.add(pair.left() + " == " + pair.right() + ": " + TABLES.lastRefusal());
      }
    }
    return answers;
  }

  private static Optional<Held> answer(String sql) throws Exception {
    Optional<String> shown = TABLES.show(sql);
    return shown.isEmpty()
        ? Optional.empty()
        : Optional.of(new Held(sql, TABLES.form(sql), TABLES.meaning(shown.get())));
  }
}
