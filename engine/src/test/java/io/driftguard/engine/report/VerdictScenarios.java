package io.driftguard.engine.report;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.signing.SignatureScenarios;
import io.driftguard.engine.signing.Signers;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Signed verdicts that nobody is to rely on. */
public final class VerdictScenarios {

  private static final Duration VALID = GuardOptions.DEFAULT.permitValidity();

  /** Good edits of the statement, and what makes each of them something else. */
  private static final ImmutableList<Edit> EDITS =
      ImmutableList.of(
          new Edit("urn:driftguard:verdict:1", "urn:driftguard:verdict:9", "verdict:1"),
          new Edit("\"format\" : 2", "\"format\" : 3", "format 2"),
          new Edit("\"format\" : 2", "\"format\" : \"2\"", "a whole number"),
          new Edit("\"format\" : 2", "\"format\" : 2.5", "a whole number"),
          new Edit("\"format\" : 2,", "", "a whole number in format"),
          new Edit("\"verdict\" : \"permitted\"", "\"verdict\" : \"refused\"", "\"permitted\", 0"),
          new Edit("\"verdict\" : \"permitted\"", "\"verdict\" : \"signed\"", "\"permitted\", 0"),
          new Edit("\"verdict\" : \"permitted\"", "\"verdict\" : 1", "a string"),
          new Edit("\"verdict\" : ", "\"kind\" : \"DRIFT\", \"verdict\" : ", "\"permitted\", 0"),
          new Edit("\"exit_code\" : 0", "\"exit_code\" : 1", "\"permitted\", 0"),
          new Edit("\"refusals\" : \\[ \\]", "\"refusals\" : [ 1 ]", "an object"),
          new Edit("\"refusals\" : \\[ \\]", "\"refusals\" : [ {} ]", "a kind of refusal"),
          new Edit(
              "\"refusals\" : \\[ \\]",
              "\"refusals\" : [ {\"code\":\"X\",\"kind\":\"DRIFT\",\"where\":[\"x\"]} ]",
              "\"refused\" DRIFT, 1"),
          new Edit(",\\s*\"refusals\" : \\[ \\]", "", "a list of refusals"),
          new Edit("\"permit\" : ", "\"permits\" : ", "one of"),
          new Edit("\"permit\" : \\{", "$0 \"more\" : 1,", "one of"),
          new Edit("(?s)\"permit\" : \\{.*?\\},", "", "a permit"),
          new Edit("\"issued_at\" : \"", "$0x", "a permit"),
          new Edit("\"expires_at\" : \"[^\"]*\"", "\"expires_at\" : \"tomorrow\"", "a permit"));

  private VerdictScenarios() {}

  /**
   * One edit of the statement on what was permitted.
   *
   * @param from what is edited, as a pattern
   * @param to what it becomes
   * @param says what the refusal says that it expected
   */
  private record Edit(String from, String to, String says) {}

  public static ImmutableList<Scenario> all() {
    ImmutableList.Builder<Scenario> scenarios = ImmutableList.builder();
    for (Edit edit : EDITS) {
      scenarios.add(
          Scenario.of(
              edit.from() + " -> " + edit.to(),
              () -> {
                SignedVerdict.Answer answer = check(edited(edit.from(), edit.to()));
                assertThat(answer.refusals().toString()).contains(edit.says());
                return answer.refusals();
              },
              RefusalCode.VERDICT_UNREADABLE));
    }
    String signed = signed(statement());
    scenarios.add(
        refused("a statement without a signature", statement(), RefusalCode.SIGNATURE_UNREADABLE),
        refused(
            "a signed review",
            SignatureScenarios.signed(Sample.shard()),
            RefusalCode.VERDICT_UNREADABLE),
        refused(
            "no subject",
            signed(edit("(?s)\"subject\" : \\[.*?\\],", "\"subject\" : [],")),
            RefusalCode.SIGNATURE_OF_ANOTHER_KIND),
        refused(
            "another plan in the subject",
            edited("(\"driftguardPlan1\" : \").", "$1x"),
            RefusalCode.VERDICT_PLAN_DIFFERS),
        refused(
            "another plan in what is said",
            edited("(?s)(\"format\" : 2.*?\"plan_digest\" : \").", "$1x"),
            RefusalCode.VERDICT_PLAN_DIFFERS),
        refused(
            "another plan in the permit",
            edited("(?s)(\"permit\" : .*?\"plan_digest\" : \").", "$1x"),
            RefusalCode.VERDICT_PLAN_DIFFERS),
        Scenario.of(
            "another dispatch",
            () -> check(Sample.whole(), signed, Sample.NOW).refusals(),
            RefusalCode.VERDICT_PLAN_DIFFERS),
        Scenario.of(
            "a permit that has run out",
            () -> check(Sample.shard(), signed, Sample.NOW.plus(VALID)).refusals(),
            RefusalCode.PERMIT_EXPIRED),
        Scenario.of(
            "a permit that is not issued yet",
            () -> check(Sample.shard(), signed, Sample.NOW.minusSeconds(1)).refusals(),
            RefusalCode.PERMIT_FROM_THE_FUTURE),
        Scenario.of(
            "signed by somebody else",
            () ->
                SignedVerdict.check(
                        List.of(SignatureScenarios.signers(SignatureScenarios.otherPublicPem())),
                        signed.getBytes(UTF_8),
                        Sample.shard(),
                        Sample.NOW)
                    .refusals(),
            RefusalCode.SIGNATURE_KEY_UNKNOWN));
    return scenarios.build();
  }

  private static Scenario refused(String name, String envelope, RefusalCode code) {
    return Scenario.of(name, () -> check(envelope).refusals(), code);
  }

  /** The statement on what was permitted. */
  static String statement() {
    return Reports.render(
        ReportFormat.IN_TOTO,
        VerdictReport.of(Reports.permitted(), Asked.UNKNOWN.ofDocument(new byte[] {1})));
  }

  private static String edited(String from, String to) {
    return signed(edit(from, to));
  }

  private static String edit(String from, String to) {
    String edited = statement().replaceFirst(from, to);
    assertThat(edited).isNotEqualTo(statement());
    return edited;
  }

  static String signed(String statement) {
    return new String(
        SignatureScenarios.signer(SignatureScenarios.PRIVATE_PEM)
            .signStatement(statement.getBytes(UTF_8)),
        UTF_8);
  }

  private static SignedVerdict.Answer check(String envelope) {
    return check(Sample.shard(), envelope, Sample.NOW);
  }

  static SignedVerdict.Answer check(Dispatch dispatch, String envelope, Instant now) {
    List<Signers> trusted = List.of(SignatureScenarios.signers(SignatureScenarios.PUBLIC_PEM));
    return SignedVerdict.check(trusted, envelope.getBytes(UTF_8), dispatch, now);
  }
}
