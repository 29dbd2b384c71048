package io.driftguard.engine.explain;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.RenameTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TruncateTable;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiff;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SimulationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What both sides want of one table of one place. */
final class TableDrift {

  private final String table;
  private final List<Step> reviewed = new ArrayList<>();
  private final List<Step> replanned = new ArrayList<>();
  private final List<Step> onlyReviewed = new ArrayList<>();
  private final List<Step> onlyReplanned = new ArrayList<>();

  TableDrift(String table) {
    this.table = table;
  }

  void addReviewed(Step step, boolean alone) {
    reviewed.add(step);
    if (alone) {
      onlyReviewed.add(step);
    }
  }

  void addReplanned(Step step, boolean alone) {
    replanned.add(step);
    if (alone) {
      onlyReplanned.add(step);
    }
  }

  boolean differs() {
    return !onlyReviewed.isEmpty() || !onlyReplanned.isEmpty();
  }

  Difference difference(Schema live, PlaceHistory asReviewed, PlaceHistory asReplanned) {
    return new Difference(
        driftClass(live, asReviewed, asReplanned),
        Explainer.pairs(onlyReviewed, onlyReplanned),
        effect(asReviewed, asReplanned));
  }

  private DriftClass driftClass(Schema live, PlaceHistory asReviewed, PlaceHistory asReplanned) {
    if (isView()) {
      return ofView(live, asReviewed, asReplanned);
    }
    Optional<CreateTable> known = live.table(table);
    if (known.isEmpty() && needsTable()) {
      return DriftClass.LIVE_LACKS_TABLE;
    }
    ImmutableMultiset<String> wanted = texts(onlyReviewed);
    ImmutableMultiset<String> planned = texts(onlyReplanned);
    if (wanted.equals(planned)) {
      return DriftClass.OTHER_ORDER;
    }
    if (isSameEffect(known, asReviewed, asReplanned)) {
      return DriftClass.SAME_EFFECT;
    }
    if (onlyReplanned.isEmpty()) {
      return holdAll(live, known, clauses(onlyReviewed))
          ? DriftClass.ALREADY_APPLIED
          : DriftClass.DIVERGED;
    }
    return ofDifferentClauses(live, known, wanted, planned);
  }

  private boolean isView() {
    return Stream.concat(reviewed.stream(), replanned.stream()).anyMatch(Step::isOnView);
  }

  /** A view has neither clauses nor rows: it is there as wanted, otherwise, or not at all. */
  private DriftClass ofView(Schema live, PlaceHistory asReviewed, PlaceHistory asReplanned) {
    Optional<Statement> now = definition(live);
    Optional<Statement> wanted = definition(asReviewed.after());
    if (onlyReplanned.isEmpty()) {
      boolean gone = now.isEmpty() && reviewed.stream().allMatch(Step::drops);
      boolean done = asReviewed.refusedOf(table).isEmpty() && now.equals(wanted);
      return gone || done ? DriftClass.ALREADY_APPLIED : DriftClass.DIVERGED;
    }
    if (onlyReviewed.isEmpty()) {
      if (now.isEmpty()) {
        return DriftClass.LIVE_HAS_LESS;
      }
      return replanned.stream().allMatch(Step::drops)
          ? DriftClass.LIVE_HAS_MORE
          : DriftClass.DIVERGED;
    }
    boolean same =
        reviewed.size() == 1
            && replanned.size() == 1
            && asReviewed.refusedOf(table).isEmpty()
            && asReplanned.refusedOf(table).isEmpty()
            && wanted.isPresent()
            && wanted.equals(definition(asReplanned.after()));
    return same ? DriftClass.SAME_EFFECT : DriftClass.DIVERGED;
  }

  /** The table or view of that name. */
  private Optional<Statement> definition(Schema schema) {
    Optional<CreateTable> known = schema.table(table);
    return known.isPresent()
        ? Optional.of(known.get())
        : schema.views().values().stream()
            .filter(view -> view.view().name().name().equals(table))
            .<Statement>map(view -> view)
            .findFirst();
  }

  private DriftClass ofDifferentClauses(
      Schema live, Optional<CreateTable> known, Multiset<String> wanted, Multiset<String> planned) {
    ImmutableList<Clause> missing = without(clauses(onlyReviewed), planned);
    ImmutableList<Clause> extra = without(clauses(onlyReplanned), wanted);
    boolean creates = reviewed.stream().anyMatch(Step::creates);
    if (creates && known.isPresent() && replanned.stream().noneMatch(Step::creates)) {
      // The table is there already; what is left to do says how much of it.
      missing = ImmutableList.of();
      if (extra.stream().allMatch(clause -> clause.kind() == Clause.Kind.ADDS)) {
        return DriftClass.PARTLY_APPLIED;
      }
    }
    if (extra.isEmpty()) {
      return holdAll(live, known, missing) ? DriftClass.PARTLY_APPLIED : DriftClass.DIVERGED;
    }
    if (!missing.isEmpty()) {
      return DriftClass.DIVERGED;
    }
    if (extra.stream().allMatch(clause -> clause.kind() == Clause.Kind.DROPS)) {
      return DriftClass.LIVE_HAS_MORE;
    }
    return extra.stream().allMatch(clause -> clause.kind() == Clause.Kind.ADDS)
        ? DriftClass.LIVE_HAS_LESS
        : DriftClass.DIVERGED;
  }

