package io.driftguard.cli;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.engine.materialize.FilePlanStore;
import io.driftguard.engine.materialize.Materialization;
import io.driftguard.engine.materialize.MaterializeGate;
import io.driftguard.engine.materialize.PlanStoreException;
import io.driftguard.engine.report.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code materialize}: lets a dispatch into a deployment's plan store, only with a permit. */
final class MaterializeCommand implements Command {

  private static final String STORE = "--store";
  private static final String PLANNED_HERE = "--planned-here";

  /** How one of the outcomes is shown. */
  @FunctionalInterface
  private interface Showing {
    ExitStatus on(Verdicts verdicts) throws IOException;
  }

  @Override
  public CommandSpec spec() {
    Syntax syntax =
        Syntax.of(
            "materialize",
            "--dispatch FILE|- [--schema DIR] --live LOCATION --store DIR",
            "Check a dispatch, and only with a permit write the plan and the permit into the store.",
            "A plan that the store holds as planned here needs no check: this deployment made it.");
    return Plugins.option(Verdicts.options(Reviews.options(GuardQuestion.options(syntax))))
        .value(STORE, "DIR", "The plan store of this deployment: an existing directory.")
        .flag(
            PLANNED_HERE,
            "Store the dispatch as a plan that this deployment made itself, unchecked.")
        .examples(
            "driftguard materialize --dispatch plan.json --schema schema/ --live snapshot:live/"
                + " --store plans/",
            "driftguard materialize --dispatch plan.json --schema schema/ --store plans/"
                + " --planned-here");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    Verdicts verdicts = Verdicts.of(arguments, console);
    String directory = arguments.required(STORE);
    if (!Files.isDirectory(Texts.existing(directory))) {
      throw new UsageException(Quoted.text(directory) + " is not a directory");
    }
    FilePlanStore store = new FilePlanStore(Texts.existing(directory));
    boolean plannedHere = arguments.has(PLANNED_HERE);
    if (plannedHere) {
      GuardQuestion.requireNoLive(arguments, PLANNED_HERE);
      Reviews.requireNone(arguments, PLANNED_HERE);
    }
    Optional<Location> live =
        plannedHere ? Optional.empty() : Optional.of(GuardQuestion.live(arguments));
    GuardQuestion question = GuardQuestion.of(arguments, console);
    Asked asked = question.asked();
    try {
      if (live.isEmpty()) {
        return plannedHere(question, store, verdicts);
      }
      Optional<String> signature = Reviews.signature(arguments, console);
      MaterializeGate gate =
          new MaterializeGate(
              Guards.installed(arguments, Reviews.guard(arguments, console), console.progress()),
              store);
      Materialization done = gate.materialize(question.about(live.get()).signedBy(signature));
      Showing showing =
          done.match(
              primary -> shown -> shown.showPlannedHere(primary.plan().plan()),
              materialized -> shown -> shown.show(materialized.verdict(), asked),
              notMaterialized -> shown -> shown.show(notMaterialized.verdict(), asked));
      return showing.on(verdicts);
    } catch (NotAskedException e) {
      return verdicts.show(e.verdict(), asked);
    }
  }

  private static ExitStatus plannedHere(
      GuardQuestion question, FilePlanStore store, Verdicts verdicts)
      throws NotAskedException, UnreadableException, IOException {
    Dispatch plan = question.plannedHere();
    try {
      store.savePlannedHere(plan);
    } catch (PlanStoreException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
    return verdicts.showPlannedHere(plan);
  }
}
