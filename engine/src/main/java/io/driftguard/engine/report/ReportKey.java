package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What a field of a report is about. This is the only list of them: the formats take names and
 * labels from here, and the JSON schema is made of it.
 *
 * @param name its name for programs
 * @param label its name for people
 * @param shape what its value looks like
 * @param audience who is shown it
 * @param description one sentence for those who read the schema
 */
public record ReportKey(
    String name, String label, Shape shape, Audience audience, String description) {

  /** Who is shown a field. */
  public enum Audience {
    /** Everyone. */
    EVERYONE,
    /** Programs, and people who open the details: it would drown the rest in a short format. */
    DETAILS
  }

  /** What a value looks like. */
  public sealed interface Shape {
    /** A text. */
    record Text() implements Shape {}

    /** A whole number. */
    record WholeNumber() implements Shape {}

    /**
     * A list.
     *
     * @param of what each entry looks like
     */
    record ListOf(Shape of) implements Shape {}

    /**
     * An object with these members and no others.
     *
     * @param keys the members
     */
    record ObjectOf(List<ReportKey> keys) implements Shape {
      public ObjectOf {
        keys = List.copyOf(keys);
      }
    }

    /** An object whose names come from elsewhere, all of whose values are texts. */
    record NamedTexts() implements Shape {}
  }

  private static final Shape TEXT = new Shape.Text();
  private static final Shape NUMBER = new Shape.WholeNumber();
  private static final Shape TEXTS = new Shape.ListOf(TEXT);

  // Of a report.
  static final ReportKey CHECKED_AT =
      details("checked_at", "checked", TEXT, "When the check began, in UTC.");
  static final ReportKey DOCUMENT =
      details("document", "dispatch", TEXT, "The file that the dispatch was read from.");
  static final ReportKey DOCUMENT_SHA256 =
      details("document_sha256", "dispatch sha256", TEXT, "The SHA-256 of the bytes of that file.");
  static final ReportKey DISPATCH_DIGEST =
      details(
          "plan_digest",
          "plan digest",
          TEXT,
          "The SHA-256 of what the dispatch asks for: its address, its scope and its ordered"
              + " reviewed statements.");
  static final ReportKey SIGNED_BY =
      everyone(
          "signed_by",
          "signed by",
          TEXTS,
          "Whose signatures count, one for each signature that was required.");
  static final ReportKey PLAN_ID = details("plan_id", "plan", TEXT, "The plan's id.");
  static final ReportKey DATABASE = details("database", "database", TEXT, "The plan's database.");
  static final ReportKey TYPE = details("type", "engine", TEXT, "The id of the engine.");
  static final ReportKey ENVIRONMENT =
      details("environment", "environment", TEXT, "The environment that the dispatch names.");
  static final ReportKey TARGET =
      everyone("target", "target", TEXT, "The deployment that the dispatch names.");
  static final ReportKey NAMESPACE =
      details("namespace", "namespace", TEXT, "A MySQL schema or a Vitess keyspace.");
  static final ReportKey SHARD = details("shard", "shard", TEXT, "The shard, spelled exactly.");
  static final ReportKey TABLE = details("table", "table", TEXT, "The table.");
  static final ReportKey OPERATION =
      details("operation", "operation", TEXT, "What the statement does.");
  static final ReportKey DDL = details("ddl", "ddl", TEXT, "The statement as it was given.");
  static final ReportKey CANONICAL_DDL =
      details("canonical_ddl", "canonical", TEXT, "The statement as it is compared.");
  static final ReportKey SCOPE_KIND =
      details("kind", "kind", TEXT, "WHOLE_DEPLOYMENT, SINGLE_SHARD or NAMESPACE_FINALIZER.");
  static final ReportKey SCOPE =
      details(
          "scope",
          "scope",
          new Shape.ObjectOf(ImmutableList.of(SCOPE_KIND, NAMESPACE, SHARD)),
          "The part of the deployment that the dispatch is for.");

  private static final Shape CHANGES =
      new Shape.ListOf(
          new Shape.ObjectOf(
              ImmutableList.of(NAMESPACE, SHARD, TABLE, OPERATION, DDL, CANONICAL_DDL)));
  static final ReportKey REVIEWED =
      details("reviewed", "reviewed", CHANGES, "The reviewed table changes.");
  static final ReportKey REPLANNED =
      details("replanned", "re-planned", CHANGES, "The re-planned table changes of the scope.");
  static final ReportKey EVIDENCE =
      details(
          "evidence", "rule", new Shape.NamedTexts(), "What each satisfied rule saw, by its id.");

  static final ReportKey NOT_COMPARED =
      everyone(
          "not_compared",
          "left out",
          TEXTS,
          "What was seen on the live side and is not compared, each with the reason.");

  static final ReportKey UNEXPLAINED =
      everyone("unexplained", "unexplained", TEXT, "Why a drift could not be explained.");
  static final ReportKey PLAN_DIGEST =
      everyone("plan_digest", "plan", TEXT, "The SHA-256 of the ordered reviewed statements.");
  static final ReportKey LIVE_FINGERPRINT =
      everyone("live_fingerprint", "live", TEXT, "The SHA-256 of the live schema that was seen.");
  static final ReportKey CANONICAL_VERSION =
      details("canonical_version", "canonical", TEXT, "The version of the canonical form.");
  static final ReportKey ISSUED_AT =
      everyone("issued_at", "issued", TEXT, "When the permit was issued, in UTC.");
  static final ReportKey EXPIRES_AT =
      everyone("expires_at", "expires", TEXT, "When the permit is no longer valid, in UTC.");
  static final ReportKey PERMIT =
      everyone(
          "permit",
          "permit",
          new Shape.ObjectOf(
              ImmutableList.of(
                  ISSUED_AT, EXPIRES_AT, PLAN_DIGEST, LIVE_FINGERPRINT, CANONICAL_VERSION)),
          "The permit; there is one exactly when the verdict is \"permitted\".");
  // Of an audit.
  static final ReportKey LOOKED_AT =
      everyone("looked_at", "looked at", TEXTS, "Each deployment, and how much of it was seen.");
  static final ReportKey PENDING =
      everyone("pending", "pending", TEXTS, "What dispatches that would be permitted will do.");
  static final ReportKey NAME = details("name", "name", TEXT, "A name as the caller gave it.");
  static final ReportKey PLACES =
      details("places", "places", NUMBER, "How many places of it were looked at.");
  static final ReportKey COVERED =
      details(
          "covered",
          "covered",
          TEXT,
          "\"exactly\" when the dispatches are for all that is to be done, once, and permitted.");
  static final ReportKey EXIT_CODE =
      details("exit_code", "exit status", NUMBER, "The exit status of the verdict.");
  static final ReportKey DISPATCHES =
      details(
          "dispatches",
          "dispatch",
          new Shape.ListOf(new Shape.ObjectOf(ImmutableList.of(NAME, EXIT_CODE))),
          "The dispatches, and how the guard judged them.");
  static final ReportKey DEPLOYMENTS =
      details(
          "deployments",
          "deployment",
          new Shape.ListOf(new Shape.ObjectOf(ImmutableList.of(NAME, PLACES, COVERED, DISPATCHES))),
          "The deployments in the order in which they were given.");
  static final ReportKey STATE =
      details("state", "state", TEXT, "AS_DESIRED, PENDING, DRIFTED or UNVERIFIABLE.");
  static final ReportKey COUNT =
      details("count", "count", NUMBER, "How many places have the form.");
  static final ReportKey DEPLOYMENT =
      details("deployment", "deployment", TEXT, "The deployment as the caller named it.");
  static final ReportKey FORM_PLACES =
      details(
          "places",
          "place",
          new Shape.ListOf(new Shape.ObjectOf(ImmutableList.of(DEPLOYMENT, SHARD))),
          "The places that have the form.");
  static final ReportKey LIVE =
      details("live", "live", TEXT, "The live definition in canonical form.");
  static final ReportKey TO_DO =
      everyone("to_do", "to do", TEXTS, "What would bring it to the desired form, in order.");
  static final ReportKey FORMS =
      details(
          "forms",
          "form",
          new Shape.ListOf(
              new Shape.ObjectOf(ImmutableList.of(STATE, COUNT, FORM_PLACES, LIVE, TO_DO))),
          "The forms that it has, those of most places first; many places are no argument.");
  static final ReportKey TABLES =
      details(
          "tables",
          "table",
          new Shape.ListOf(new Shape.ObjectOf(ImmutableList.of(NAMESPACE, TABLE, STATE, FORMS))),
          "The tables of all deployments; one without a table is the VSchema of its namespace.");
  static final ReportKey SHARE =
      everyone("share", "spread", TEXT, "In how many places it is so, and as desired.");

  static final ReportKey NEXT =
      everyone("next", "next", TEXTS, "Commands that help now, the first one first.");

  // Of a problem.
  static final ReportKey WHERE =
      everyone(
          "where",
          "where",
          TEXTS,
          "Every place where exactly this is wrong: a path into the dispatch, a namespace, shard or"
              + " table.");
  static final ReportKey DRIFT_CLASS =
      details("class", "class", TEXT, "What has become of the table, as one of a few words.");
  static final ReportKey CAUSE =
      everyone("cause", "cause", TEXT, "What has become of the table, seen from the review.");
  static final ReportKey DIFFERS =
      everyone("differs", "differs", TEXTS, "The clauses that differ, and nothing else.");
  static final ReportKey EXPECTED =
      everyone("expected", "expected", TEXT, "What should have been there.");
  static final ReportKey FOUND = everyone("found", "found", TEXT, "What was there.");
  static final ReportKey CLAUSE_KIND =
      details("kind", "kind", TEXT, "How the two clauses compare.");
  static final ReportKey SUBJECT = details("subject", "subject", TEXT, "What the clause is about.");
  static final ReportKey CLAUSES =
      details(
          "differences",
          "differs",
          new Shape.ListOf(
              new Shape.ObjectOf(ImmutableList.of(CLAUSE_KIND, SUBJECT, EXPECTED, FOUND))),
          "The clauses that differ, side by side.");
  static final ReportKey STATEMENTS =
      details(
          "statements",
          "statement",
          new Shape.ListOf(new Shape.ObjectOf(ImmutableList.of(EXPECTED, FOUND, CLAUSES))),
          "The statements on the table that differ, side by side.");
  static final ReportKey EFFECT_KIND =
      details("effect_kind", "effect", TEXT, "What the reviewed statements would do, as one word.");
  static final ReportKey EFFECT =
      everyone("effect", "effect", TEXT, "What the reviewed statements would do here.");
  static final ReportKey ADVICE =
      everyone("advice", "first", TEXT, "What to find out or to decide before anything is done.");
  static final ReportKey RECOVERY = everyone("recovery", "do", TEXT, "What to do next.");
  static final ReportKey RULE = details("rule", "rule", TEXT, "The id of the rule that found it.");

  /** What a report may hold beside its outcome and its problems. */
  static final ImmutableList<ReportKey> OF_A_REPORT =
      ImmutableList.of(
          CHECKED_AT,
          DOCUMENT,
          DOCUMENT_SHA256,
          PLAN_ID,
          DISPATCH_DIGEST,
          SIGNED_BY,
          DATABASE,
          TYPE,
          ENVIRONMENT,
          TARGET,
          SCOPE,
          REVIEWED,
          REPLANNED,
          EVIDENCE,
          NOT_COMPARED,
          UNEXPLAINED,
          PERMIT,
          LOOKED_AT,
          PENDING,
          DEPLOYMENTS,
          TABLES,
          NEXT);

  /** What a problem may hold beside its code, its kind and its places. */
  static final ImmutableList<ReportKey> OF_A_PROBLEM =
      ImmutableList.of(
          SHARE,
          DRIFT_CLASS,
          CAUSE,
          DIFFERS,
          TO_DO,
          EXPECTED,
          FOUND,
          STATEMENTS,
          EFFECT_KIND,
          EFFECT,
          ADVICE,
          RECOVERY,
          RULE);

  private static ReportKey everyone(String name, String label, Shape shape, String description) {
    return new ReportKey(name, label, shape, Audience.EVERYONE, description);
  }

  private static ReportKey details(String name, String label, Shape shape, String description) {
    return new ReportKey(name, label, shape, Audience.DETAILS, description);
  }
}