  /** Whether a statement takes the table for given, or the re-plan creates one that nobody knew. */
  private boolean needsTable() {
    if (reviewed.isEmpty()) {
      return replanned.stream().anyMatch(Step::creates);
    }
    Statement first = reviewed.get(0).statement();
    return first instanceof AlterTable
        || first instanceof RenameTable
        || first instanceof TruncateTable;
  }

  /**
   * Whether both sides have one statement, and the two lead to one table and do the same to its
   * rows.
   */
  private boolean isSameEffect(
      Optional<CreateTable> live, PlaceHistory asReviewed, PlaceHistory asReplanned) {
    if (reviewed.size() != 1
        || replanned.size() != 1
        || asReviewed.refusedOf(table).isPresent()
        || asReplanned.refusedOf(table).isPresent()) {
      return false;
    }
    Optional<CreateTable> reached = asReviewed.after().table(table);
    if (reached.isEmpty() || !reached.equals(asReplanned.after().table(table))) {
      return false;
    }
    Statement one = reviewed.get(0).statement();
    Statement other = replanned.get(0).statement();
    if (one instanceof CreateTable && other instanceof CreateTable) {
      return live.isEmpty();
    }
    return one instanceof AlterTable a
        && other instanceof AlterTable b
        && live.isPresent()
        && RowEffects.of(a, live.get()).equals(RowEffects.of(b, live.get()));
  }

  private static boolean holdAll(Schema live, Optional<CreateTable> table, List<Clause> clauses) {
    if (table.isEmpty()) {
      // Only a table that is to go can be done with and not be there.
      return clauses.stream().allMatch(clause -> clause.kind() == Clause.Kind.DROPS);
    }
    AppliedClauses applied = new AppliedClauses(live, table.get());
    ImmutableSet<String> parts =
        Clause.of(table.get()).stream().map(Clause::text).collect(ImmutableSet.toImmutableSet());
    return clauses.stream()
        .filter(clause -> clause.kind() != Clause.Kind.HOW)
        .allMatch(
            clause ->
                clause.alter().isPresent()
                    ? applied.holds(clause.alter().get())
                    : parts.contains(clause.text()));
  }

  private Effect effect(PlaceHistory asReviewed, PlaceHistory asReplanned) {
    if (reviewed.isEmpty()) {
      return new Effect(
          Effect.Kind.OTHER_TABLE,
          "nothing was reviewed for the table; still to do: " + texts(replanned, "; "));
    }
    Optional<SimulationException> refused = asReviewed.refusedOf(table);
    if (refused.isPresent()) {
      boolean certain = !refused.get().code().errorNumbers().isEmpty();
      return new Effect(
          certain ? Effect.Kind.REFUSED : Effect.Kind.UNKNOWN,
          refused.get().code() + ": " + refused.get().getMessage());
    }
    Optional<SimulationException> unplanned = asReplanned.refusedOf(table);
    if (unplanned.isPresent()) {
      return new Effect(
          Effect.Kind.UNKNOWN,
          "the re-plan could not be followed: " + unplanned.get().getMessage());
    }
    if (definition(asReviewed.after()).equals(definition(asReplanned.after()))) {
      return new Effect(Effect.Kind.AS_DESIRED, "the table would be the one that is desired");
    }
    return new Effect(
        Effect.Kind.OTHER_TABLE,
        "still to do after them: " + left(asReviewed.after(), asReplanned.after()));
  }

  private String left(Schema from, Schema to) {
    try {
      List<String> statements =
          SchemaDiff.diff(from, to).stream()
              .filter(change -> change.table().equals(table))
              .map(SchemaChange::sql)
              .toList();
      return statements.isEmpty() ? "no statement says it" : String.join("; ", statements);
    } catch (SchemaDiffException e) {
      return "no statement says it: " + e.getMessage();
    }
  }

  private static ImmutableList<Clause> clauses(List<Step> steps) {
    return steps.stream()
        .flatMap(step -> Clause.of(step.statement()).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableMultiset<String> texts(List<Step> steps) {
    return clauses(steps).stream()
        .map(Clause::text)
        .collect(ImmutableMultiset.toImmutableMultiset());
  }

  private static String texts(List<Step> steps, String separator) {
    return steps.stream().map(Step::text).collect(Collectors.joining(separator));
  }

  /** The clauses that are not among those texts, each as often as it stands there too few times. */
  private static ImmutableList<Clause> without(List<Clause> clauses, Multiset<String> texts) {
    Multiset<String> left = HashMultiset.create(texts);
    return clauses.stream()
        .filter(clause -> !left.remove(clause.text()))
        .collect(ImmutableList.toImmutableList());
  }
}
