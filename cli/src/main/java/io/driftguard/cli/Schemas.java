package io.driftguard.cli;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.replan.DirectoryException;
import io.driftguard.replan.SchemaDirectory;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/** Reads the schemas and scripts that {@code diff} and {@code simulate} work on. */
final class Schemas {

  private static final ServerProfile PROFILE = ServerProfile.DEFAULT;

  private Schemas() {}

  /**
   * The schemas of a file or directory by namespace; the schema of a file has an empty name.
   *
   * @throws UsageException when there is no such file or directory
   * @throws UnreadableException when it does not hold schemas
   */
  static ImmutableSortedMap<String, Schema> read(String given, Console console)
      throws UsageException, UnreadableException {
    return read(given, console, namespace -> PROFILE);
  }

  /**
   * The schemas of a file or directory, as servers read them.
   *
   * @param profiles the server of each namespace
   * @throws UsageException when there is no such file or directory
   * @throws UnreadableException when it does not hold schemas
   */
  static ImmutableSortedMap<String, Schema> read(
      String given, Console console, Function<String, ServerProfile> profiles)
      throws UsageException, UnreadableException {
    try {
      if (isText(given)) {
        return ImmutableSortedMap.of(
            "", Schema.parse(Texts.text(given, console), profiles.apply("")));
      }
      ImmutableSortedMap.Builder<String, Schema> schemas = ImmutableSortedMap.naturalOrder();
      for (Map.Entry<Namespace, NamespaceFiles> namespace :
          SchemaDirectory.read(Texts.existing(given)).namespaces().entrySet()) {
        String name = namespace.getKey().name();
        schemas.put(name, Schema.parseAll(namespace.getValue().sql(), profiles.apply(name)));
      }
      return schemas.buildOrThrow();
    } catch (SchemaException e) {
      throw new UnreadableException(Quoted.text(given) + ": " + e.code() + ": " + e.getMessage());
    } catch (DirectoryException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  /** The names of the namespaces of a schema directory; none for a file. */
  static SortedSet<String> names(String given) throws UsageException, UnreadableException {
    try {
      return isText(given)
          ? ImmutableSortedSet.of()
          : SchemaDirectory.read(Texts.existing(given)).namespaces().keySet().stream()
              .map(Namespace::name)
              .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    } catch (DirectoryException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isText(String given) throws UsageException {
    return given.equals("-") || !Files.isDirectory(Texts.existing(given));
  }

  /** The schema that a text of a question makes. */
  static Schema parse(String script) throws SchemaException {
    return Schema.parse(script, PROFILE);
  }

  static Schema empty() {
    return Schema.empty(PROFILE);
  }

  /** The statements of a script, as the server of a schema reads them. */
  static List<Statement> statements(String script, ServerProfile profile)
      throws DdlRejectedException {
    return new DdlParser(profile, ParseLimits.DEFAULT).parseScript(script);
  }

  /** The one statement of a text. */
  static Statement statement(String sql) throws DdlRejectedException {
    return parser().parse(sql);
  }

  /** The schema after the statements. */
  static Schema apply(Schema schema, List<Statement> statements) throws SimulationException {
    Schema reached = schema;
    for (Statement statement : statements) {
      reached = Simulator.apply(reached, statement);
    }
    return reached;
  }

  /** The answer to a question whose text is not a schema. */
  static Answer refused(SchemaException e) {
    Optional<DdlRejectedException> rejection = e.rejection();
    return rejection.isPresent()
        ? refused(rejection.get())
        : Answer.error(ExitStatus.OK, e.code().name(), String.valueOf(e.getMessage()));
  }

  /** The answer to a question whose text is not understood. */
  static Answer refused(DdlRejectedException e) {
    return Answer.errorAt(e.code().name(), String.valueOf(e.getMessage()), e.line(), e.column());
  }

  private static DdlParser parser() {
    return new DdlParser(PROFILE, ParseLimits.DEFAULT);
  }
}
