package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.signing.InTotoStatement;
import io.driftguard.engine.signing.InTotoStatement.Subject;
import java.nio.charset.StandardCharsets;

/**
 * Renders a report on a dispatch as an in-toto statement: the dispatch is what it is about, and
 * what is said of it is the report as {@link ReportJson} has it. {@code docs/verdict-1.schema.json}
 * says what it looks like.
 */
final class ReportInToto {

  static final String PREDICATE_TYPE = "urn:driftguard:verdict:1";

  /** The digest of a file's bytes, by the name under which other tools look for it. */
  static final String SHA_256 = "sha256";

  /**
   * The statement, ending in a newline.
   *
   * @throws IllegalArgumentException when the report knows no digest of a dispatch
   */
  String render(Report report) {
    return new String(
        InTotoStatement.write(
            subjects(report), PREDICATE_TYPE, json -> ReportJson.write(json, report)),
        StandardCharsets.US_ASCII);
  }

  /** The plan by its meaning, and the document that it was read from by its bytes. */
  private static ImmutableList<Subject> subjects(Report report) {
    ImmutableList.Builder<Subject> subjects = ImmutableList.builder();
    report
        .text(ReportKey.DISPATCH_DIGEST)
        .ifPresent(
            digest ->
                subjects.add(
                    Subject.of(
                        report.text(ReportKey.PLAN_ID).map(ReportJson::whole),
                        PlanDigest.ALGORITHM,
                        digest)));
    report
        .text(ReportKey.DOCUMENT_SHA256)
        .ifPresent(
            digest ->
                subjects.add(
                    Subject.of(
                        report
                            .text(ReportKey.DOCUMENT)
                            .filter(file -> !file.equals(Asked.STANDARD_INPUT))
                            .map(ReportJson::whole),
                        SHA_256,
                        digest)));
    return subjects.build();
  }
}
