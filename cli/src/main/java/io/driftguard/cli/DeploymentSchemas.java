package io.driftguard.cli;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.ServerInputs;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Schemas of a deployment, for the commands that work on schemas. */
final class DeploymentSchemas {

  private DeploymentSchemas() {}

  /** A schema of a deployment, and the name that it has in the texts of its own views. */
  record Live(Schema schema, String nameInTexts) {}

  /** Decides which namespaces are read with their views. */
  @FunctionalInterface
  interface Viewed {

    /** All of them. */
    Viewed ALL = SortedMap::keySet;

    /**
     * Those of the namespaces whose views are read.
     *
     * @param profiles what texts mean to the server of each namespace
     * @throws UnreadableException when what decides it cannot be read
     */
    Set<String> among(SortedMap<String, ServerProfile> profiles)
        throws UsageException, UnreadableException;
  }

  /**
   * The schemas of a location by namespace.
   *
   * @param names the namespaces to read; empty for all that the location has
   * @throws UsageException when the location is not one, or more than one engine reads it
   * @throws UnreadableException when it cannot be read
   */
  static ImmutableSortedMap<String, Live> read(
      String given, SortedSet<String> names, Viewed views, Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    Location location = Location.parse(given, Location.settings(arguments));
    // A recorded deployment is read by the one engine that has no shards.
    Optional<String> engine = location.engine().or(() -> Optional.of("mysql"));
    try (Deployment deployment =
        PlanCommand.adapter(engine, Guards.engines(arguments)).open(location.source())) {
      return read(deployment, names, views, console);
    } catch (DirectoryException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    } catch (EngineException e) {
      throw UnreadableException.of(e);
    }
  }

  private static ImmutableSortedMap<String, Live> read(
      Deployment deployment, SortedSet<String> names, Viewed views, Console console)
      throws EngineException, UsageException, UnreadableException {
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
    SortedMap<Namespace, ServerInputs> inputs = deployment.inputs(asked, new WholeDeployment());
    TreeMap<String, ServerProfile> profiles = new TreeMap<>();
    asked.forEach(each -> profiles.put(each.name(), profile(inputs, each)));
    Set<String> viewed = views.among(profiles);
    LiveSchema live =
        deployment.read(
            asked, new TreeSet<>(Sets.filter(asked, each -> viewed.contains(each.name()))));
    TreeMap<String, Live> schemas = new TreeMap<>();
    for (Map.Entry<Place, SortedMap<String, String>> each : live.tables().entrySet()) {
      Namespace namespace = each.getKey().namespace();
      Live schema =
          new Live(
              schema(
                  namespace,
                  each.getValue(),
                  profiles.getOrDefault(namespace.name(), ServerProfile.DEFAULT)),
              deployment.nameInTexts(namespace));
      Live other = schemas.putIfAbsent(namespace.name(), schema);
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
                left.forEach((name, why) -> notCompared(console, place + "." + name, why)));
    return ImmutableSortedMap.copyOfSorted(schemas);
  }

  /** Says what was seen and is not compared. */
  static void notCompared(Console console, String what, String why) {
    console.complain("not compared: " + what + ", " + why);
  }

  private static ServerProfile profile(
      SortedMap<Namespace, ServerInputs> inputs, Namespace namespace) {
    return Optional.ofNullable(inputs.get(namespace))
        .map(
            said ->
                ServerProfile.of(
                    said.version(),
                    said.sqlModes(),
                    said.lowerCaseTableNames(),
                    said.characterSet(),
                    said.collation(),
                    said.timeZone()))
        .orElse(ServerProfile.DEFAULT);
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
