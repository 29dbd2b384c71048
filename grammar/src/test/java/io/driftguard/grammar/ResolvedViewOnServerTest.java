package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.base.Splitter;
import io.driftguard.grammar.ast.CreateView;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Holds resolved views against a real server: what it prints resolves to what was written. */
final class ResolvedViewOnServerTest {

  private static final ViewsOnServer VIEWS = ViewsOnServer.open("views/tables.txt");

  @AfterAll
  static void close() throws SQLException {
    VIEWS.close();
  }

  @Test
  void whatTheServerPrintsResolvesToWhatWasWritten() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String row : Table.lines("views/resolved.txt")) {
      String sql = statement(row);
      Optional<String> shown = VIEWS.show(sql);
      if (shown.isEmpty()) {
        wrong.add(row + "\n  refused by the server: " + VIEWS.lastRefusal());
        continue;
      }
      String elsewhere = VIEWS.showFromElsewhere();
      String written = resolved(sql);
      for (String printed : List.of(shown.get(), elsewhere)) {
        String resolved = resolved(printed);
        if (!resolved.equals(written)) {
          wrong.add(
              row
                  + "\n  printed  "
                  + printed
                  + "\n  resolved "
                  + resolved
                  + "\n  written  "
                  + written);
        }
      }
    }
    assertWithMessage(String.join("\n", wrong)).that(wrong).isEmpty();
  }

  @Test
  void knowsWhereTheServerMayHaveConvertedColumns() throws Exception {
    for (String value : List.of("concat(a, l)", "coalesce(l, a)", "if(t.id, a, l)")) {
      String sql = statement("select " + value + " as x from t join u using (id)");
      ResolvedView written = VIEWS.resolved(sql);
      ResolvedView printed = VIEWS.resolved(VIEWS.show(sql).orElseThrow());
      assertThat(written).isNotEqualTo(printed);
      assertThat(written.differsInConversionsAlone(printed)).isTrue();
      assertThat(printed.differsInConversionsAlone(printed)).isFalse();
      assertThat(
              VIEWS
                  .resolved(statement("select concat(l, a) as x from t join u using (id)"))
                  .differsInConversionsAlone(printed))
          .isFalse();
    }
  }

  @Test
  void saysWhyAViewIsNotResolved() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String row : Table.lines("views/unresolved.txt")) {
      List<String> parts = Splitter.on(" => ").splitToList(row);
      String found = resolved(statement(parts.get(0)));
      if (!found.equals("unresolved: " + parts.get(1))) {
        wrong.add(row + "\n  found " + found);
      }
    }
    assertWithMessage(String.join("\n", wrong)).that(wrong).isEmpty();
  }

  @Test
  void viewsThatTheServerPrintsDifferentlyAreDifferent() throws Exception {
    Map<String, String> printed = new HashMap<>();
    Map<String, String> rows = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (String row : Table.lines("views/resolved.txt")) {
      String shown = VIEWS.show(statement(row)).orElseThrow();
      String form = resolved(statement(row));
      String other = printed.putIfAbsent(form, shown);
      String otherRow = rows.putIfAbsent(form, row);
      if (other != null && !withoutDefiner(other).equals(withoutDefiner(shown))) {
        wrong.add(row + "\n  " + otherRow + "\n  " + shown + "\n  " + other);
      }
    }
    assertWithMessage(String.join("\n", wrong)).that(wrong).isEmpty();
    assertThat(printed.size()).isGreaterThan(100);
  }

  private static String withoutDefiner(String shown) {
    return shown.replaceFirst("DEFINER=`[^`]*`@`[^`]*` ", "");
  }

  private static String resolved(String sql) throws DdlRejectedException {
    try {
      ResolvedView view = VIEWS.resolved(sql);
      return Renderer.render(new CreateView(view.view(), false, false)) + " " + view.columns();
    } catch (UnresolvedViewException e) {
      return "unresolved: " + e.getMessage();
    }
  }

  private static String statement(String row) {
    return row.contains("VIEW v") ? row : "CREATE VIEW v AS " + row;
  }
}
