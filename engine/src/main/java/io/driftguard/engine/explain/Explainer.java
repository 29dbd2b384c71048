package io.driftguard.engine.explain;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multiset;
import io.driftguard.api.ChangeKey;
import io.driftguard.api.Namespace;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.engine.live.LiveSchemas;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Explains why reviewed and re-planned changes differ: clause by clause, and by what the reviewed
 * statements would do to the live schema.
 */
public final class Explainer {

  /** Nobody reads the explanation of more statements, and comparing them takes its time. */
  static final int MAX_STATEMENTS = 5_000;

  private final LiveSchemas schemas;
  private final ParseLimits limits;

  public Explainer(LiveSchemas schemas, ParseLimits limits) {
    this.schemas = schemas;
    this.limits = limits;
  }

  /**
   * An explanation for each table whose changes differ, sorted; none for a place whose live schema
   * was not read.
   *
   * @throws ExplanationException when a statement or a live schema cannot be understood
   */
  public List<Explanation> explain(
      LiveSchema live, List<KeyedChange> reviewed, List<KeyedChange> replanned)
      throws ExplanationException {
    if (reviewed.size() + replanned.size() > MAX_STATEMENTS) {
      throw new ExplanationException(
          "expected at most "
              + MAX_STATEMENTS
              + " statements to compare, but found "
              + (reviewed.size() + replanned.size()));
    }
    Map<Place, List<Step>> reviewedSteps = steps(reviewed);
    Map<Place, List<Step>> replannedSteps = steps(replanned);
    TreeSet<Place> places = new TreeSet<>(reviewedSteps.keySet());
    places.addAll(replannedSteps.keySet());
    List<Explanation> explanations = new ArrayList<>();
    for (Place place : places) {
      Optional<Schema> tables = schema(live, place);
      List<Step> left = reviewedSteps.getOrDefault(place, List.of());
      List<Step> right = replannedSteps.getOrDefault(place, List.of());
      if (tables.isPresent() && !keys(left).equals(keys(right))) {
        explanations.addAll(explain(place, tables.get(), left, right));
      }
    }
    return explanations.stream().sorted().toList();
  }

  private List<Explanation> explain(
      Place place, Schema live, List<Step> reviewed, List<Step> replanned) {
    PlaceHistory asReviewed = PlaceHistory.of(live, reviewed);
    PlaceHistory asReplanned = PlaceHistory.of(live, replanned);
    TreeMap<String, TableDrift> tables = new TreeMap<>();
    Multiset<ChangeKey> replannedKeys = HashMultiset.create(keys(replanned));
    Multiset<ChangeKey> reviewedKeys = HashMultiset.create(keys(reviewed));
    for (Step step : reviewed) {
      drift(tables, step).addReviewed(step, !replannedKeys.remove(step.change().key()));
    }
    for (Step step : replanned) {
      drift(tables, step).addReplanned(step, !reviewedKeys.remove(step.change().key()));
    }
    List<Explanation> explanations = new ArrayList<>();
    tables.forEach(
        (table, drift) -> {
          if (drift.differs()) {
            explanations.add(
                new Explanation(
                    place.namespace(),
                    place.shard(),
                    table,
                    drift.difference(live, asReviewed, asReplanned)));
          }
        });
    return explanations;
  }

  private static TableDrift drift(Map<String, TableDrift> tables, Step step) {
    return tables.computeIfAbsent(step.change().key().table(), TableDrift::new);
  }

  private static ImmutableMultiset<ChangeKey> keys(List<Step> steps) {
    return steps.stream()
        .map(step -> step.change().key())
        .collect(ImmutableMultiset.toImmutableMultiset());
  }

  private Map<Place, List<Step>> steps(List<KeyedChange> changes) throws ExplanationException {
    Map<Place, List<Step>> steps = new HashMap<>();
    for (KeyedChange change : changes) {
      ChangeKey key = change.key();
      try {
        // The canonical text parses to itself.
        Step step = new Step(change, parser(key.namespace()).parse(key.canonicalDdl()));
        steps
            .computeIfAbsent(new Place(key.namespace(), key.shard()), place -> new ArrayList<>())
            .add(step);
      } catch (DdlRejectedException e) {
        throw new ExplanationException("the statement on " + key.place() + ": " + e.describe(), e);
      }
    }
    return steps;
  }

  private Optional<Schema> schema(LiveSchema live, Place place) throws ExplanationException {
    try {
      return schemas.of(live, place);
    } catch (SchemaException e) {
      throw new ExplanationException("the live schema: " + e.getMessage(), e);
    }
  }

  private DdlParser parser(Namespace namespace) {
    return new DdlParser(schemas.server(namespace), limits);
  }

  /** The pairs of statements that come closest to each other, in reviewed order. */
  static ImmutableList<StatementPair> pairs(List<Step> reviewed, List<Step> replanned) {
    List<Step> left = new ArrayList<>(replanned);
    ImmutableList.Builder<StatementPair> pairs = ImmutableList.builder();
    for (Step step : reviewed) {
      Optional<Step> partner =
          left.stream()
              .filter(other -> other.change().operation() == step.change().operation())
              .findFirst()
              .or(() -> left.stream().findFirst());
      partner.ifPresent(left::remove);
      pairs.add(
          new StatementPair(
              Optional.of(step.text()),
              partner.map(Step::text),
              partner
                  .map(other -> ClauseMatcher.match(step.statement(), other.statement()))
                  .orElseGet(() -> alone(step, true))));
    }
    for (Step step : left) {
      pairs.add(new StatementPair(Optional.empty(), Optional.of(step.text()), alone(step, false)));
    }
    return pairs.build();
  }

  private static ImmutableList<ClauseMatch> alone(Step step, boolean reviewed) {
    Optional<String> text = Optional.of(step.text());
    return ImmutableList.of(
        reviewed
            ? new ClauseMatch(
                ClauseMatch.Kind.ONLY_REVIEWED, "the whole statement", text, Optional.empty())
            : new ClauseMatch(
                ClauseMatch.Kind.ONLY_REPLANNED, "the whole statement", Optional.empty(), text));
  }
}
