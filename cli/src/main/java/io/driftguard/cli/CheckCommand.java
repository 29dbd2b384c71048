package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.report.Asked;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JsonGenerator;

/** {@code check}: the guard's verdict on one dispatch, or on many. */
final class CheckCommand implements Command {

  private static final String JSONL = "--jsonl";

  @Override
  public CommandSpec spec() {
    Syntax syntax =
        Syntax.of(
            "check",
            "--dispatch FILE|- [--schema DIR] --live LOCATION [--require-signature PUBKEY..."
                + " --signature FILE] [--format FORMAT] [--output FILE]",
            "Say whether a dispatch is exactly what the deployment would plan now.",
            "Exit status: 0 permitted, 1 refused because of drift, 2 refused otherwise. With --jsonl:"
                + " that of the worst answer.");
    return Plugins.option(Verdicts.options(Reviews.options(GuardQuestion.options(syntax))))
        .flag(JSONL, "Answer questions from standard input: one JSON object a line in, one out.")
        .examples(
            "driftguard check --dispatch plan.json --schema schema/ --live snapshot:live/",
            "driftguard check --dispatch - --live snapshot:live/ --format json < plan.json",
            "driftguard check --dispatch plan.json --schema schema/ --live snapshot:live/"
                + " --require-signature reviewers.pem --signature plan.sig",
            "driftguard check --dispatch plan.json --schema schema/ --live snapshot:live/"
                + " --also in-toto=verdict.json --verdict-key ci.pem",
            "driftguard check --jsonl < questions.jsonl");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    if (arguments.has(JSONL)) {
      arguments.requireAlone(JSONL, GuardQuestion.names());
      arguments.requireAlone(JSONL, Reviews.names());
      arguments.requireAlone(JSONL, Verdicts.names());
      DriftGuard guard = Guards.installed(arguments);
      ImmutableSet<String> fields = ImmutableSet.of("dispatch", "desired", "live");
      return new Batch(fields, ExitStatus.REFUSED, question -> answer(question, guard))
          .run(console);
    }
    Verdicts verdicts = Verdicts.of(arguments, console);
    Location live = GuardQuestion.live(arguments);
    GuardQuestion question = GuardQuestion.of(arguments, console);
    Asked asked = question.asked();
    DriftGuard guard =
        Guards.installed(arguments, Reviews.guard(arguments, console), console.progress());
    Optional<String> signature = Reviews.signature(arguments, console);
    try {
      return verdicts.show(guard.check(question.about(live).signedBy(signature)), asked);
    } catch (NotAskedException e) {
      return verdicts.show(e.verdict(), asked);
    }
  }

  private static Answer answer(Question question, DriftGuard guard) throws MalformedLineException {
    CheckRequest request =
        CheckRequest.ofJson(
            // As it was written: its own reader refuses what another parser would repair.
            question.raw("dispatch").getBytes(UTF_8),
            question.readOptional("desired", Deployments.DESIRED),
            new LiveSource.Recorded(question.read("live", Deployments.LIVE)));
    Verdict verdict = guard.check(request);
    return new Answer(Verdicts.status(verdict), json -> write(json, verdict));
  }

  private static void write(JsonGenerator json, Verdict verdict) {
    json.writeStringProperty(
        "verdict", verdict.match(permitted -> "permitted", refused -> "refused"));
    Optional<String> kind =
        verdict.match(permitted -> Optional.empty(), refused -> Optional.of(refused.kind().name()));
    kind.ifPresent(name -> json.writeStringProperty("kind", name));
    json.writeArrayPropertyStart("refusals");
    List<Refusal> refusals =
        verdict.match(permitted -> ImmutableList.of(), Verdict.Refused::refusals);
    for (Refusal refusal : refusals) {
      json.writeStartObject();
      json.writeStringProperty("code", refusal.code());
      json.writeStringProperty(
          "message",
          refusal.where() + ": expected " + refusal.expected() + ", but found " + refusal.found());
      json.writeStringProperty("recovery", refusal.recovery());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
