package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.engine.audit.Audit;
import io.driftguard.engine.audit.AuditTarget;
import io.driftguard.engine.audit.AuditedDispatch;
import io.driftguard.engine.audit.Auditor;
import io.driftguard.engine.dispatch.DispatchReader;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.report.Asked;
import io.driftguard.engine.report.AuditReport;
import io.driftguard.replan.DirectoryException;
import io.driftguard.replan.SchemaDirectory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code audit}: one picture of all places of one or many deployments. */
final class AuditCommand implements Command {

  private static final String SCHEMA = "--schema";
  private static final String LIVE = "--live";
  private static final String ENGINE = "--engine";
  private static final String DISPATCHES = "--dispatches";

  @Override
  public CommandSpec spec() {
    Syntax syntax =
        Syntax.of(
                "audit",
                "--schema DIR --live LOCATION... [--dispatches DIR] [--format FORMAT] [--output FILE]",
                "Say of every shard of one or many deployments which tables are as desired.",
                "Exit status: 0 all is as desired, or covered exactly by the dispatches; 1 something has"
                    + " drifted; 2 something could not be verified.")
            .value(SCHEMA, "DIR", "The desired schema.")
            .values(
                LIVE,
                "LOCATION",
                "A deployment as it is now:",
                Location.FORMS + ".",
                "May be repeated.")
            .value(
                ENGINE,
                "ID",
                "The engine of the deployments; it may be left out where only one adapter reads them.")
            .value(
                DISPATCHES,
                "DIR",
                "A directory of dispatches (*.json): whether each is permitted, and whether together they",
                "are for everything that is to be done, once.");
    return Plugins.option(Location.options(Verdicts.deploymentOptions(syntax)))
        .examples(
            "driftguard audit --engine vitess --schema schema/ --live snapshot:eu/ --live snapshot:us/",
            "driftguard audit --engine vitess --schema schema/ --live snapshot:eu/"
                + " --dispatches dispatches/");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    Verdicts verdicts = Verdicts.ofDeployments(arguments, console);
    ImmutableList<AuditTarget> targets = targets(arguments);
    Path schema = Texts.path(arguments.required(SCHEMA));
    Optional<List<AuditedDispatch>> dispatches = dispatches(arguments, console);
    EngineAdapter adapter = PlanCommand.adapter(engine(arguments), Guards.engines(arguments));
    DesiredSchema desired;
    try {
      desired = SchemaDirectory.read(schema);
    } catch (DirectoryException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
    Audit audit =
        new Auditor(adapter, Guards.rules(arguments), Clock.systemUTC(), GuardOptions.DEFAULT)
            .audit(desired, targets, dispatches, console.progress());
    verdicts.show(
        AuditReport.of(
            audit,
            new Asked(
                Optional.empty(),
                arguments.value(SCHEMA),
                arguments.values(LIVE).stream().findFirst(),
                Optional.empty())));
    return ExitStatus.of(audit.exitCode());
  }

  /** The engine that was named, or else the one that reads all of the locations. */
  private static Optional<String> engine(Arguments arguments) throws UsageException {
    Optional<String> named = arguments.value(ENGINE);
    if (named.isPresent()) {
      return named;
    }
    Set<Optional<String>> engines = new HashSet<>();
    for (String given : arguments.values(LIVE)) {
      engines.add(Location.parse(given).engine());
    }
    return engines.size() == 1 ? engines.iterator().next() : Optional.empty();
  }

  /** A deployment whose record cannot be read hides no other. */
  private static ImmutableList<AuditTarget> targets(Arguments arguments) throws UsageException {
    List<String> given = arguments.values(LIVE);
    if (given.isEmpty()) {
      throw new UsageException("the option " + LIVE + " is missing");
    }
    ImmutableList.Builder<AuditTarget> targets = ImmutableList.builder();
    for (String name : given) {
      if (Collections.frequency(given, name) > 1) {
        throw new UsageException("the location " + Quoted.text(name) + " is given twice");
      }
      Location location = Location.parse(name, Location.settings(arguments));
      try {
        targets.add(AuditTarget.of(name, location.source()));
      } catch (DirectoryException e) {
        targets.add(
            AuditTarget.unreadable(
                name,
                Refusal.of(RefusalCode.LIVE_SCHEMA_UNREADABLE, e.path(), e.expected(), e.found())));
      }
    }
    return targets.build();
  }

  private static Optional<List<AuditedDispatch>> dispatches(Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    if (!arguments.has(DISPATCHES)) {
      return Optional.empty();
    }
    Path directory = Texts.existing(arguments.required(DISPATCHES));
    if (!Files.isDirectory(directory)) {
      throw new UsageException(Quoted.text(directory.toString()) + " is not a directory");
    }
    List<AuditedDispatch> dispatches = new ArrayList<>();
    for (Path file : files(directory)) {
      dispatches.add(
          new AuditedDispatch(
              String.valueOf(file.getFileName()),
              new DispatchReader().read(Texts.bytes(file.toString(), console))));
    }
    if (dispatches.isEmpty()) {
      throw new UnreadableException(
          Quoted.text(directory.toString()) + ": expected dispatches (*.json), but found none");
    }
    return Optional.of(dispatches);
  }

  private static List<Path> files(Path directory) throws UnreadableException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith(".")) {
          continue;
        }
        if (!name.endsWith(".json") || Files.isDirectory(entry)) {
          throw new UnreadableException(
              Quoted.text(entry.toString()) + ": expected a dispatch (*.json)");
        }
        files.add(entry);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new UnreadableException("cannot read " + Quoted.text(directory.toString()) + ": " + e);
    }
    Collections.sort(files);
    return files;
  }
}
