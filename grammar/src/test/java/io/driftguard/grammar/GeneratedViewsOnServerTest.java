package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/** Holds resolved views that are generated, and others like them, against a real server. */
final class GeneratedViewsOnServerTest {

  private static final ViewsOnServer VIEWS = ViewsOnServer.open("views/tables.txt");

  /** The parts of a query, each to what it may be, in several ways to say it. */
  private static final ImmutableListMultimap<String, List<String>> PARTS = parts();

  @AfterContainer
  static void close() throws SQLException {
    VIEWS.close();
  }

  private static ImmutableListMultimap<String, List<String>> parts() {
    ImmutableListMultimap.Builder<String, List<String>> parts = ImmutableListMultimap.builder();
    for (String row : Table.lines("views/generated.txt")) {
      int colon = row.indexOf(':');
      parts.put(
          row.substring(0, colon),
          Splitter.on('|').trimResults().splitToList(row.substring(colon + 1)));
    }
    return parts.build();
  }

  /** A view as the server and as the resolution see it. */
  private record Held(String sql, String printed, ResolvedView resolved) {}

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void viewsAreOneIfAndOnlyIfTheServerPrintsTheSame(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, Integer> choices = new LinkedHashMap<>();
    for (String part : PARTS.keySet()) {
      choices.put(part, random.nextInt(PARTS.get(part).size()));
    }
    Optional<Held> before = held(written(choices, random));
    Optional<Held> same = held(written(choices, random));
    String changed = new ArrayList<>(PARTS.keySet()).get(random.nextInt(PARTS.keySet().size()));
    choices.merge(changed, 1, (old, one) -> (old + one) % PARTS.get(changed).size());
    Optional<Held> other = held(written(choices, random));
    for (Optional<Held> after : List.of(same, other)) {
      if (before.isPresent() && after.isPresent()) {
        boolean onePrint = before.get().printed().equals(after.get().printed());
        assertWithMessage(before.get().sql() + "\n" + after.get().sql())
            .that(before.get().resolved().equals(after.get().resolved()))
            .isEqualTo(onePrint);
        Statistics.label("pairs").collect(onePrint ? "same" : "different");
      }
    }
    Statistics.label("pairs")
        .coverage(
            c -> {
              c.check("same").percentage(p -> p > 20);
              c.check("different").percentage(p -> p > 20);
            });
    Statistics.label("views").coverage(c -> c.check("resolved").percentage(p -> p > 40));
  }

  private static String written(Map<String, Integer> choices, Random random) {
    Map<String, String> said = new LinkedHashMap<>();
    choices.forEach(
        (part, choice) -> {
          List<String> ways = PARTS.get(part).get(choice);
          said.put(part, ways.get(random.nextInt(ways.size())));
        });
    return String.join(
        " ",
        "CREATE VIEW v AS SELECT",
        said.getOrDefault("items", ""),
        "FROM",
        said.getOrDefault("from", ""),
        said.getOrDefault("where", ""),
        said.getOrDefault("tail", ""));
  }

  /** Empty where the server refuses the view, or it is not known what the server makes of it. */
  private static Optional<Held> held(String sql) throws SQLException, DdlRejectedException {
    Optional<String> printed = VIEWS.show(sql);
    Statistics.label("server").collect(printed.isPresent() ? "accepts" : "refuses");
    if (printed.isEmpty()) {
      return Optional.empty();
    }
    try {
      ResolvedView resolved = VIEWS.resolved(sql);
      Statistics.label("views").collect("resolved");
      try {
        assertWithMessage(sql + "\n" + printed.get())
            .that(VIEWS.resolved(printed.get()))
            .isEqualTo(resolved);
      } catch (UnresolvedViewException e) {
        throw new AssertionError(sql + "\n" + printed.get() + "\n" + e.getMessage(), e);
      }
      return Optional.of(new Held(sql, printed.get(), resolved));
    } catch (UnresolvedViewException e) {
      Statistics.label("views").collect("unresolved");
      return Optional.empty();
    }
  }
}
