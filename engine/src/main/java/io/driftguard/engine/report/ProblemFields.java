package io.driftguard.engine.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.explain.ClauseMatch;
import io.driftguard.engine.explain.Difference;
import io.driftguard.engine.explain.Effect;
import io.driftguard.engine.explain.StatementPair;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.report.ReportValue.Mark;
import io.driftguard.engine.report.ReportValue.Piece;
import java.util.List;
import java.util.Optional;

/** What a report says of one refusal, and of the difference that explains it. */
final class ProblemFields {

  private ProblemFields() {}

  /**
   * The fields in the order in which a person asks: what happened, what differs, what to do.
   *
   * @param again whether the difference was told of this place already
   */
  static ImmutableList<ReportField> of(
      Refusal refusal, Optional<Difference> explanation, boolean again) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    Optional<Difference> told = again ? Optional.empty() : explanation;
    if (again) {
      fields.add(ReportField.words(ReportKey.CAUSE, "the one given above for this table"));
    }
    told.ifPresent(difference -> addCause(fields, difference));
    List<ClauseMatch> clauses =
        explanation.stream()
            .flatMap(difference -> difference.statements().stream())
            .filter(ProblemFields::hasBothSides)
            .flatMap(pair -> pair.differences().stream())
            .toList();
    fields.add(
        new ReportField(
            ReportKey.EXPECTED,
            marked(
                refusal.expected(),
                clauses.stream().flatMap(clause -> clause.expected().stream()).toList(),
                Mark.TAKEN)));
    fields.add(
        new ReportField(
            ReportKey.FOUND,
            marked(
                refusal.found(),
                clauses.stream().flatMap(clause -> clause.found().stream()).toList(),
                Mark.ADDED)));
    told.ifPresent(difference -> addEffect(fields, difference));
    fields.add(ReportField.words(ReportKey.RECOVERY, refusal.recovery()));
    refusal.rule().ifPresent(rule -> fields.add(ReportField.code(ReportKey.RULE, rule.value())));
    return fields.build();
  }

  private static void addCause(ImmutableList.Builder<ReportField> fields, Difference difference) {
    fields.add(ReportField.words(ReportKey.DRIFT_CLASS, difference.driftClass().name()));
    fields.add(
        ReportField.words(
            ReportKey.CAUSE,
            difference.driftClass().title() + ". " + difference.driftClass().meaning()));
    ImmutableList<ReportValue> clauses =
        difference.statements().stream()
            .filter(ProblemFields::hasBothSides)
            .flatMap(pair -> pair.differences().stream())
            .map(ProblemFields::clause)
            .collect(toImmutableList());
    if (!clauses.isEmpty()) {
      fields.add(ReportField.entries(ReportKey.DIFFERS, clauses));
    }
  }

  private static void addEffect(ImmutableList.Builder<ReportField> fields, Difference difference) {
    fields.add(
        ReportField.entries(
            ReportKey.STATEMENTS,
            difference.statements().stream()
                .map(ProblemFields::statement)
                .collect(toImmutableList())));
    fields.add(ReportField.words(ReportKey.EFFECT_KIND, difference.effect().kind().name()));
    fields.add(ReportField.words(ReportKey.EFFECT, words(difference.effect())));
    fields.add(ReportField.words(ReportKey.ADVICE, difference.driftClass().recovery()));
  }

  /** A statement that only one side has is shown whole by its own refusal. */
  private static boolean hasBothSides(StatementPair pair) {
    return pair.expected().isPresent() && pair.found().isPresent();
  }

  private static ReportValue clause(ClauseMatch clause) {
    String expected = clause.expected().orElse("");
    String found = clause.found().orElse("");
    return new ReportValue.Marked(
        switch (clause.kind()) {
          case SAME -> ImmutableList.of(plain("both: " + expected));
          case ONLY_REVIEWED ->
              ImmutableList.of(plain("only reviewed: "), new Piece(expected, Mark.TAKEN));
          case ONLY_REPLANNED ->
              ImmutableList.of(plain("only re-planned: "), new Piece(found, Mark.ADDED));
          case OTHER_VALUE, OTHER_ORDER ->
              ImmutableList.of(
                  plain(clause.subject() + ": reviewed "),
                  new Piece(expected, Mark.TAKEN),
                  plain(", re-planned "),
                  new Piece(found, Mark.ADDED));
        });
  }

  private static Piece plain(String text) {
    return new Piece(text, Mark.NONE);
  }

  private static ReportValue statement(StatementPair pair) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    pair.expected().ifPresent(text -> fields.add(ReportField.code(ReportKey.EXPECTED, text)));
    pair.found().ifPresent(text -> fields.add(ReportField.code(ReportKey.FOUND, text)));
    fields.add(
        ReportField.entries(
            ReportKey.CLAUSES,
            pair.differences().stream().map(ProblemFields::sideBySide).collect(toImmutableList())));
    return ReportValue.fields(fields.build());
  }

  private static ReportValue sideBySide(ClauseMatch clause) {
    ImmutableList.Builder<ReportField> fields = ImmutableList.builder();
    fields.add(ReportField.words(ReportKey.CLAUSE_KIND, clause.kind().name()));
    fields.add(ReportField.code(ReportKey.SUBJECT, clause.subject()));
    clause.expected().ifPresent(text -> fields.add(ReportField.code(ReportKey.EXPECTED, text)));
    clause.found().ifPresent(text -> fields.add(ReportField.code(ReportKey.FOUND, text)));
    return ReportValue.fields(fields.build());
  }

  private static String words(Effect effect) {
    return switch (effect.kind()) {
      case AS_DESIRED -> "the reviewed statements would lead here to the desired table";
      case OTHER_TABLE ->
          "the reviewed statements would not lead here to the desired table; " + effect.detail();
      case REFUSED -> "the server would refuse the reviewed statements here: " + effect.detail();
      case UNKNOWN ->
          "what the reviewed statements would do here is not certain: " + effect.detail();
    };
  }

  /** The text with the clauses marked that stand in it. */
  private static ReportValue marked(String text, List<String> clauses, Mark mark) {
    ImmutableList.Builder<Piece> pieces = ImmutableList.builder();
    boolean found = false;
    int from = 0;
    while (from < text.length()) {
      int at = text.length();
      String next = "";
      for (String clause : clauses) {
        int place = text.indexOf(clause, from);
        if (place >= 0 && (place < at || (place == at && clause.length() > next.length()))) {
          at = place;
          next = clause;
        }
      }
      if (at > from) {
        pieces.add(plain(text.substring(from, at)));
      }
      if (!next.isEmpty()) {
        pieces.add(new Piece(next, mark));
        found = true;
      }
      from = at + next.length();
    }
    return found ? new ReportValue.Marked(pieces.build()) : ReportValue.words(text);
  }
}
