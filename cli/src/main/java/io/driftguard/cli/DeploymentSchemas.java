package io.driftguard.cli;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerProfile.SqlMode;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.replan.DirectoryException;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Schemas of a deployment, for the commands that work on schemas. */
final class DeploymentSchemas {

  private DeploymentSchemas() {}

  /**
   * The schemas of a location by namespace.
   *
   * @param names the namespaces to read; empty for all that the location has
   * @throws UsageException when the location is not one, or more than one engine reads it
   * @throws UnreadableException when it cannot be read
   */
  static ImmutableSortedMap<String, Schema> read(
      String given, SortedSet<String> names, Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    Location location = Location.parse(given, Location.settings(arguments));
    // A recorded deployment is read by the one engine that has no shards.
    Optional<String> engine = location.engine().or(() -> Optional.of("mysql"));
    try (Deployment deployment =
        PlanCommand.adapter(engine, Guards.engines(arguments)).open(location.source())) {
      return read(deployment, names, console);
    } catch (DirectoryException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    } catch (EngineException e) {
      throw UnreadableException.of(e);
    }
  }

  private static ImmutableSortedMap<String, Schema> read(
      Deployment deployment, SortedSet<String> names, Console console)
      throws EngineException, UnreadableException {
    SortedSet<Namespace> there =
        ImmutableSortedSet.copyOf(deployment.topology().namespaces().keySet());
    SortedSet<Namespace> asked =
        names.isEmpty()
            ? there
            : names.stream()
                .map(Namespace::new)
                .collect(ImmutableSortedSet.toImmutableSortedSet(Namespace::compareTo));
    for (Namespace namespace : asked) {
      if (!there.contains(namespace)) {
        throw new UnreadableException(
            "expected the schema "
                + Quoted.text(namespace.name())
                + " in the deployment, but found none of that name");
      }
    }
    LiveSchema live = deployment.read(asked);
    TreeMap<String, Schema> schemas = new TreeMap<>();
    for (Map.Entry<Place, SortedMap<String, String>> each : live.tables().entrySet()) {
      Namespace namespace = each.getKey().namespace();
      ServerProfile profile =
          deployment
              .inputs(namespace)
              .map(
                  inputs ->
                      ServerProfile.of(
                          inputs.version(),
                          inputs.sqlModes(),
                          inputs.lowerCaseTableNames(),
                          inputs.characterSet(),
                          inputs.collation(),
                          inputs.timeZone()))
              .orElse(ServerProfile.DEFAULT);
      Schema schema = schema(namespace, each.getValue(), profile);
      Schema other = schemas.putIfAbsent(namespace.name(), schema);
      if (other != null && !other.equals(schema)) {
        throw new UnreadableException(
            "expected one schema on all shards of "
                + Quoted.text(namespace.name())
                + ", but found that "
                + Quoted.text(each.getKey().toString())
                + " is not like its other shards; `driftguard audit` says which shard has what");
      }
    }
    live.leftOut()
        .forEach(
            (place, left) ->
                left.forEach(
                    (name, why) ->
                        console.complain("not compared: " + place + "." + name + ", " + why)));
    return ImmutableSortedMap.copyOfSorted(schemas);
  }

  private static Schema schema(
      Namespace namespace, SortedMap<String, String> texts, ServerProfile profile)
      throws UnreadableException {
    DdlParser parser = new DdlParser(profile.withSqlMode(SqlMode.DEFAULT), ParseLimits.DEFAULT);
    List<Statement> creates = new ArrayList<>();
    try {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        try {
          creates.addAll(parser.parseScript(text.getValue()));
        } catch (DdlRejectedException e) {
          throw new UnreadableException(
              Quoted.text(namespace + "." + text.getKey()) + ": " + e.code() + ": " + e.describe());
        }
      }
      return Schema.ofPrinted(creates, profile);
    } catch (SchemaException e) {
      throw new UnreadableException(
          Quoted.text(namespace.name()) + ": " + e.code() + ": " + e.getMessage());
    }
  }
}
