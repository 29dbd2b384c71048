package io.driftguard.engine.explain;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.explain.ClauseMatch.Kind;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Finds for each clause of a reviewed statement the re-planned one that it answers to. */
final class ClauseMatcher {

  /** Statements with more clauses are compared as a whole. */
  static final int MAX_CLAUSES = 2_000;

  private final List<Clause> reviewed;
  private final List<Clause> replanned;

  /** For each reviewed clause the index of its partner; -1 when it has none. */
  private final int[] partners;

  private final boolean[] taken;

  private ClauseMatcher(List<Clause> reviewed, List<Clause> replanned) {
    this.reviewed = reviewed;
    this.replanned = replanned;
    this.partners = new int[reviewed.size()];
    this.taken = new boolean[replanned.size()];
  }

  /** The clauses of both statements side by side. */
  static ImmutableList<ClauseMatch> match(Statement reviewed, Statement replanned) {
    boolean alike =
        (reviewed instanceof AlterTable && replanned instanceof AlterTable)
            || (reviewed instanceof CreateTable && replanned instanceof CreateTable);
    if (alike) {
      ImmutableList<Clause> left = Clause.of(reviewed);
      ImmutableList<Clause> right = Clause.of(replanned);
      if (left.size() <= MAX_CLAUSES && right.size() <= MAX_CLAUSES) {
        return new ClauseMatcher(left, right).match();
      }
    }
    return new ClauseMatcher(
            ImmutableList.of(Clause.whole(Clause.Kind.CHANGES, reviewed)),
            ImmutableList.of(Clause.whole(Clause.Kind.CHANGES, replanned)))
        .match();
  }

  private ImmutableList<ClauseMatch> match() {
    Arrays.fill(partners, -1);
    take((one, other) -> one.text().equals(other.text()));
    take((one, other) -> one.lookup().equals(other.lookup()) && one.verb().equals(other.verb()));
    take((one, other) -> one.lookup().equals(other.lookup()));
    ImmutableList.Builder<ClauseMatch> matches = ImmutableList.builder();
    for (int i = 0; i < partners.length; i++) {
      Clause clause = reviewed.get(i);
      if (partners[i] < 0) {
        matches.add(match(Kind.ONLY_REVIEWED, clause, Optional.of(clause), Optional.empty()));
      } else {
        Clause partner = replanned.get(partners[i]);
        Kind kind = clause.text().equals(partner.text()) ? Kind.SAME : Kind.OTHER_VALUE;
        matches.add(match(kind, clause, Optional.of(clause), Optional.of(partner)));
      }
    }
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j]) {
        Clause clause = replanned.get(j);
        matches.add(match(Kind.ONLY_REPLANNED, clause, Optional.empty(), Optional.of(clause)));
      }
    }
    order().ifPresent(matches::add);
    return matches.build();
  }

  private void take(BiPredicate<Clause, Clause> answers) {
    for (int i = 0; i < partners.length; i++) {
      for (int j = 0; partners[i] < 0 && j < taken.length; j++) {
        if (!taken[j] && answers.test(reviewed.get(i), replanned.get(j))) {
          partners[i] = j;
          taken[j] = true;
        }
      }
    }
  }

  /** Clauses of one text that have changed places with others. */
  private Optional<ClauseMatch> order() {
    List<String> expected = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < partners.length; i++) {
      if (partners[i] >= 0) {
        expected.add(reviewed.get(i).subject());
        places.add(partners[i]);
      }
    }
    List<Integer> sorted = places.stream().sorted().toList();
    if (places.equals(sorted)) {
      return Optional.empty();
    }
    List<String> found = sorted.stream().map(j -> replanned.get(j).subject()).toList();
    if (found.equals(expected)) {
      // Several clauses on one subject: their order shows in their texts only.
      expected = reviewed.stream().map(Clause::text).toList();
      found = replanned.stream().map(Clause::text).toList();
    }
    return Optional.of(
        new ClauseMatch(
            Kind.OTHER_ORDER,
            "the order of the clauses",
            Optional.of(String.join(", ", expected)),
            Optional.of(String.join(", ", found))));
  }

  private static ClauseMatch match(
      Kind kind, Clause clause, Optional<Clause> expected, Optional<Clause> found) {
    return new ClauseMatch(
        kind, clause.subject(), expected.map(Clause::text), found.map(Clause::text));
  }
}
