package io.driftguard.engine.explain;

/** What has become of a table, seen from what was reviewed for it. */
public enum DriftClass {
  ALREADY_APPLIED(
      "already applied here",
      "The live table has everything that the reviewed statement brings, and nothing is left to do.",
      "apply nothing here; find out who applied it outside the plan, and dispatch the re-plan, which"
          + " no longer holds this statement"),
  PARTLY_APPLIED(
      "partly applied here",
      "The live table has some of what the reviewed statement brings, and lacks the rest.",
      "find out what was stopped half way or done by hand; then review and dispatch the re-plan,"
          + " which holds the rest"),
  LIVE_HAS_MORE(
      "live has more",
      "The live table has something that neither the review knew of nor the desired schema has; the"
          + " re-plan would take it away.",
      "The live table has something that the desired schema does not have.",
      "find out who added it and whether it is needed: if so, add it to the desired schema, if not,"
          + " review its removal; then re-plan"),
  LIVE_HAS_LESS(
      "live has less",
      "The live table lacks something that the review took for given; an earlier change may not have"
          + " arrived here, or somebody has taken it away.",
      "The live table lacks something that the desired schema has; a change may not have arrived"
          + " here, or somebody has taken it away.",
      "let the earlier change arrive first, and check again; if it is never to come, review and"
          + " dispatch the re-plan, which brings it"),
  LIVE_LACKS_TABLE(
      "live lacks the table",
      "The live schema does not have the table that the reviewed statement changes.",
      "The live schema does not have a table that the desired schema has.",
      "check that this is the right deployment; if it is, let the change arrive that creates the"
          + " table, or review and dispatch the re-plan, which creates it"),
  SAME_EFFECT(
      "same effect, other wording",
      "Both statements lead to the same table here and do the same to its rows; they say it"
          + " differently.",
      "nothing is wrong with the live schema: review and dispatch the re-plan in its own words"),
  OTHER_ORDER(
      "same clauses, other order",
      "Both sides have the same clauses in another order or split over other statements, and order"
          + " can be meaning.",
      "review and dispatch the re-plan, whose order fits this live table"),
  DIVERGED(
      "diverged",
      "The live table is another one than the review was made for, in more than one way or in a way"
          + " that has no simpler name.",
      "The live table is another one than the desired schema has, in more than one way or in a way"
          + " that has no simpler name.",
      "compare the live table with the desired schema, find out what changed it, and review the"
          + " re-plan as a new change");

  private final String title;
  private final String meaning;
  private final String meaningWithoutReview;
  private final String recovery;

  /** What can only be where there is a reviewed statement. */
  DriftClass(String title, String meaning, String recovery) {
    this(title, meaning, meaning, recovery);
  }

  DriftClass(String title, String meaning, String meaningWithoutReview, String recovery) {
    this.title = title;
    this.meaning = meaning;
    this.meaningWithoutReview = meaningWithoutReview;
    this.recovery = recovery;
  }

  /** A few words for a heading or a column of a table. */
  public String title() {
    return title;
  }

  /** One sentence that says what is the case. */
  public String meaning() {
    return meaning;
  }

  /** The same, where a table is held against the desired schema and nothing was reviewed. */
  public String meaningWithoutReview() {
    return meaningWithoutReview;
  }

  /** What to do next. */
  public String recovery() {
    return recovery;
  }
}
