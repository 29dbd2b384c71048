package io.driftguard.cli;

import com.google.common.collect.MoreCollectors;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.EngineId;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.engine.fanout.FanOut;
import io.driftguard.engine.guard.EngineRegistry;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.replan.DirectoryException;
import io.driftguard.replan.SchemaDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code plan}: what a deployment would plan now, and the dispatches that this fans out into. */
final class PlanCommand implements Command {

  private static final String SCHEMA = "--schema";
  private static final String LIVE = "--live";
  private static final String ENGINE = "--engine";
  private static final String FORMAT = "--format";
  private static final String FAN_OUT = "--fan-out";
  private static final String SHARD = "--shard";
  private static final String PLAN_ID = "--plan-id";
  private static final String DATABASE = "--database";
  private static final String ENVIRONMENT = "--environment";
  private static final String TARGET = "--target";

  @Override
  public CommandSpec spec() {
    Syntax syntax =
        Syntax.of(
                "plan",
                "--schema DIR --live LOCATION [--engine ID] [--format FORMAT] [--fan-out DIR]",
                "Print what would bring the deployment to the desired schema now.")
            .value(SCHEMA, "DIR", "The desired schema.")
            .value(LIVE, "LOCATION", "The deployment as it is now:", Location.FORMS + ".")
            .value(
                ENGINE,
                "ID",
                "The engine that plans; it may be left out where only one adapter reads the location.",
                "\"driftguard engines\" lists the ids.")
            .value(FORMAT, "FORMAT", "What the plan looks like: " + Format.NAMES + ".")
            .value(
                FAN_OUT,
                "DIR",
                "Also write the dispatches that the plan fans out into: one for each shard with changes,",
                "and one for the rest. The directory must not exist, or be empty.")
            .value(
                SHARD,
                "SHARD",
                "Plan for one shard alone, given as SHARD or NAMESPACE/SHARD, and read nothing else.",
                "With --fan-out this is the repair of a drifted shard, to be reviewed like any plan.")
            .value(PLAN_ID, "ID", "The plan's id in the dispatches (default: a new one).")
            .value(
                DATABASE, "NAME", "The database in the dispatches (default: the first namespace).")
            .value(ENVIRONMENT, "NAME", "The environment in the dispatches.")
            .value(TARGET, "NAME", "The deployment in the dispatches.");
    return Plugins.option(Location.options(syntax))
        .examples(
            "driftguard plan --engine vitess --schema schema/ --live snapshot:live/",
            "driftguard plan --engine vitess --schema schema/ --live snapshot:live/"
                + " --fan-out dispatches/",
            "driftguard plan --engine vitess --schema schema/ --live snapshot:live/"
                + " --shard shop/80- --fan-out repair/");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    Format format = Format.parse(arguments.value(FORMAT));
    Location live = Location.parse(arguments.required(LIVE), Location.settings(arguments));
    Path schema = Texts.path(arguments.required(SCHEMA));
    Optional<ShardTarget> shard =
        arguments.has(SHARD)
            ? Optional.of(ShardTarget.parse(arguments.required(SHARD)))
            : Optional.empty();
    EngineAdapter adapter =
        adapter(arguments.value(ENGINE).or(live::engine), Guards.engines(arguments));
    try {
      DesiredSchema desired = SchemaDirectory.read(schema);
      WholePlan plan = plan(adapter, live.source(), desired, shard, console);
      if (arguments.has(FAN_OUT)) {
        FanOut.Template template = template(arguments, adapter.id(), desired);
        DispatchDirectory.write(
            Texts.path(arguments.required(FAN_OUT)),
            FanOut.of(plan.replan(), plan.topology(), template, desired));
      }
      console.print(
          switch (format) {
            case TEXT -> PlanText.text(plan.replan());
            case JSON -> PlanText.json(adapter.id(), plan.replan());
            case MARKDOWN -> PlanText.markdown(plan.replan());
          });
      return ExitStatus.OK;
    } catch (DirectoryException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    } catch (EngineException e) {
      throw UnreadableException.of(e);
    }
  }

  private static WholePlan plan(
      EngineAdapter adapter,
      LiveSource source,
      DesiredSchema desired,
      Optional<ShardTarget> shard,
      Console console)
      throws EngineException, UnreadableException {
    try (Deployment deployment = adapter.open(source, console.progress())) {
      return shard.isPresent()
          ? shard.get().plan(deployment, desired)
          : WholePlan.of(deployment, desired);
    }
  }

  /** The one adapter that is meant. */
  static EngineAdapter adapter(Optional<String> wanted, EngineRegistry engines)
      throws UsageException, UnreadableException {
    for (Refusal problem : engines.problems()) {
      throw new UnreadableException(
          problem.code() + ": \"driftguard engines\" says what is wrong with an adapter");
    }
    List<EngineAdapter> adapters = engines.adapters();
    String ids = adapters.stream().map(a -> a.id().value()).collect(Collectors.joining(", "));
    if (wanted.isEmpty() && adapters.size() == 1) {
      return adapters.get(0);
    }
    if (wanted.isEmpty()) {
      throw new UsageException(
          "the option " + ENGINE + " is missing; the installed engines are: " + ids);
    }
    return adapters.stream()
        .filter(adapter -> adapter.id().value().equals(wanted.get()))
        .collect(MoreCollectors.toOptional())
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no engine "
                        + Quoted.text(wanted.get())
                        + "; the installed engines are: "
                        + ids));
  }

  private static FanOut.Template template(
      Arguments arguments, EngineId engine, DesiredSchema desired) {
    return new FanOut.Template(
        arguments.value(PLAN_ID).orElseGet(PlanCommand::newPlanId),
        arguments.value(DATABASE).orElseGet(() -> desired.namespaces().firstKey().name()),
        engine,
        arguments.value(ENVIRONMENT).orElse(""),
        arguments.value(TARGET).orElse(""));
  }

  /**
   * An id that no plan had before. It is not made of the plan's content: a plan that is needed a
   * second time is another plan, and must not pass for the first one in a store.
   */
  private static String newPlanId() {
    Instant now = Clock.systemUTC().instant();
    return "plan-" + now.getEpochSecond() + String.format("%09d", now.getNano());
  }
}
