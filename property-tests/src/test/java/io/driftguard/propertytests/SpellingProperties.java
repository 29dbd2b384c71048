package io.driftguard.propertytests;

import io.driftguard.api.Dispatch;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.guard.Verdict;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** How a statement is spelled does not count; what it says does. */
final class SpellingProperties {

  @Property(tries = 500)
  void aStatementMayBeSpelledInAnyWay(
      @ForAll("estates") Estate estate, @ForAll("respellings") Respelling respelling) {
    for (Dispatch dispatch : estate.fanOut()) {
      List<ReviewedChange> respelled = new ArrayList<>(dispatch.changes());
      respelled.replaceAll(
          change ->
              change instanceof ReviewedChange.Table table
                  ? withDdl(table, respelling.of(table.ddl()))
                  : change);
      Dispatch other = dispatch.withChanges(respelled);
      Laws.decides(true, estate.check(other), other + "\nwas\n" + dispatch);
      Statistics.label("respelled").collect(!other.equals(dispatch));
    }
    Statistics.label("respelled")
        .coverage(coverage -> coverage.check(true).percentage(percent -> percent >= 80));
  }

  @Property(tries = 500)
  void anotherStatementIsRefusedHoweverItIsSpelled(
      @ForAll("estates") Estate estate,
      @ForAll("respellings") Respelling respelling,
      @ForAll("meaningEdits") MeaningEdit edit,
      @ForAll @IntRange(max = 1000) int which) {
    List<Dispatch> dispatches = new ArrayList<>(estate.fanOut());
    dispatches.removeIf(
        dispatch -> dispatch.changes().stream().noneMatch(ReviewedChange.Table.class::isInstance));
    Assume.that(!dispatches.isEmpty());
    Dispatch dispatch = dispatches.get(which % dispatches.size());
    List<ReviewedChange> changes = new ArrayList<>(dispatch.changes());
    int index = which % changes.size();
    Assume.that(changes.get(index) instanceof ReviewedChange.Table);
    ReviewedChange.Table table = (ReviewedChange.Table) changes.get(index);
    changes.set(index, withDdl(table, respelling.of(edit.of(table.ddl()))));
    Dispatch other = dispatch.withChanges(changes);
    Verdict verdict = estate.check(other);
    Laws.decides(false, verdict, changes.get(index) + "\nwas " + table);
    // An edit that only breaks the statement would show less.
    Statistics.collect(verdict.<Object>match(permitted -> "permitted", refused -> refused.kind()));
    Statistics.coverage(
        coverage -> coverage.check(RefusalKind.DRIFT).percentage(percent -> percent >= 50));
  }

  @Provide
  Arbitrary<Estate> estates() {
    return Estates.onMySql();
  }

  @Provide
  Arbitrary<Respelling> respellings() {
    return Arbitraries.integers()
        .between(0, 999)
        .list()
        .ofMinSize(7)
        .ofMaxSize(31)
        .map(Respelling::new)
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<MeaningEdit> meaningEdits() {
    Arbitrary<Integer> index = Arbitraries.integers().between(0, 1000);
    return Combinators.combine(index, index).as(MeaningEdit::new).withoutEdgeCases();
  }

  private static ReviewedChange.Table withDdl(ReviewedChange.Table table, String ddl) {
    return new ReviewedChange.Table(table.namespace(), table.table(), table.claim(), ddl);
  }
}
