package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertWithMessage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Holds the canonical form of generated tables, and of small edits of them, against a real server.
 */
final class GeneratedTablesOnServerTest {

  private static final TableWords PROVEN = new TableWords(false);
  private static final TableWords ODD = new TableWords(true);
  private static final int EDITS = 3;

  private static final TablesOnServer TABLES = TablesOnServer.open();

  @AfterContainer
  static void close() throws SQLException {
    TABLES.close();
  }

  /** A table as it was written, its form, and what the server's answer means. */
  private record Held(String sql, String form, String meaning) {}

  /** Generated tables of which the form is known to be complete, and small edits of them. */
  @Property(tries = 250, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void oneFormIfAndOnlyIfTheServerPrintsTheSame(@ForAll long seed) throws Exception {
    for (Held[] pair : edits(seed, PROVEN, false)) {
      boolean sameForm = pair[0].form().equals(pair[1].form());
      boolean sameTable = pair[0].meaning().equals(pair[1].meaning());
      assertWithMessage(pair[0].sql() + "\n" + pair[1].sql() + "\n" + pair[1].meaning())
          .that(sameForm)
          .isEqualTo(sameTable);
      Statistics.label("pairs").collect(sameTable ? "same" : "different");
    }
    Statistics.label("pairs")
        .coverage(
            c -> {
              c.check("same").percentage(p -> p > 20);
              c.check("different").percentage(p -> p > 20);
            });
    Statistics.label("server").coverage(c -> c.check("accepts").percentage(p -> p > 60));
  }

  /**
   * Everything that can be written: the form may be another one where the server sees no matter.
   */
  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void whatHasOneFormIsPrintedTheSame(@ForAll long seed) throws Exception {
    for (Held[] pair : edits(seed, ODD, true)) {
      if (pair[0].form().equals(pair[1].form())) {
        assertWithMessage(pair[0].sql() + "\n" + pair[1].sql())
            .that(pair[1].meaning())
            .isEqualTo(pair[0].meaning());
      }
      Statistics.label("forms").collect(pair[0].form().equals(pair[1].form()) ? "one" : "two");
    }
    Statistics.label("forms")
        .coverage(
            c -> {
              c.check("one").percentage(p -> p > 20);
              c.check("two").percentage(p -> p > 20);
            });
  }

  private static List<Held[]> edits(long seed, TableWords vocabulary, boolean odd)
      throws SQLException {
    Random random = new Random(seed);
    Choices choices = Choices.of(random.nextLong());
    Optional<Held> before = held(RandomTable.write(choices, vocabulary, odd), odd);
    List<Held[]> pairs = new ArrayList<>();
    for (int i = 0; i < EDITS && before.isPresent(); i++) {
      Choices edited = choices.withOneChanged(random);
      Optional<Held> after = held(RandomTable.write(edited, vocabulary, odd), odd);
      if (after.isPresent()) {
        pairs.add(new Held[] {before.get(), after.get()});
        before = after;
        choices = edited;
      }
    }
    return pairs;
  }

  /**
   * What the server and the form say of a statement; empty when the server refuses it. What the
   * server takes is not refused here, and what it prints has the form of what was written.
   */
  private static Optional<Held> held(String sql, boolean odd) throws SQLException {
    Optional<String> shown = TABLES.show(sql);
    Statistics.label("server").collect(shown.isPresent() ? "accepts" : "refuses");
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    try {
      String form = TABLES.form(sql);
      assertWithMessage("the form of a form: " + sql).that(TABLES.form(form)).isEqualTo(form);
      if (!odd) {
        assertWithMessage("the form of what is printed for: " + sql)
            .that(TABLES.printedForm(shown.get()))
            .isEqualTo(form);
      }
      return Optional.of(new Held(sql, form, TABLES.meaning(shown.get())));
    } catch (DdlRejectedException e) {
      if (odd) {
        return Optional.empty();
      }
      throw new AssertionError("the server takes it, but " + e.describe() + ": " + sql, e);
    }
  }
}
